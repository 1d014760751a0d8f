using System.Collections.Immutable;

namespace FlowPlan.Core.Manifests.Syntax;

/// <summary>Finds the entry of a key in a map that is being read. Most maps are small, and looking through them is quicker than an index.</summary>
/// <param name="entries">The entries so far; more may be added, none removed.</param>
internal sealed class SeenKeys(ImmutableArray<MappingEntry>.Builder entries)
{
    private const int Many = 12;
    private Dictionary<string, MappingEntry>? index;
    private int indexed;

    /// <summary>The entry of a key; null where there is none.</summary>
    public MappingEntry? Find(string key)
    {
        if (entries.Count >= Many)
        {
            index ??= new(StringComparer.Ordinal);
            for (; indexed < entries.Count; indexed++)
                index.Add(entries[indexed].Key, entries[indexed]);
            return index.GetValueOrDefault(key);
        }

        for (var i = 0; i < entries.Count; i++)
        {
            if (entries[i].Key == key)
                return entries[i];
        }

        return null;
    }
}
