using System.Runtime.InteropServices;
using FlowPlan.Core.Values.Lookup;

namespace FlowPlan.Core.Values;

/// <summary>Collects the entries of nested maps in any order, and makes the map once: setting n fields costs n log n.</summary>
public sealed class MapBuilder
{
    private readonly List<KeyValuePair<string, object>> entries = [];
    private readonly KeyIndex<KeyValuePair<string, object>> index;

    /// <summary>A map without entries.</summary>
    public MapBuilder() => index = new(entries, entry => entry.Key);

    /// <summary>Sets the value at a path; what was there is replaced, and a value on the way that is not a map becomes one.</summary>
    public void Set(ReadOnlySpan<string> path, Value value)
    {
        var found = index.Find(path[0]);
        if (path.Length == 1)
        {
            Put(found, path[0], value);
            return;
        }

        if (found < 0 || entries[found].Value is not MapBuilder below)
        {
            below = Opened(found < 0 ? null : entries[found].Value as Value.Map);
            Put(found, path[0], below);
        }

        below.Set(path[1..], value);
    }

    /// <summary>Removes all that was set, for the next map.</summary>
    public void Clear()
    {
        entries.Clear();
        index.Clear();
    }

    /// <summary>The map of what was set.</summary>
    public Value.Map ToMap()
    {
        var map = new KeyValuePair<string, Value>[entries.Count];
        for (var i = 0; i < map.Length; i++)
            map[i] = new(entries[i].Key, entries[i].Value is MapBuilder below ? below.ToMap() : (Value)entries[i].Value);
        return Value.Map.Of(ImmutableCollectionsMarshal.AsImmutableArray(map));
    }

    private void Put(int found, string key, object value)
    {
        if (found >= 0)
            entries[found] = new(key, value);
        else
            entries.Add(new(key, value));
    }

    private static MapBuilder Opened(Value.Map? map)
    {
        var builder = new MapBuilder();
        foreach (var (key, value) in map?.Entries ?? [])
            builder.Put(-1, key, value);
        return builder;
    }
}
