using FlowPlan.Core.State;

namespace FlowPlan.Core.Planning.Refreshing;

/// <summary>The IDs of objects, each with its entry in the lockfile.</summary>
internal static class RecordedIds
{
    public static Dictionary<string, ResourceState?> Of(IEnumerable<ResourceState> states)
    {
        var ids = new Dictionary<string, ResourceState?>(StringComparer.Ordinal);
        foreach (var state in states)
            ids.TryAdd(state.Id, state);
        return ids;
    }

    /// <summary>The same with further IDs, which the lockfile may not have.</summary>
    public static Dictionary<string, ResourceState?> And(this Dictionary<string, ResourceState?> ids, IEnumerable<string> others)
    {
        foreach (var id in others)
            ids.TryAdd(id, null);
        return ids;
    }
}
