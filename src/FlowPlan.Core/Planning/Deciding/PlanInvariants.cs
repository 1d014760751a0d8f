using FlowPlan.Core.Values;

namespace FlowPlan.Core.Planning.Deciding;

/// <summary>Checks that a plan shows what it changes: an update without a visible change of a field is a bug in the planner.</summary>
internal static class PlanInvariants
{
    /// <summary>Returns the action.</summary>
    /// <exception cref="InvalidOperationException">It would change an object but shows no field that changes.</exception>
    public static PlannedAction Assert(PlannedAction action)
    {
        var changes = action.Kind switch
        {
            ActionKind.Update => true,
            ActionKind.Adopt => !action.Calls.IsEmpty,

            // A replacement that was requested, or comes with another one, has a reason instead.
            ActionKind.Replace => action.Reasons.IsEmpty,
            _ => false,
        };
        if (changes && action.Differences.IsEmpty)
            throw new InvalidOperationException($"{action.Address} would be changed, but none of its fields differs.");
        if (action.Live is not null && action.Differences.FirstOrDefault(d => !IsVisible(d)) is { } hidden)
            throw new InvalidOperationException($"{action.Address} would be changed in '{hidden.DisplayPath}', which is the same before and after.");
        return action;
    }

    /// <summary>A secret counts as changed although neither side is shown; a reference will have another value.</summary>
    private static bool IsVisible(FieldDifference difference) =>
        !Equals(difference.Live, difference.Planned)
        || difference.Planned is Value.Reference
        || Secrets.In(difference.Planned);
}
