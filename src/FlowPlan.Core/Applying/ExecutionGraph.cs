using FlowPlan.Core.Planning;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Applying;

/// <summary>Half of an action: what makes or changes an object, or what removes one. A replacement has both.</summary>
internal sealed class ExecutionStep(PlannedAction action, bool removes, int order)
{
    public PlannedAction Action { get; } = action;

    public bool Removes { get; } = removes;

    /// <summary>Its place in the plan: of two steps that could both begin, the one with the lower number does.</summary>
    public int Order { get; } = order;

    /// <summary>The steps that must have been carried out before it.</summary>
    public HashSet<ExecutionStep> Needs { get; } = [];
}

/// <summary>
/// The steps of a plan and what must come before what: dependencies are made before dependents,
/// dependents are removed (or repointed) before what they depend on.
/// </summary>
internal static class ExecutionGraph
{
    public static IReadOnlyList<ExecutionStep> Of(Plan plan)
    {
        var makes = new Dictionary<ResourceAddress, ExecutionStep>();
        var removes = new Dictionary<ResourceAddress, ExecutionStep>();
        var count = plan.Actions.Length;
        for (var i = 0; i < count; i++)
        {
            var action = plan.Actions[i];
            if (action.Kind is ActionKind.Create or ActionKind.Update or ActionKind.Replace or ActionKind.Adopt or ActionKind.Forget)
                makes[action.Address] = new(action, removes: false, i);
            if (action.Kind == ActionKind.Replace)
                removes[action.Address] = new(action, removes: true, (2 * count) - i);
            if (action.Kind == ActionKind.Delete)
                removes[action.Address] = new(action, removes: true, (2 * count) + i);
        }

        foreach (var make in makes.Values)
        {
            foreach (var needed in make.Action.DependsOn)
            {
                if (makes.TryGetValue(needed, out var before))
                    make.Needs.Add(before);
            }
        }

        LinkRemovals(plan, makes, removes);
        LinkNamesakes(makes, removes);
        return [.. makes.Values.Concat(removes.Values).OrderBy(s => s.Order)];
    }

    /// <summary>
    /// An object that goes while another of the same name comes, as when a block is renamed without a <c>moved</c> block, goes only once the
    /// other is there: should the service refuse the new one, the old one is still what it was.
    /// </summary>
    private static void LinkNamesakes(Dictionary<ResourceAddress, ExecutionStep> makes, Dictionary<ResourceAddress, ExecutionStep> removes)
    {
        var deletes = removes.Values.Where(r => r.Action.Kind == ActionKind.Delete).ToLookup(r => (r.Action.Address.Kind, r.Action.Prior!.Id));
        foreach (var make in makes.Values.Where(m => m.Action.Kind == ActionKind.Create))
        {
            foreach (var removal in make.Action.ExistingIds.SelectMany(id => deletes[(make.Action.Address.Kind, id)]))
            {
                if (!NeedsInTurn(make, removal))
                    removal.Needs.Add(make);
            }
        }
    }

    private static bool NeedsInTurn(ExecutionStep step, ExecutionStep other)
    {
        var seen = new HashSet<ExecutionStep>();
        var waiting = new Stack<ExecutionStep>([step]);
        while (waiting.TryPop(out var at))
        {
            if (at == other)
                return true;
            foreach (var needed in at.Needs.Where(seen.Add))
                waiting.Push(needed);
        }

        return false;
    }

    private static void LinkRemovals(
        Plan plan,
        Dictionary<ResourceAddress, ExecutionStep> makes,
        Dictionary<ResourceAddress, ExecutionStep> removes)
    {
        // One recorded object may stand under its address and, superseded, under an alias of it: both wait for the same dependents.
        var byBase = removes.Values.ToLookup(r => SupersededAddress.BaseOf(r.Action.Address));
        foreach (var dependent in plan.Actions)
        {
            // What a delete depends on is its order among deletes; what its object referred to is on record.
            var declared = dependent.Kind == ActionKind.Delete ? [] : dependent.DependsOn;
            foreach (var needed in (dependent.Prior?.Dependencies ?? []).Concat(declared).Distinct())
            {
                foreach (var removal in byBase[needed])
                {
                    if (removes.TryGetValue(dependent.Address, out var dependentRemoval) && dependentRemoval != removal)
                        removal.Needs.Add(dependentRemoval);

                    // What goes before its successor comes cannot wait until dependents point to that successor.
                    var goesFirst = removal.Action is { Kind: ActionKind.Replace, CreateBeforeDestroy: false };
                    if (!goesFirst && makes.TryGetValue(dependent.Address, out var repointed))
                        removal.Needs.Add(repointed);
                }
            }
        }

        foreach (var (address, removal) in removes)
        {
            if (!makes.TryGetValue(address, out var make))
                continue;
            if (removal.Action.CreateBeforeDestroy)
                removal.Needs.Add(make);
            else
                make.Needs.Add(removal);
        }
    }
}
