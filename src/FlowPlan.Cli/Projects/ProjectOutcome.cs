using FlowPlan.Cli.Output.ConsoleText;
using FlowPlan.Cli.Reporting;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;

namespace FlowPlan.Cli.Projects;

/// <summary>How a command ended for one of several projects.</summary>
/// <param name="Project">The project.</param>
/// <param name="ExitCode">The exit code that the command would have had for it alone.</param>
/// <param name="Output">What it reported.</param>
internal sealed record ProjectOutcome(Project Project, int ExitCode, ProjectReporter Output)
{
    /// <summary>A project of the command that must come first and has not been applied, or that failed; null where the command ran.</summary>
    public Project? Because { get; init; }

    /// <summary>Whether the plan waits for another project that was never applied, which is not a fault.</summary>
    public bool Waits { get; init; }

    /// <summary>Whether what imports its outputs can go on.</summary>
    public bool IsDone => Because is null && ExitCode is ExitCodes.Done or ExitCodes.ChangesPending;

    /// <summary>Whether there is a plan, and nothing that an import could read.</summary>
    public bool WasNeverApplied => Output.Applied is null && Output.Planned is { Binding.Lineage: null };

    /// <summary>A line of the summary.</summary>
    public string Text => this switch
    {
        { Waits: true } => $"waits for {Because}, which was never applied",
        { Because: { } because } => $"skipped, because {because} did not complete",
        { ExitCode: ExitCodes.Interrupted } => "interrupted",
        { ExitCode: ExitCodes.StalePlan } => "the plan is stale",
        { ExitCode: ExitCodes.Refused } => "refused",
        _ when Output.Applied is { Complete: false } run => $"incomplete: {run.Failed.Length} failed, {run.Skipped.Length} skipped",
        { ExitCode: not (ExitCodes.Done or ExitCodes.ChangesPending) } => "failed",
        _ when Output.Applied is { } run => $"complete: {Quantity.Grouped(run.Done.Length, "change")}",
        _ when Output.Planned is { HasChanges: true } plan => SummaryOf(plan),
        _ => "no changes",
    };

    private static string SummaryOf(Plan plan) =>
        plan.Actions.Any(a => a.IsChange) ? PlanText.SummaryOf(plan.Summarize()).TrimEnd('.') : Quantity.Grouped(plan.Outputs.Length, "output change");
}
