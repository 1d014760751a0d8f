namespace FlowPlan.Core.Values;

/// <summary>Collects the entries of nested maps in any order, and makes the map once: setting n fields costs n log n.</summary>
public sealed class MapBuilder
{
    private readonly SortedDictionary<string, object> entries = new(StringComparer.Ordinal);

    /// <summary>Sets the value at a path; what was there is replaced, and a value on the way that is not a map becomes one.</summary>
    public void Set(ReadOnlySpan<string> path, Value value)
    {
        if (path.Length == 1)
        {
            entries[path[0]] = value;
            return;
        }

        if (!entries.TryGetValue(path[0], out var current) || current is not MapBuilder below)
            entries[path[0]] = below = Opened(current as Value.Map);
        below.Set(path[1..], value);
    }

    /// <summary>The map of what was set.</summary>
    public Value.Map ToMap() => Value.Map.Of(entries.Select(e => KeyValuePair.Create(e.Key, e.Value is MapBuilder below ? below.ToMap() : (Value)e.Value)));

    private static MapBuilder Opened(Value.Map? map)
    {
        var builder = new MapBuilder();
        foreach (var (key, value) in map?.Entries ?? [])
            builder.entries[key] = value;
        return builder;
    }
}
