using FlowPlan.Cli.Explaining;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Cli.Tests;

/// <summary>All kinds of findings of the program, sorted by code.</summary>
internal static class AllDiagnostics
{
    /// <summary>The kinds of findings.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> Descriptors => KnownDiagnostics.All;
}
