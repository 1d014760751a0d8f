using FlowPlan.Core.Resources;

namespace FlowPlan.Core.Planning.Refreshing;

/// <summary>
/// Reads the live objects of one kind by the cheaper of two ways: one GET for each id, or paging through the list.
/// The list is needed anyway where something new might exist already.
/// </summary>
/// <param name="width">Limits the calls of all kinds together.</param>
/// <param name="parallelism">How many calls the limit allows.</param>
/// <param name="progress">Counts what is read.</param>
internal sealed class LiveReader(SemaphoreSlim width, int parallelism, ReadProgress progress)
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
        progress.Want(kind.Name, missing.Count);

        if (needsAll)
            await ListAllAsync(kind, missing, snapshot, cancellationToken);
        else if (ids.Count > 1 && !kind.Description.IsFoundById)
            await ListUntilFoundAsync(kind, missing, snapshot, cancellationToken);

        // What is not in the list is read by ID: a list may lag behind, only a 404 shows that an object does not exist.
        var options = new ParallelOptions { MaxDegreeOfParallelism = parallelism, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(missing, options, async (id, token) =>
        {
            await width.WaitAsync(token);
            try
            {
                if (await kind.ReadAsync(id, token) is { } live)
                    snapshot.ById[id] = live;
                progress.Find(kind.Name);
            }
            finally
            {
                width.Release();
            }
        });
    }

    private async Task ListAllAsync(BoundKind kind, HashSet<string> missing, KindSnapshot snapshot, CancellationToken cancellationToken)
    {
        await width.WaitAsync(cancellationToken);
        try
        {
            snapshot.All = await LiveIndex.ReadAsync(kind, progress, cancellationToken);
        }
        finally
        {
            width.Release();
        }

        foreach (var live in missing.Select(snapshot.All.WithId).OfType<LiveObject>().ToList())
            Take(kind, live, missing, snapshot);
    }

    /// <summary>
    /// Lists until all ids are found. A page costs about as much as one GET. How many pages there are shows only on the way, so listing stops
    /// once it has cost as much as reading each ID.
    /// </summary>
    private async Task ListUntilFoundAsync(BoundKind kind, HashSet<string> missing, KindSnapshot snapshot, CancellationToken cancellationToken)
    {
        var budget = (long)missing.Count * kind.PageSize;
        await width.WaitAsync(cancellationToken);
        try
        {
            await foreach (var live in kind.ListAsync(cancellationToken))
            {
                progress.List(kind.Name);
                Take(kind, live, missing, snapshot);
                if (missing.Count == 0 || --budget <= 0)
                    return;
            }
        }
        finally
        {
            width.Release();
        }
    }

    private void Take(BoundKind kind, LiveObject live, HashSet<string> missing, KindSnapshot snapshot)
    {
        if (!missing.Remove(live.Id))
            return;
        snapshot.ById[live.Id] = live;
        progress.Find(kind.Name);
    }
}
