using System.Collections.Immutable;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Applying;

/// <summary>
/// The steps of a plan and their order: dependencies are created before dependents, and dependents are deleted (or point to the
/// new object) before what they depend on.
/// </summary>
internal static class ExecutionGraph
{
    public static ImmutableArray<ExecutionStep> Of(Plan plan)
    {
        var builder = new ExecutionGraphBuilder();
        var count = plan.Actions.Length;
        for (var i = 0; i < count; i++)
        {
            var action = plan.Actions[i];
            if (action.Kind is ActionKind.Create or ActionKind.Update or ActionKind.Replace or ActionKind.Adopt or ActionKind.Forget)
                builder.Add(action, StepKind.Apply, i);
            if (action.Kind == ActionKind.Replace)
                builder.Add(action, StepKind.Destroy, (2 * count) - i);
            if (action.Kind == ActionKind.Delete)
                builder.Add(action, StepKind.Destroy, (2 * count) + i);
        }

        var applied = builder.ActionsOf(StepKind.Apply).ToList();
        var destroyed = builder.ActionsOf(StepKind.Destroy).ToList();
        foreach (var action in applied)
        {
            foreach (var needed in action.DependsOn)
                builder.Require(Apply(action.Address), Apply(needed));
        }

        LinkToDependents(builder, plan, destroyed);
        LinkReplacements(builder, destroyed);
        LinkNamesakes(builder, applied, destroyed);
        return builder.Build();
    }

    /// <summary>Deletes wait for the dependents of the object: those that are deleted too, and those that will refer to its successor.</summary>
    private static void LinkToDependents(ExecutionGraphBuilder builder, Plan plan, List<PlannedAction> destroyed)
    {
        // A current and a deposed object share one base address: both must wait for the same dependents.
        var byBase = destroyed.ToLookup(d => d.Address.Base);
        foreach (var dependent in plan.Actions)
        {
            // DependsOn of a delete is its order among deletes; what its object referred to is in its recorded state.
            var declared = dependent.Kind == ActionKind.Delete ? [] : dependent.DependsOn;
            foreach (var needed in (dependent.Prior?.Dependencies ?? []).Concat(declared).Distinct())
            {
                foreach (var removal in byBase[needed])
                {
                    if (dependent.Address != removal.Address)
                        builder.Require(Destroy(removal.Address), Destroy(dependent.Address));

                    // An object that is deleted before its successor exists cannot wait until dependents refer to that successor.
                    if (removal is not { Kind: ActionKind.Replace, CreateBeforeDestroy: false })
                        builder.Require(Destroy(removal.Address), Apply(dependent.Address));
                }
            }
        }
    }

    /// <summary>The order of the two halves of each replacement.</summary>
    private static void LinkReplacements(ExecutionGraphBuilder builder, List<PlannedAction> destroyed)
    {
        foreach (var action in destroyed.Where(d => builder.Contains(Apply(d.Address))))
        {
            var (first, second) = action.CreateBeforeDestroy
                ? (Apply(action.Address), Destroy(action.Address))
                : (Destroy(action.Address), Apply(action.Address));
            builder.Require(second, first);
        }
    }

    /// <summary>
    /// An object that is deleted while another of the same name is created, as when a block is renamed without a <c>moved</c> block,
    /// is deleted only after the other exists: if the service rejects the new one, the old one is still in use.
    /// </summary>
    private static void LinkNamesakes(ExecutionGraphBuilder builder, List<PlannedAction> applied, List<PlannedAction> destroyed)
    {
        var deletes = destroyed.Where(d => d.Kind == ActionKind.Delete).ToLookup(d => (d.Address.Kind, d.Prior!.Id));
        foreach (var create in applied.Where(a => a.Kind == ActionKind.Create))
        {
            foreach (var delete in create.ExistingIds.SelectMany(id => deletes[(create.Address.Kind, id)]))
            {
                if (!builder.WaitsFor(Apply(create.Address), Destroy(delete.Address)))
                    builder.Require(Destroy(delete.Address), Apply(create.Address));
            }
        }
    }

    private static StepId Apply(ResourceAddress address) => new(address, StepKind.Apply);

    private static StepId Destroy(ResourceAddress address) => new(address, StepKind.Destroy);
}
