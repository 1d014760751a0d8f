using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Cli.Projects;

/// <summary>What can be wrong with several projects in one command.</summary>
public static class ProjectDescriptors
{
    /// <summary>FP7021: projects import each other.</summary>
    public static readonly DiagnosticDescriptor Cycle = new(
        "FP7021", Severity.Error, DiagnosticCategory.CommandLine, "projects import each other", "remove one of the imports of the cycle");

    /// <summary>FP7022: two manifests are the same project and environment.</summary>
    public static readonly DiagnosticDescriptor SameState = new(
        "FP7022", Severity.Error, DiagnosticCategory.CommandLine, "two manifests have the same state", "name one of them only, or give them different projects");

    /// <summary>FP7023: a pattern matches no manifest.</summary>
    public static readonly DiagnosticDescriptor MatchesNothing = new(
        "FP7023", Severity.Error, DiagnosticCategory.CommandLine, "a pattern matches no manifest", "correct the pattern");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } = [Cycle, SameState, MatchesNothing];
}
