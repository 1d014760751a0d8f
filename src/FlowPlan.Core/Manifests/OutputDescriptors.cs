using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Core.Manifests;

/// <summary>Outputs and `moved` blocks.</summary>
public static class OutputDescriptors
{
    /// <summary>FP1209: an output is not the attribute of a resource.</summary>
    public static readonly DiagnosticDescriptor InvalidOutput = new(
        "FP1209", Severity.Error, DiagnosticCategory.Outputs, "an output is not the attribute of a resource", "write `section.key.attribute` or `kind.key.attribute`");

    /// <summary>FP1210: an output names a section or resource that does not exist.</summary>
    public static readonly DiagnosticDescriptor UnknownOutputResource = new(
        "FP1210", Severity.Error, DiagnosticCategory.Outputs, "an output names a section or resource that does not exist", "see \"did you mean\"");

    /// <summary>FP1211: a `moved` block does not contain a resource address.</summary>
    public static readonly DiagnosticDescriptor InvalidMovedAddress = new(
        "FP1211", Severity.Error, DiagnosticCategory.Outputs, "a `moved` block does not contain a resource address", "write `kind.key` or `section.key`");

    /// <summary>FP1220: a `moved` block names an unknown kind.</summary>
    public static readonly DiagnosticDescriptor UnknownMovedKind = new(
        "FP1220", Severity.Error, DiagnosticCategory.Outputs, "a `moved` block names an unknown kind", "see \"did you mean\"");

    /// <summary>FP1232: a sensitive variable is used in the text of an output.</summary>
    public static readonly DiagnosticDescriptor SecretOutput = new(
        "FP1232", Severity.Error, DiagnosticCategory.Outputs, "a sensitive variable is used in the text of an output", "use a variable that is not sensitive; outputs are shown and kept in the lockfile");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        InvalidOutput,
        UnknownOutputResource,
        InvalidMovedAddress,
        UnknownMovedKind,
        SecretOutput,
    ];
}
