using System.Collections.Immutable;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Importing;

/// <summary>Plans that change the record and nothing on the platform.</summary>
internal static class RecordOnly
{
    /// <param name="provider">The services.</param>
    /// <param name="input">The manifest and the record.</param>
    /// <param name="actions">What is taken over or let go.</param>
    /// <param name="known">The attributes of what is on record.</param>
    public static Plan Of(IResourceProvider provider, PlanInput input, ImmutableArray<PlannedAction> actions, KnownAttributes known)
    {
        var before = input.Prior?.Outputs ?? Value.Map.Empty;

        // A recorded output that the manifest has no more is for the next apply to drop: here it refers to nothing and so stays.
        var left = before.Entries
            .Where(e => input.Outputs.All(o => o.Name != e.Key))
            .Select(e => new OutputReference(e.Key, new Value.Reference(new(string.Empty, e.Key), string.Empty)));
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
            OutputReferences = [.. input.Outputs.Concat(left)],
        };
    }
}
