using System.Collections.Immutable;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Planning.Diffing;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Importing;

/// <summary>A plan that changes the state and nothing on the platform.</summary>
internal static class StateOnlyPlan
{
    /// <param name="input">The manifest and the state.</param>
    /// <param name="actions">What is imported or removed.</param>
    /// <param name="known">The attributes of the objects in the state.</param>
    public static Plan Of(PlanInput input, ImmutableArray<PlannedAction> actions, AttributeResolver known)
    {
        var before = input.Prior?.Outputs ?? Value.Map.Empty;
        var declared = input.Outputs.Select(o => o.Name).ToHashSet(StringComparer.Ordinal);
        return new Plan
        {
            Binding = PlanBinding.Of(input),
            Actions = actions,
            Outputs =
            [
                .. input.Outputs
                    .Select(o => new OutputChange(o.Name, before[o.Name], known.Find(o.Value)))
                    .Where(change => change.After is not null && change.After != change.Before),
            ],
            OutputReferences = input.Outputs,

            // Keep outputs that the manifest no longer declares; the next apply removes them.
            KeptOutputs = [.. before.Entries.Select(e => e.Key).Where(name => !declared.Contains(name))],
        };
    }
}
