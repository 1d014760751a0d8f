using FlowPlan.Core.Values;

namespace FlowPlan.Core.Planning.Deciding;

/// <summary>A plan that changes something shows what: an update without a visible change of a field would be a fault of ours.</summary>
internal static class VisibleChange
{
    /// <summary>Passes an action on.</summary>
    /// <exception cref="InvalidOperationException">It would change an object and shows no field that changes.</exception>
    public static PlannedAction Checked(PlannedAction action)
    {
        var changes = action.Kind switch
        {
            ActionKind.Update => true,
            ActionKind.Adopt => !action.Calls.IsEmpty,

            // What was asked for, or goes with another resource, gives its reason instead.
            ActionKind.Replace => action.Reasons.IsEmpty,
            _ => false,
        };
        if (changes && action.Differences.IsEmpty)
            throw new InvalidOperationException($"{action.Address} would be changed, but no field of it differs.");
        if (action.Live is not null && action.Differences.FirstOrDefault(d => !Shows(d)) is { } hidden)
            throw new InvalidOperationException($"{action.Address} would be changed in '{hidden.DisplayPath}', which is the same before and after.");
        return action;
    }

    /// <summary>A secret shows as changed though neither side is shown; a reference will be something else.</summary>
    private static bool Shows(FieldDifference difference) =>
        !Equals(difference.Live, difference.Planned)
        || difference.Planned is Value.Reference
        || (difference.Planned is not null && Secrets.In(difference.Planned));
}
