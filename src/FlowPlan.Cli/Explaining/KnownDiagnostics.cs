using FlowPlan.Aep;
using FlowPlan.Cli.Commands.States;
using FlowPlan.Cli.Graphs;
using FlowPlan.Cli.MappingTests;
using FlowPlan.Cli.Projects;
using FlowPlan.Cli.Readiness;
using FlowPlan.Cli.Reporting;
using FlowPlan.Cli.Sending;
using FlowPlan.Core;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Cli.Explaining;

/// <summary>All kinds of findings of the program, sorted by code.</summary>
internal static class KnownDiagnostics
{
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        .. DiagnosticCatalog.All.Concat(AepDiagnosticCatalog.All).Concat(CliDescriptors.All).Concat(MappingTestDescriptors.All).Concat(SendDescriptors.All).Concat(ReadinessDescriptors.All).Concat(StateCommandDescriptors.All).Concat(ProjectDescriptors.All).Concat(GraphDescriptors.All).OrderBy(d => d.Code, StringComparer.Ordinal),
    ];
}
