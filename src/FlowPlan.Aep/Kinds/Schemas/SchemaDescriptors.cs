using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Aep.Kinds.Schemas;

/// <summary>Rules of schemas that are checked before any call.</summary>
public static class SchemaDescriptors
{
    /// <summary>FP2003: the mapping and the dataset of a flow have different schemas.</summary>
    public static readonly DiagnosticDescriptor SchemaMismatch = new(
        "FP2003", Severity.Error, DiagnosticCategory.References, "the mapping and the dataset of a flow have different schemas", "use one schema for both");

    /// <summary>FP2009: the definition of a schema cannot be used.</summary>
    public static readonly DiagnosticDescriptor InvalidDefinition = new(
        "FP2009", Severity.Error, DiagnosticCategory.References, "the definition of a schema cannot be used", "the message says what is wrong, with its position in the file");

    /// <summary>FP2011: the mapping or target of a flow refers to a different version of the schema than its dataset.</summary>
    public static readonly DiagnosticDescriptor SchemaVersionMismatch = new(
        "FP2011", Severity.Error, DiagnosticCategory.References, "the mapping or target of a flow refers to a different version of the schema than its dataset", "refer to one version");

    /// <summary>FP2015: a standard field group is made for another class.</summary>
    public static readonly DiagnosticDescriptor GroupOfOtherClass = new(
        "FP2015", Severity.Error, DiagnosticCategory.References, "a standard field group is made for another class", "choose another field group, or another class");

    /// <summary>FP2025: what is said of a field of a schema, such as that it is an identity, is not valid.</summary>
    public static readonly DiagnosticDescriptor InvalidDescriptor = new(
        "FP2025", Severity.Error, DiagnosticCategory.References, "what is said of a field of a schema, such as that it is an identity, is not valid", "the message says what is wrong");

    /// <summary>FP2026: an identity has a namespace that is neither declared nor standard.</summary>
    public static readonly DiagnosticDescriptor UnknownNamespace = new(
        "FP2026", Severity.Error, DiagnosticCategory.References, "an identity has a namespace that is neither declared nor standard", "declare it under `identityNamespaces`, with `existing` where it is there already");

    /// <summary>FP2027: a schema has more than one primary identity.</summary>
    public static readonly DiagnosticDescriptor SeveralPrimaries = new(
        "FP2027", Severity.Error, DiagnosticCategory.References, "a schema has more than one primary identity", "make one of them primary");

    /// <summary>FP2028: a schema is enabled for Profile and has no identity, so that the registry refuses it (warning).</summary>
    public static readonly DiagnosticDescriptor ProfileWithoutIdentity = new(
        "FP2028", Severity.Warning, DiagnosticCategory.References, "a schema is enabled for Profile and has neither a primary identity nor an identityMap (warning)", "add a primary identity under `identities`, or the field group `https://ns.adobe.com/xdm/context/identitymap`");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        SchemaMismatch,
        InvalidDefinition,
        SchemaVersionMismatch,
        GroupOfOtherClass,
        InvalidDescriptor,
        UnknownNamespace,
        SeveralPrimaries,
        ProfileWithoutIdentity,
    ];
}
