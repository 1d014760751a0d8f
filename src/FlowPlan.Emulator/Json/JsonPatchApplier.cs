using System.Globalization;
using System.Text.Json.Nodes;

namespace FlowPlan.Emulator.Json;

/// <summary>Applies the JSON Patch operations that the services support: add, replace, remove.</summary>
internal static class JsonPatchApplier
{
    /// <summary>Applies one operation to a document.</summary>
    /// <returns>False when the path does not exist.</returns>
    public static bool Apply(JsonNode document, string operation, string path, JsonNode? value)
    {
        var keys = path.Split('/').Skip(1).Select(k => k.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)).ToList();
        if (keys.Count == 0)
            return false;
        JsonNode? parent = document;
        foreach (var key in keys.SkipLast(1))
            parent = Child(parent, key);
        return parent switch
        {
            JsonObject map => ApplyTo(map, operation, keys[^1], value),
            JsonArray list => ApplyTo(list, operation, keys[^1], value),
            _ => false,
        };
    }

    private static JsonNode? Child(JsonNode? node, string key) => node switch
    {
        JsonObject map => map[key],
        JsonArray list when Index(key) is { } index && index < list.Count => list[index],
        _ => null,
    };

    private static bool ApplyTo(JsonObject map, string operation, string key, JsonNode? value)
    {
        if (operation != "add" && !map.ContainsKey(key))
            return false;
        if (operation == "remove")
            return map.Remove(key);
        map[key] = value?.DeepClone();
        return true;
    }

    private static bool ApplyTo(JsonArray list, string operation, string key, JsonNode? value)
    {
        if (operation == "add" && key == "-")
        {
            list.Add(value?.DeepClone());
            return true;
        }

        if (Index(key) is not { } index || index > list.Count || (operation != "add" && index == list.Count))
            return false;
        if (operation == "add")
            list.Insert(index, value?.DeepClone());
        else if (operation == "remove")
            list.RemoveAt(index);
        else
            list[index] = value?.DeepClone();
        return true;
    }

    private static int? Index(string key) =>
        int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : null;
}
