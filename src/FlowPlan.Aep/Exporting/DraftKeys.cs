using FlowPlan.Aep.Kinds.Definitions;

namespace FlowPlan.Aep.Exporting;

/// <summary>The keys of all objects of a draft, and which of them are written within the block of the one object that uses them.</summary>
internal sealed class DraftKeys
{
    private readonly Dictionary<ObjectKey, string> keys = [];
    private readonly Dictionary<ObjectKey, ObjectKey> outer = [];
    private readonly Dictionary<ObjectKey, List<ObjectKey>> parts = [];

    public DraftKeys(SandboxSnapshot snapshot, Roles roles, IExportScope scope)
    {
        FindInline(snapshot, roles, scope);
        var owners = outer.Values.Select(o => o.Kind).ToHashSet(StringComparer.Ordinal);
        var others = roles.Managed.Concat(roles.References).Where(k => !outer.ContainsKey(k)).ToLookup(k => k.Kind);
        foreach (var ofKind in others.OrderBy(s => owners.Contains(s.Key) ? 0 : 1))
        {
            // An inline block has the key of the one around it.
            var taken = outer.Where(m => m.Key.Kind == ofKind.Key).Select(m => keys[m.Value]);
            foreach (var (key, text) in ObjectKeys.Of(ofKind.Select(k => (k, snapshot.NameOf(k))), [.. taken]))
                keys[key] = text;
        }

        foreach (var (inner, owner) in outer)
            keys[inner] = keys[owner];
    }

    /// <summary>The key of an object.</summary>
    public string this[ObjectKey key] => keys[key];

    /// <summary>All objects that have one.</summary>
    public IEnumerable<ObjectKey> All => keys.Keys;

    /// <summary>Whether an object has one.</summary>
    public bool Has(ObjectKey key) => keys.ContainsKey(key);

    /// <summary>The object in whose block an object is written; null for one that stands in its own section.</summary>
    public ObjectKey? OuterOf(ObjectKey key) => outer.TryGetValue(key, out var owner) ? owner : null;

    /// <summary>The objects that are written by a key of an object's block.</summary>
    public IEnumerable<ObjectKey> PartsOf(ObjectKey whole) => parts.GetValueOrDefault(whole) ?? [];

    private void FindInline(SandboxSnapshot snapshot, Roles roles, IExportScope scope)
    {
        foreach (var inner in roles.Managed.Order())
        {
            if (snapshot.Kinds[inner.Kind].Description.PartOf is { } part
                && snapshot.DependenciesOf(inner).FirstOrDefault(k => k.Kind == part.Kind && roles.Managed.Contains(k)) is { Id: not null } whole)
            {
                outer[inner] = whole;
                if (!parts.TryGetValue(whole, out var inners))
                    parts[whole] = inners = [];
                inners.Add(inner);
                continue;
            }

            var both = scope.ReferrersOf(inner).Take(2).ToList();
            if (both is [{ Field.Inline: not null, Key: var owner }]
                && snapshot.Kinds[inner.Kind] is IInlineExport kind
                && kind.FitsInline(snapshot[inner], scope))
            {
                outer[inner] = owner;
            }
        }
    }
}
