using FlowPlan.Cli.SavedPlans;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Output.ConsoleText.Plans.Units;

/// <summary>The texts that are shown of an action, besides its address and its consequences.</summary>
/// <param name="Action">The action.</param>
/// <param name="Name">The name of the object.</param>
/// <param name="MovedFrom">The former address.</param>
/// <param name="Reasons">Why it is done.</param>
/// <param name="Fields">The fields, as many and in the order of the action's differences.</param>
internal sealed record ShownAction(PlannedAction Action, string? Name, string? MovedFrom, IReadOnlyList<string> Reasons, IReadOnlyList<ShownField> Fields)
{
    /// <summary>The texts, each passed through a function, always in the same order.</summary>
    public static ShownAction Of(PlannedAction action, Func<string, string> text) => new(
        action,
        action.Name is { } name ? text(ValueText.Of(Value.Of(name))) : null,
        action.MovedFrom is { } from ? text(from.ToString()) : null,
        // That all is destroyed is in the headline.
        [.. action.Reasons.Where(r => r is not ActionReason.Destroyed).Select(r => text(PlanSentences.Of(r)))],
        [.. action.Differences.Select(d => ShownField.Of(action, d, text))]);
}
