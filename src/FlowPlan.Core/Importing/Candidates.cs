using FlowPlan.Core.Resources;

namespace FlowPlan.Core.Importing;

/// <summary>The live objects of one kind, read in one pass through its list and indexed by their keys.</summary>
internal sealed class Candidates
{
    private readonly Dictionary<string, List<LiveObject>> byNaturalKey = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<LiveObject>> byAlternateKey = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<LiveObject>> byOwner = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LiveObject> byId = new(StringComparer.Ordinal);

    public static async Task<Candidates> ReadAsync(BoundKind kind, CancellationToken cancellationToken)
    {
        var candidates = new Candidates();
        await foreach (var live in kind.ListAsync(cancellationToken))
        {
            // A list that changes while it is paged may show an object twice.
            if (!candidates.byId.TryAdd(live.Id, live))
                continue;
            Add(candidates.byNaturalKey, kind.NaturalKey(live.Fields), live);
            Add(candidates.byAlternateKey, kind.AlternateKey(live.Fields), live);
            Add(candidates.byOwner, live.Owner, live);
        }

        return candidates;
    }

    public LiveObject? WithId(string id) => byId.GetValueOrDefault(id);

    public IReadOnlyList<LiveObject> Named(string? naturalKey) => Of(byNaturalKey, naturalKey);

    public IReadOnlyList<LiveObject> WithAlternateKey(string? key) => Of(byAlternateKey, key);

    public IReadOnlyList<LiveObject> MarkedAs(string owner) => Of(byOwner, owner);

    private static List<LiveObject> Of(Dictionary<string, List<LiveObject>> index, string? key) =>
        key is not null && index.TryGetValue(key, out var found) ? found : [];

    private static void Add(Dictionary<string, List<LiveObject>> index, string? key, LiveObject live)
    {
        if (key is null)
            return;
        if (!index.TryGetValue(key, out var list))
            index[key] = list = [];
        list.Add(live);
    }
}
