using System.Text.Json.Nodes;
using FlowPlan.Aep.Json;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Components.Fields;

/// <summary>
/// Changes the fields of a JSON Schema in place, and remembers where: the operations of a JSON Patch follow. Fields that nobody asked to change
/// stay as they are.
/// </summary>
/// <param name="body">The JSON Schema.</param>
/// <param name="root">The keys that lead to the object with the <c>properties</c> of the fields.</param>
internal sealed class FieldEdit(JsonObject body, IReadOnlyList<string> root)
{
    private readonly JsonObject before = (JsonObject)body.DeepClone();
    private readonly List<IReadOnlyList<string>> touched = [];

    /// <summary>Sets a field; those below it stay.</summary>
    public void Set(string path, Value.Map field, Payload payload)
    {
        var (parent, keys) = Open(path);
        var name = FieldName.Parts(path).Last().Name;
        var made = FieldJson.Write(field, payload);
        var properties = Enter(parent, [.. keys], "properties");
        if (properties[name] is JsonObject old)
            KeepLower(old, made);
        properties[name] = made;
        Touch([.. keys, "properties", name]);
        Require(parent, keys, name, field["required"] == Value.Of(true));
    }

    /// <summary>Removes a field with all below it, and the objects above it that become empty and are not declared.</summary>
    public void Remove(string path, Func<string, bool> isDeclared)
    {
        for (var at = path; at is not null; at = FieldName.Parent(at))
        {
            var (parent, keys) = Open(at);
            var name = FieldName.Parts(at).Last().Name;
            var properties = Enter(parent, [.. keys], "properties");
            properties.Remove(name);
            Touch([.. keys, "properties", name]);
            Require(parent, keys, name, false);
            if (properties.Count > 0 || FieldName.Parent(at) is not { } above || isDeclared(above))
                return;
        }
    }

    /// <summary>Adds the operations to a patch.</summary>
    public void AddTo(JsonPatchBuilder patch)
    {
        var pointers = touched.Select(JsonPatchBuilder.Pointer).ToHashSet(StringComparer.Ordinal);
        foreach (var keys in touched.DistinctBy(JsonPatchBuilder.Pointer).Where(k => !IsBelow(k, pointers)))
            patch.SetOrRemove(JsonPatchBuilder.Pointer(keys), Find(before, keys) is not null, Find(body, keys)?.DeepClone());
    }

    /// <summary>Whether an operation above is there, which covers this one.</summary>
    private static bool IsBelow(IReadOnlyList<string> keys, HashSet<string> pointers) =>
        Enumerable.Range(0, keys.Count).Any(length => pointers.Contains(JsonPatchBuilder.Pointer([.. keys.Take(length)])));

    private static JsonNode? Find(JsonNode? node, IEnumerable<string> keys)
    {
        foreach (var key in keys)
            node = (node as JsonObject)?[key];
        return node;
    }

    /// <summary>The fields below a field are fields of their own and stay when it is written.</summary>
    private static void KeepLower(JsonObject old, JsonObject made)
    {
        foreach (var name in (ReadOnlySpan<string>)["properties", "required"])
        {
            if (old[name] is { } own && (string?)made["type"] == "object")
                made[name] = own.DeepClone();
        }

        foreach (var name in (ReadOnlySpan<string>)["items", "additionalProperties"])
        {
            if (old[name] is JsonObject lower && made[name] is JsonObject madeLower)
                KeepLower(lower, madeLower);
        }
    }

    /// <summary>The object with the properties among which a field is, made where it is missing.</summary>
    private (JsonObject Node, List<string> Keys) Open(string path)
    {
        var (node, keys) = (body, new List<string>());
        foreach (var key in root)
            node = Enter(node, keys, key);
        var parts = FieldName.Parts(path).ToList();
        foreach (var (name, below) in parts.Take(parts.Count - 1))
        {
            node = Enter(node, keys, "properties");
            node = Enter(node, keys, name);
            node["type"] ??= below == "items" ? "array" : "object";
            if (below is null)
                continue;
            if (below == "additionalProperties")
                node["meta:xdmType"] ??= FieldTypes.Map;
            node = Enter(node, keys, below);
            node["type"] ??= "object";
        }

        return (node, keys);
    }

    /// <summary>The object under a key, made where it is missing; the key is added to those that lead to it.</summary>
    private JsonObject Enter(JsonObject node, List<string> keys, string key)
    {
        keys.Add(key);
        if (node[key] is JsonObject there)
            return there;
        var made = new JsonObject();
        node[key] = made;
        Touch([.. keys]);
        return made;
    }

    private void Require(JsonObject parent, List<string> keys, string name, bool isRequired)
    {
        var list = (parent["required"] as JsonArray ?? []).Select(n => (string?)n).ToList();
        if (list.Contains(name) == isRequired)
            return;
        var changed = isRequired ? list.Append(name) : list.Where(n => n != name);
        parent["required"] = new JsonArray([.. changed.Select(n => JsonValue.Create(n))]);
        if (parent["required"]!.AsArray().Count == 0)
            parent.Remove("required");
        Touch([.. keys, "required"]);
    }

    private void Touch(IReadOnlyList<string> keys) => touched.Add(keys);
}
