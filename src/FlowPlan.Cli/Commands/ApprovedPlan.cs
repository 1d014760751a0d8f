using FlowPlan.Cli.Reporting;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Planning.Review;

namespace FlowPlan.Cli.Commands;

/// <summary>Plans for an apply. What was approved is applied, or nothing: the platform may change between plan and approval.</summary>
/// <param name="reporter">Where diagnostics go.</param>
/// <param name="make">Makes a plan, the first one or one that is limited to what was approved, and reports its diagnostics.</param>
internal sealed class ApprovedPlan(IReporter reporter, Func<bool, Task<Outcome<Plan>>> make)
{
    /// <summary>The plan to show.</summary>
    public async Task<(Plan? Plan, int ExitCode)> FirstAsync()
    {
        var planned = await make(true);
        return planned.Value is { } plan ? (plan, ExitCodes.Done) : (null, ExitCodes.Of(planned.Diagnostics));
    }

    /// <summary>The plan made again, limited to what was approved: by saving it, or at the prompt.</summary>
    public async Task<(Plan? Plan, int ExitCode)> LimitedToAsync(Plan approved)
    {
        var planned = await make(false);
        return planned.Value is { } plan ? LimitTo(approved, plan) : (null, CannotBeApplied(planned.Diagnostics));
    }

    private (Plan? Plan, int ExitCode) LimitTo(Plan approved, Plan current)
    {
        var stale = StalePlanCheck.Check(approved, current);
        reporter.Diagnostics(stale);
        if (stale.Count > 0)
            return (null, ExitCodes.StalePlan);
        var (limited, held) = StalePlanCheck.LimitTo(approved, current);
        if (held > 0)
            reporter.WriteNotice($"{Quantity.Of(held, "other pending change")} not in the approved plan {(held == 1 ? "was" : "were")} left for the next apply.");
        return (limited, ExitCodes.Done);
    }

    private int CannotBeApplied(IReadOnlyList<Diagnostic> diagnostics)
    {
        if (!diagnostics.Any(d => d.Severity == Severity.Error && d.Descriptor.Category == DiagnosticCategory.Planning))
            return ExitCodes.Of(diagnostics);
        reporter.Diagnostics([Diagnostic.Of(
            CliDescriptors.PlanNoLongerPossible,
            "the approved plan can no longer be applied, for the reason above",
            help: "nothing was changed; plan again and review what it would do now")]);
        return ExitCodes.StalePlan;
    }
}
