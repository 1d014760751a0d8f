namespace FlowPlan.Emulator.Storage;

/// <summary>
/// Reads pages by offset from the objects that match a filter. It remembers where each page ended, so that the next page
/// continues there instead of filtering all objects before it again.
/// </summary>
internal sealed class FilteredPages(ObjectStore store)
{
    private readonly Dictionary<(string Organization, string Sandbox, string Kind, string Filter), (int Offset, long Sequence)> ends = [];
    private (long, long) version;

    /// <summary>Reads a page; <paramref name="filter"/> identifies the filter among those of the same objects.</summary>
    public IReadOnlyList<StoredObject> Read(
        Scope scope, string kind, string filter, Func<StoredObject, bool> matches, int offset, int limit, int lag)
    {
        // Any change may move the offsets.
        if (version != store.Version)
            ends.Clear();
        version = store.Version;
        var key = (scope.Organization, scope.Sandbox, kind, filter);
        var (skipped, after) = ends.TryGetValue(key, out var end) && end.Offset == offset ? end : (0, 0);
        var page = new List<StoredObject>();
        foreach (var found in store.List(scope, kind, after, lag).Where(matches))
        {
            if (skipped < offset)
            {
                skipped++;
                continue;
            }

            page.Add(found);
            if (page.Count == limit)
                break;
        }

        if (page.Count > 0)
            ends[key] = (offset + page.Count, page[^1].Sequence);
        return page;
    }
}
