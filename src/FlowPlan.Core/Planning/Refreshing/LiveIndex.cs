using FlowPlan.Core.Resources;

namespace FlowPlan.Core.Planning.Refreshing;

/// <summary>All live objects of one kind, read in one pass through its list. Each index is made when it is first needed.</summary>
internal sealed class LiveIndex
{
    private readonly Dictionary<string, LiveObject> byId;
    private readonly Lazy<ILookup<string, LiveObject>> byName;
    private readonly Lazy<ILookup<string, LiveObject>> byNaturalKey;
    private readonly Lazy<ILookup<string, LiveObject>> byAlternateKey;
    private readonly Lazy<ILookup<string, LiveObject>> byOwner;

    private LiveIndex(BoundKind kind, Dictionary<string, LiveObject> byId)
    {
        this.byId = byId;
        byName = By(live => live.Name, kind.Description.NameComparer);
        byNaturalKey = By(live => kind.NaturalKey(live.Fields), StringComparer.Ordinal);
        byAlternateKey = By(live => kind.AlternateKey(live.Fields), StringComparer.Ordinal);
        byOwner = By(live => live.Owner, StringComparer.Ordinal);

        Lazy<ILookup<string, LiveObject>> By(Func<LiveObject, string?> keyOf, StringComparer comparer) => new(() => byId.Values
            .Select(live => (Key: keyOf(live), Live: live))
            .Where(entry => entry.Key is not null)
            .ToLookup(entry => entry.Key!, entry => entry.Live, comparer));
    }

    public static async Task<LiveIndex> ReadAsync(BoundKind kind, ReadProgress progress, CancellationToken cancellationToken)
    {
        await using var list = new ListReading(kind, progress, cancellationToken);
        return await list.ReadAllAsync(live => live);
    }

    /// <summary>The index of these objects only. A list that changes while it is paged may show an object twice: the first counts.</summary>
    public static LiveIndex Of(BoundKind kind, params IReadOnlyList<LiveObject> objects)
    {
        var byId = new Dictionary<string, LiveObject>(objects.Count, StringComparer.Ordinal);
        foreach (var live in objects)
            byId.TryAdd(live.Id, live);
        return new(kind, byId);
    }

    /// <summary>All objects, in the order of the list.</summary>
    public IEnumerable<LiveObject> All => byId.Values;

    public LiveObject? WithId(string id) => byId.GetValueOrDefault(id);

    public IReadOnlyList<LiveObject> WithName(string name) => [.. byName.Value[name]];

    public IReadOnlyList<LiveObject> WithNaturalKey(string? key) => key is null ? [] : [.. byNaturalKey.Value[key]];

    public IReadOnlyList<LiveObject> WithAlternateKey(string? key) => key is null ? [] : [.. byAlternateKey.Value[key]];

    /// <summary>The objects that carry an ownership mark.</summary>
    public IReadOnlyList<LiveObject> MarkedAs(string owner) => [.. byOwner.Value[owner]];
}
