using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Components.Fields;

/// <summary>Lays the fields of a JSON Schema out by their paths.</summary>
internal static class FieldTree
{
    /// <summary>Each field below a node with <c>properties</c>: its path, itself, and the keys that lead to it from that node.</summary>
    public static IEnumerable<(string Path, Value.Map Field, IReadOnlyList<string> Keys)> Read(Value.Map node) => Read(node, null, null, []);

    private static IEnumerable<(string Path, Value.Map Field, IReadOnlyList<string> Keys)> Read(Value.Map node, string? path, string? below, IReadOnlyList<string> keys)
    {
        var required = ((node["required"] as Value.List)?.Items ?? []).ToHashSet();
        foreach (var (name, value) in (node["properties"] as Value.Map ?? Value.Map.Empty).Entries)
        {
            if (value is not Value.Map json)
                continue;
            var at = path is null ? name : FieldName.Below(path, below, name);
            IReadOnlyList<string> itsKeys = [.. keys, "properties", name];
            yield return (at, FieldJson.Read(json, required.Contains(Value.Of(name))), itsKeys);
            var lower = FieldJson.BelowOf(json);
            foreach (var inner in Read(FieldJson.ItemsOf(json) ?? json, at, lower, lower is null ? itsKeys : [.. itsKeys, lower]))
                yield return inner;
        }
    }
}
