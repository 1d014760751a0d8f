namespace FlowPlan.Core.Resources;

/// <summary>
/// Which live objects belong to another project. Only some kinds carry a mark of their owner. What leads data into an object of another
/// project, such as the flow and the connections that serve its dataset, belongs to that project as well.
/// </summary>
public sealed class Ownership
{
    private readonly Dictionary<(string Kind, string Id), string> owners = [];

    private Ownership()
    {
    }

    /// <summary>Finds the objects of other projects.</summary>
    /// <param name="project">The project that asks.</param>
    /// <param name="descriptions">The kinds.</param>
    /// <param name="objects">All live objects of the kinds.</param>
    public static Ownership Of(string project, IReadOnlyList<KindDescription> descriptions, IEnumerable<(string Kind, LiveObject Live)> objects)
    {
        var found = new Ownership();
        var kinds = InOrderOfReferences(descriptions);
        var all = objects.ToLookup(o => o.Kind, o => o.Live);
        var references = kinds
            .SelectMany(k => all[k.Name].SelectMany(l => k.References.SelectMany(f => f.TextsIn(l.Fields).Select(text => (From: (k.Name, l.Id), To: (f.Kind, text))))))
            .ToList();
        found.TakeMarks(project, kinds.SelectMany(k => all[k.Name].Select(l => ((k.Name, l.Id), l))));

        // What refers to an object of another project serves it.
        var targets = references.ToLookup(r => r.From, r => r.To);
        foreach (var (kind, live) in kinds.SelectMany(k => all[k.Name].Where(l => l.Owner is null).Select(l => (k, l))))
            found.Take((kind.Name, live.Id), targets[(kind.Name, live.Id)], needsAll: false);

        // What such an object uses belongs to the project as well; a schema, which many may use, only when nobody else does.
        var referrers = references.ToLookup(r => r.To, r => r.From);
        foreach (var (kind, live) in kinds.AsEnumerable().Reverse().SelectMany(k => all[k.Name].Where(l => l.Owner is null).Select(l => (k, l))))
            found.Take((kind.Name, live.Id), referrers[(kind.Name, live.Id)], needsAll: kind.IsUsedByMany);
        return found;
    }

    /// <summary>Adds an object of a kind that was not listed: it belongs to the project of what it refers to.</summary>
    public void Include(KindDescription kind, LiveObject live)
    {
        if (!owners.ContainsKey((kind.Name, live.Id)))
            Take((kind.Name, live.Id), kind.References.SelectMany(f => f.TextsIn(live.Fields).Select(text => (f.Kind, text))), needsAll: false);
    }

    /// <summary>The project that an object belongs to; null where it is ours or nobody's.</summary>
    public string? OtherOwnerOf(string kind, string id) => owners.GetValueOrDefault((kind, id));

    /// <summary>The project in a mark such as <c>project/address</c>.</summary>
    public static string ProjectOf(string mark) => mark.Split('/')[0];

    /// <summary>Each kind after those that it refers to.</summary>
    private static List<KindDescription> InOrderOfReferences(IReadOnlyList<KindDescription> kinds)
    {
        var ordered = new List<KindDescription>();
        var left = kinds.ToList();
        while (left.Find(k => k.References.All(r => r.Kind == k.Name || !left.Exists(l => l.Name == r.Kind))) is { } next)
        {
            ordered.Add(next);
            left.Remove(next);
        }

        return [.. ordered, .. left];
    }

    private void TakeMarks(string project, IEnumerable<((string Kind, string Id) Key, LiveObject Live)> objects)
    {
        foreach (var (key, live) in objects)
        {
            if (live.Owner is { } mark && ProjectOf(mark) != project)
                owners.TryAdd(key, ProjectOf(mark));
        }
    }

    private void Take((string Kind, string Id) key, IEnumerable<(string Kind, string Id)> others, bool needsAll)
    {
        var found = others.Select(o => owners.GetValueOrDefault(o)).ToList();
        if (found.Find(o => o is not null) is { } owner && (!needsAll || found.TrueForAll(o => o is not null)))
            owners.TryAdd(key, owner);
    }
}
