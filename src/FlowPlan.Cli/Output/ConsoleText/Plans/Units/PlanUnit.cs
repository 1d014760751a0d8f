using FlowPlan.Core.Planning;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Output.ConsoleText.Plans.Units;

/// <summary>What is shown together: a flow with the parts that no other flow uses, or one resource.</summary>
/// <param name="Lead">The flow, which need not change, or the resource.</param>
/// <param name="Parts">The changes of its parts in the order of execution.</param>
internal sealed record PlanUnit(PlannedAction Lead, IReadOnlyList<PlannedAction> Parts)
{
    /// <summary>The flow and its parts.</summary>
    public IEnumerable<PlannedAction> Actions => Parts.Prepend(Lead);

    /// <summary>Whether it does something that a reader must not miss, so that it is never counted with others.</summary>
    public bool IsSerious => Actions.Any(IsSeriousAction);

    /// <summary>Whether an action is a deletion or replacement, or has consequences for people or data.</summary>
    public static bool IsSeriousAction(PlannedAction action) => action.Destructive || action.Kind == ActionKind.Replace || !action.Consequences.IsEmpty;

    /// <summary>Whether a resource is shown in it.</summary>
    public bool Contains(ResourceAddress address) => Actions.Any(a => a.Address == address);
}
