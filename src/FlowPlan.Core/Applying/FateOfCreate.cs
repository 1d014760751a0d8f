using FlowPlan.Core.Resources;

namespace FlowPlan.Core.Applying;

/// <summary>Looks for what a create call made whose answer did not come.</summary>
internal static class FateOfCreate
{
    /// <summary>The objects that bear the natural key and are neither known from before nor recorded as somebody else's.</summary>
    public static async Task<IReadOnlyList<LiveObject>> FindAsync(
        IResourceKind kind,
        string? naturalKey,
        IReadOnlyCollection<string> existingIds,
        Func<string, string, bool> owns,
        CancellationToken cancellationToken)
    {
        var alike = new List<LiveObject>();
        if (naturalKey is null)
            return alike;
        await foreach (var live in kind.ListAsync(cancellationToken))
        {
            if (kind.NaturalKey(live.Fields) == naturalKey && !existingIds.Contains(live.Id) && !owns(kind.Name, live.Id))
                alike.Add(live);
        }

        return alike;
    }
}
