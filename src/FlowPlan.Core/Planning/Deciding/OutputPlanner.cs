using System.Collections.Immutable;
using FlowPlan.Core.Planning.Diffing;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Planning.Deciding;

/// <summary>Compares the recorded outputs with those that the manifest declares.</summary>
internal static class OutputPlanner
{
    /// <summary>The outputs that change, sorted by name; none where only drift is looked for.</summary>
    public static ImmutableArray<OutputChange> Changes(PlanInput input, AttributeResolver known)
    {
        if (input.Options.Mode == PlanMode.Drift)
            return [];
        var before = input.Prior?.Outputs ?? Value.Map.Empty;
        var after = input.Outputs.ToDictionary(o => o.Name, o => known.Resolve(o.Value), StringComparer.Ordinal);
        return
        [
            .. before.Entries.Select(e => e.Key)
                .Union(after.Keys)
                .Order(StringComparer.Ordinal)
                .Select(name => new OutputChange(name, before[name], after.GetValueOrDefault(name)))
                .Where(change => !Equals(change.Before, change.After)),
        ];
    }
}
