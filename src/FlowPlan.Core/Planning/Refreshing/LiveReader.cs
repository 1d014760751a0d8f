using System.Collections.Concurrent;
using FlowPlan.Core.Resources;

namespace FlowPlan.Core.Planning.Refreshing;

/// <summary>The live objects of one kind.</summary>
internal sealed class KindSnapshot(StringComparer names)
{
    /// <summary>The objects asked for by id; one that is missing does not exist.</summary>
    public ConcurrentDictionary<string, LiveObject> ById { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether the whole list was read, and so <see cref="ByNaturalKey"/> tells of everything.</summary>
    public bool Listed { get; set; }

    /// <summary>Where the whole list was read: the objects of each natural key.</summary>
    public Dictionary<string, List<LiveObject>> ByNaturalKey { get; } = new(StringComparer.Ordinal);

    /// <summary>Where the whole list was read: the objects of each name.</summary>
    public Dictionary<string, List<LiveObject>> ByName { get; } = new(names);
}

/// <summary>
/// Reads the live objects of one kind by the cheaper of two ways: one GET for each id, or paging through the list.
/// The list is needed anyway where something new might exist already.
/// </summary>
/// <param name="width">Limits the calls of all kinds together.</param>
/// <param name="parallelism">How many calls the limit allows.</param>
internal sealed class LiveReader(SemaphoreSlim width, int parallelism)
{
    /// <summary>Reads the objects of these ids, and the whole list where it is needed, into a snapshot.</summary>
    public async Task ReadAsync(
        BoundKind kind,
        KindSnapshot snapshot,
        IReadOnlyCollection<string> ids,
        bool needsAll,
        CancellationToken cancellationToken)
    {
        var missing = new HashSet<string>(ids, StringComparer.Ordinal);

        // A page costs about as much as one GET. How many pages there are shows only on the way,
        // so listing stops once it has cost as much as reading each ID.
        if (needsAll || ids.Count > 1)
            await ListAsync(kind, missing, needsAll, snapshot, cancellationToken);

        // What is not in the list is read by ID: a list may lag behind, only a 404 shows that an object does not exist.
        var options = new ParallelOptions { MaxDegreeOfParallelism = parallelism, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(missing, options, async (id, token) =>
        {
            await width.WaitAsync(token);
            try
            {
                if (await kind.ReadAsync(id, token) is { } live)
                    snapshot.ById[id] = live;
            }
            finally
            {
                width.Release();
            }
        });
    }

    private async Task ListAsync(
        BoundKind kind,
        HashSet<string> missing,
        bool needsAll,
        KindSnapshot snapshot,
        CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var budget = needsAll ? long.MaxValue : (long)missing.Count * kind.PageSize;
        await width.WaitAsync(cancellationToken);
        try
        {
            await foreach (var live in kind.ListAsync(cancellationToken))
            {
                if (missing.Remove(live.Id))
                    snapshot.ById[live.Id] = live;

                // A list that changes while it is paged may show an object twice.
                if (needsAll && seen.Add(live.Id))
                {
                    Add(snapshot.ByNaturalKey, kind.NaturalKey(live.Fields), live);
                    Add(snapshot.ByName, live.Name, live);
                }

                if (!needsAll && (missing.Count == 0 || --budget <= 0))
                    return;
            }

            snapshot.Listed |= needsAll;
        }
        finally
        {
            width.Release();
        }
    }

    private static void Add(Dictionary<string, List<LiveObject>> index, string? key, LiveObject live)
    {
        if (key is null)
            return;
        if (!index.TryGetValue(key, out var alike))
            index[key] = alike = [];
        alike.Add(live);
    }
}
