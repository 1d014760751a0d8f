using FlowPlan.Core.Resources;
using FlowPlan.Core.State;

namespace FlowPlan.Core.Planning.Refreshing;

/// <summary>The list of one kind, read as far as it is needed. What was read is kept, so that going on later reads no page twice.</summary>
/// <param name="kind">The kind.</param>
/// <param name="progress">Counts what is read.</param>
/// <param name="cancellationToken">Stops the paging.</param>
internal sealed class ListReading(BoundKind kind, ReadProgress progress, CancellationToken cancellationToken) : IAsyncDisposable
{
    private readonly IAsyncEnumerator<LiveObject> list = kind.ListAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
    private readonly List<LiveObject> read = [];

    /// <summary>How many objects were asked for; the list may not have them all.</summary>
    public int Sought { get; private set; }

    /// <summary>
    /// Reads until all objects that are sought are found. A page costs about as much as one GET. How many pages there are shows only on the way, so
    /// it stops once it has cost as much as reading each ID.
    /// </summary>
    /// <param name="missing">The IDs that are sought, without those that have been found.</param>
    /// <param name="take">Told of each object; returns what to keep of it.</param>
    public async Task ReadUntilFoundAsync(Dictionary<string, ResourceState?> missing, Func<LiveObject, LiveObject> take)
    {
        Sought = missing.Count;
        for (var budget = (long)Sought * kind.PageSize; missing.Count > 0 && budget > 0 && await list.MoveNextAsync(); budget--)
            Add(take);
    }

    /// <summary>Reads the rest, and gives all objects of the list.</summary>
    /// <param name="take">Told of each object; returns what to keep of it.</param>
    public async Task<LiveIndex> ReadAllAsync(Func<LiveObject, LiveObject> take)
    {
        while (await list.MoveNextAsync())
            Add(take);
        return LiveIndex.Of(kind, read);
    }

    public ValueTask DisposeAsync() => list.DisposeAsync();

    private void Add(Func<LiveObject, LiveObject> take)
    {
        progress.List(kind.Name);
        read.Add(take(list.Current));
    }
}
