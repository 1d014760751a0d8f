namespace FlowPlan.Core.Manifests.Syntax;

/// <summary>Finds the entry of a key in a map that is being read. Most maps are small, and looking through them is quicker than an index.</summary>
/// <param name="entries">The entries so far, those of the maps around this one before it; more may be added, none removed.</param>
/// <param name="first">The first of this map.</param>
internal sealed class SeenKeys(List<MappingEntry> entries, int first)
{
    private const int Many = 12;
    private Dictionary<string, MappingEntry>? index;
    private int indexed;

    /// <summary>The entry of a key; null where there is none.</summary>
    public MappingEntry? Find(string key)
    {
        if (entries.Count - first >= Many)
        {
            index ??= new(StringComparer.Ordinal);
            for (; first + indexed < entries.Count; indexed++)
                index.Add(entries[first + indexed].Key, entries[first + indexed]);
            return index.GetValueOrDefault(key);
        }

        for (var i = first; i < entries.Count; i++)
        {
            if (entries[i].Key == key)
                return entries[i];
        }

        return null;
    }
}
