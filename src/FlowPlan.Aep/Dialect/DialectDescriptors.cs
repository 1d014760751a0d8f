using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Aep.Dialect;

/// <summary>How resources go together, whatever their kinds.</summary>
public static class DialectDescriptors
{
    /// <summary>FP1302: resources depend on each other in a cycle.</summary>
    public static readonly DiagnosticDescriptor DependencyCycle = new(
        "FP1302", Severity.Error, DiagnosticCategory.References, "resources depend on each other in a cycle", "the message shows the cycle; remove one reference");

    /// <summary>FP1303: `dependsOn` contains text that is not a resource address.</summary>
    public static readonly DiagnosticDescriptor InvalidAddress = new(
        "FP1303", Severity.Error, DiagnosticCategory.References, "`dependsOn` contains text that is not a resource address", "write `kind.key` or `section.key`");

    /// <summary>FP1304: an inline block would create a resource that is already declared.</summary>
    public static readonly DiagnosticDescriptor InlineCollision = new(
        "FP1304", Severity.Error, DiagnosticCategory.References, "an inline block would create a resource that is already declared", "refer to that resource, or rename it");

    /// <summary>FP1305: an output names an attribute that the kind does not have.</summary>
    public static readonly DiagnosticDescriptor UnknownAttribute = new(
        "FP1305", Severity.Error, DiagnosticCategory.References, "an output names an attribute that the kind does not have", "see \"did you mean\"");

    /// <summary>FP1309: `ignoreChanges` names a field that the kind does not have.</summary>
    public static readonly DiagnosticDescriptor UnknownField = new(
        "FP1309", Severity.Error, DiagnosticCategory.References, "`ignoreChanges` names a field that the kind does not have", "see \"did you mean\"; write the field as plans show it");

    /// <summary>FP2004: two resources of a kind have the same name.</summary>
    public static readonly DiagnosticDescriptor DuplicateName = new(
        "FP2004", Severity.Error, DiagnosticCategory.References, "two resources of a kind have the same name", "rename one; objects are found again by name");

    /// <summary>FP2051: a sensitive variable is used in a name, title or description.</summary>
    public static readonly DiagnosticDescriptor SensitiveName = new(
        "FP2051", Severity.Error, DiagnosticCategory.References, "a sensitive variable is used in a name, title or description", "use another variable; all platform users can see these fields");

    /// <summary>FP2052: a name contains a null character.</summary>
    public static readonly DiagnosticDescriptor InvalidName = new(
        "FP2052", Severity.Error, DiagnosticCategory.References, "a name contains a null character", "remove it");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        DependencyCycle,
        InvalidAddress,
        InlineCollision,
        UnknownAttribute,
        UnknownField,
        DuplicateName,
        SensitiveName,
        InvalidName,
    ];
}
