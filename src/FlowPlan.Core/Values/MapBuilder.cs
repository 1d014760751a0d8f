using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace FlowPlan.Core.Values;

/// <summary>Collects the entries of nested maps in any order, and makes the map once: setting n fields costs n log n.</summary>
public sealed class MapBuilder
{
    /// <summary>From how many entries on finding one goes through an index.</summary>
    private const int Many = 12;

    private readonly List<KeyValuePair<string, object>> entries = [];
    private Dictionary<string, int>? index;

    /// <summary>Sets the value at a path; what was there is replaced, and a value on the way that is not a map becomes one.</summary>
    public void Set(ReadOnlySpan<string> path, Value value)
    {
        var found = IndexOf(path[0]);
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
        index = null;
    }

    /// <summary>The map of what was set.</summary>
    public Value.Map ToMap()
    {
        var map = new KeyValuePair<string, Value>[entries.Count];
        for (var i = 0; i < map.Length; i++)
            map[i] = new(entries[i].Key, entries[i].Value is MapBuilder below ? below.ToMap() : (Value)entries[i].Value);
        return Value.Map.Of(ImmutableCollectionsMarshal.AsImmutableArray(map));
    }

    private int IndexOf(string key)
    {
        if (index is not null)
            return index.GetValueOrDefault(key, -1);
        for (var i = 0; i < entries.Count; i++)
        {
            if (entries[i].Key == key)
                return i;
        }

        return -1;
    }

    private void Put(int found, string key, object value)
    {
        if (found >= 0)
        {
            entries[found] = new(key, value);
            return;
        }

        index?.Add(key, entries.Count);
        entries.Add(new(key, value));
        if (index is null && entries.Count == Many)
            index = entries.Select((e, i) => (e.Key, i)).ToDictionary(e => e.Key, e => e.i, StringComparer.Ordinal);
    }

    private static MapBuilder Opened(Value.Map? map)
    {
        var builder = new MapBuilder();
        foreach (var (key, value) in map?.Entries ?? [])
            builder.Put(-1, key, value);
        return builder;
    }
}
