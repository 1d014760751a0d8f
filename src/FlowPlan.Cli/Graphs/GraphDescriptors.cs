using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Cli.Graphs;

/// <summary>What can be wrong with the drawing of a graph.</summary>
public static class GraphDescriptors
{
    /// <summary>FP7024: Graphviz is not installed, or cannot draw the graph.</summary>
    public static readonly DiagnosticDescriptor NoGraphviz = new(
        "FP7024", Severity.Error, DiagnosticCategory.CommandLine, "Graphviz cannot draw the graph", "install Graphviz, or use --format html");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } = [NoGraphviz];
}
