namespace FlowPlan.Aep.Exporting;

/// <summary>The keys of all objects of a draft, and which connections are written within their flow.</summary>
internal sealed class DraftKeys
{
    private readonly Dictionary<ObjectKey, string> keys = [];
    private readonly Dictionary<ObjectKey, ObjectKey> madeBy = [];

    public DraftKeys(LiveEstate estate, Roles roles, Func<ObjectKey, bool> fitsIntoFlow)
    {
        var users = roles.Managed.Where(k => k.Kind == "flow").SelectMany(f => estate.DependenciesOf(f).Select(d => (Flow: f, End: d))).ToLookup(u => u.End, u => u.Flow);
        foreach (var end in roles.Managed.Where(k => k.Kind is "sourceConnection" or "targetConnection" && fitsIntoFlow(k)).Order())
        {
            var flows = users[end].Take(2).ToList();
            if (flows.Count == 1)
                madeBy[end] = flows[0];
        }

        var others = roles.Managed.Concat(roles.References).Where(k => !madeBy.ContainsKey(k)).ToLookup(k => k.Kind);
        foreach (var section in others.OrderBy(s => s.Key == "flow" ? 0 : 1))
        {
            // The connection that a flow makes has the flow's key.
            var taken = madeBy.Where(m => m.Key.Kind == section.Key).Select(m => keys[m.Value]);
            foreach (var (key, text) in ObjectKeys.Of(section.Select(k => (k, estate.NameOf(k))), [.. taken]))
                keys[key] = text;
        }

        foreach (var (end, flow) in madeBy)
            keys[end] = keys[flow];
    }

    /// <summary>The key of an object.</summary>
    public string this[ObjectKey key] => keys[key];

    /// <summary>All objects that have one.</summary>
    public IEnumerable<ObjectKey> All => keys.Keys;

    /// <summary>Whether a connection is written within the one flow that uses it.</summary>
    public bool IsWithinFlow(ObjectKey end) => madeBy.ContainsKey(end);
}
