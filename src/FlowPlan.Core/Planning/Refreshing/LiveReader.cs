using FlowPlan.Core.Resources;
using FlowPlan.Core.State;

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
    /// <param name="kind">The kind.</param>
    /// <param name="snapshot">What has been read of it.</param>
    /// <param name="sought">The IDs, each with its entry in the lockfile if it has one.</param>
    /// <param name="needsAll">Whether the whole list is needed.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task ReadAsync(
        BoundKind kind,
        KindSnapshot snapshot,
        IReadOnlyDictionary<string, ResourceState?> sought,
        bool needsAll,
        CancellationToken cancellationToken)
    {
        var missing = sought.Where(s => !snapshot.ById.ContainsKey(s.Key)).ToDictionary(StringComparer.Ordinal);
        await using (var ahead = snapshot.Ahead)
        {
            snapshot.Ahead = null;
            progress.Want(kind.Name, sought.Count - (ahead?.Sought ?? 0));
            if (needsAll)
                await ListAllAsync(kind, missing, snapshot, ahead, cancellationToken);
            else if (ahead is null && sought.Count > 1 && !kind.Description.IsFoundById)
                await ListUntilFoundAsync(kind, missing, snapshot, cancellationToken);
        }

        // What is not in the list is read by ID: a list may lag behind, only a 404 shows that an object does not exist.
        var options = new ParallelOptions { MaxDegreeOfParallelism = parallelism, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(missing, options, async (one, token) => await WithinAsync(
            async () =>
            {
                if (await kind.ReadAsync(one.Key, token) is { } live)
                    snapshot.ById[one.Key] = SharedValues.Of(live, one.Value);
                progress.Find(kind.Name);
            },
            token));
    }

    /// <summary>Lists until these objects are found, before it is known what else is needed, and keeps the list for the plan.</summary>
    public async Task ReadAheadAsync(BoundKind kind, KindSnapshot snapshot, Dictionary<string, ResourceState?> missing, CancellationToken cancellationToken)
    {
        progress.Want(kind.Name, missing.Count);
        snapshot.Ahead = new(kind, progress, cancellationToken);
        await WithinAsync(() => snapshot.Ahead.ReadUntilFoundAsync(missing, live => Take(kind, live, missing, snapshot)), cancellationToken);
    }

    private async Task ListAllAsync(
        BoundKind kind, Dictionary<string, ResourceState?> missing, KindSnapshot snapshot, ListReading? ahead, CancellationToken cancellationToken)
    {
        await using var begun = ahead is null ? new ListReading(kind, progress, cancellationToken) : null;
        await WithinAsync(async () => snapshot.All = await (ahead ?? begun!).ReadAllAsync(live => Take(kind, live, missing, snapshot)), cancellationToken);

        // What was read ahead, before it was known that it is sought.
        foreach (var live in missing.Keys.Select(snapshot.All!.WithId).OfType<LiveObject>().ToList())
            Take(kind, live, missing, snapshot);
    }

    private async Task ListUntilFoundAsync(BoundKind kind, Dictionary<string, ResourceState?> missing, KindSnapshot snapshot, CancellationToken cancellationToken)
    {
        await using var list = new ListReading(kind, progress, cancellationToken);
        await WithinAsync(() => list.ReadUntilFoundAsync(missing, live => Take(kind, live, missing, snapshot)), cancellationToken);
    }

    private async Task WithinAsync(Func<Task> call, CancellationToken cancellationToken)
    {
        await width.WaitAsync(cancellationToken);
        try
        {
            await call();
        }
        finally
        {
            width.Release();
        }
    }

    private LiveObject Take(BoundKind kind, LiveObject live, Dictionary<string, ResourceState?> missing, KindSnapshot snapshot)
    {
        if (!missing.Remove(live.Id, out var recorded))
            return live;
        progress.Find(kind.Name);
        return snapshot.ById[live.Id] = SharedValues.Of(live, recorded);
    }
}
