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

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        SchemaMismatch,
        InvalidDefinition,
        SchemaVersionMismatch,
        GroupOfOtherClass,
    ];
}
