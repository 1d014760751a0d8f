using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Core.Manifests.Imports;

/// <summary>Imports: the outputs of other projects.</summary>
public static class ProjectImportDescriptors
{
    /// <summary>FP1240: a manifest imports its own outputs.</summary>
    public static readonly DiagnosticDescriptor OfItself = new(
        "FP1240", Severity.Error, DiagnosticCategory.Outputs, "a manifest imports its own outputs", "name another project or environment");

    /// <summary>FP1241: a command that reads no state needs the outputs of an import.</summary>
    public static readonly DiagnosticDescriptor NotRead = new(
        "FP1241", Severity.Error, DiagnosticCategory.Outputs, "a command that reads no state needs the outputs of an import", "use `plan` or `render`");

    /// <summary>FP1242: the state of an import does not exist.</summary>
    public static readonly DiagnosticDescriptor NoState = new(
        "FP1242", Severity.Error, DiagnosticCategory.Outputs, "the state of an import does not exist", "apply that project first, or correct `project`, `environment` and `state`");

    /// <summary>FP1243: the state of an import belongs to another project or environment.</summary>
    public static readonly DiagnosticDescriptor OtherState = new(
        "FP1243", Severity.Error, DiagnosticCategory.Outputs, "the state of an import belongs to another project or environment", "correct `project`, `environment` or `state`");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } = [OfItself, NotRead, NoState, OtherState];
}
