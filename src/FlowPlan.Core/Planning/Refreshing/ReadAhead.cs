using FlowPlan.Core.Resources;
using FlowPlan.Core.State;

namespace FlowPlan.Core.Planning.Refreshing;

/// <summary>
/// Reads the objects that a lockfile records while the resources of the manifest are still being put together: a plan of thousands of resources
/// needs them anyway, and takes a third less time. What the plan needs besides, it reads itself; no page is read twice.
/// </summary>
public sealed class ReadAhead : IAsyncDisposable
{
    /// <summary>From how many recorded objects of a kind on it is worthwhile.</summary>
    public const int Worthwhile = 200;

    private readonly CancellationTokenSource stop;
    private readonly Dictionary<string, (KindSnapshot Snapshot, Task Reading)> kinds = new(StringComparer.Ordinal);

    private ReadAhead(int parallelism, CancellationToken cancellationToken)
    {
        Width = new(parallelism);
        stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    }

    /// <summary>Limits the calls of all kinds together.</summary>
    internal SemaphoreSlim Width { get; }

    /// <summary>Begins to read; null where it is not worthwhile.</summary>
    /// <param name="provider">The services.</param>
    /// <param name="prior">The lockfile.</param>
    /// <param name="parallelism">The maximum number of concurrent API calls, until the plan is made.</param>
    /// <param name="progress">Counts what is read.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static ReadAhead? Begin(IResourceProvider provider, Lockfile prior, int parallelism, ReadProgress progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(provider);
        ArgumentNullException.ThrowIfNull(prior);
        var recorded = prior.Resources.GroupBy(r => r.Key.Kind, r => r.Value, StringComparer.Ordinal).Where(g => IsWorthwhile(provider, g)).ToList();
        if (recorded.Count == 0)
            return null;
        var ahead = new ReadAhead(parallelism, cancellationToken);
        var reader = new LiveReader(ahead.Width, parallelism, progress);
        foreach (var ofKind in recorded)
        {
            var (kind, snapshot) = (provider.Kind(ofKind.Key), new KindSnapshot());
            var missing = RecordedIds.Of(ofKind);
            ahead.kinds[ofKind.Key] = (snapshot, Task.Run(() => reader.ReadAheadAsync(kind, snapshot, missing, ahead.stop.Token), ahead.stop.Token));
        }

        return ahead;
    }

    /// <summary>What is read of a kind; null when nothing is.</summary>
    internal KindSnapshot? SnapshotOf(string kind) => kinds.TryGetValue(kind, out var begun) ? begun.Snapshot : null;

    /// <summary>Waits until a kind is read.</summary>
    /// <exception cref="ProviderException">It could not be read.</exception>
    internal Task FinishAsync(string kind) => kinds.TryGetValue(kind, out var begun) ? begun.Reading : Task.CompletedTask;

    /// <summary>Stops what is still being read.</summary>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        foreach (var (snapshot, reading) in kinds.Values)
        {
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (snapshot.Ahead is { } list)
                await list.DisposeAsync();
        }

        stop.Dispose();
        Width.Dispose();
    }

    private static bool IsWorthwhile(IResourceProvider provider, IGrouping<string, ResourceState> ofKind) =>
        provider.KindNames.Contains(ofKind.Key) && !provider.Kind(ofKind.Key).Description.IsFoundById && ofKind.Count() >= Worthwhile;
}
