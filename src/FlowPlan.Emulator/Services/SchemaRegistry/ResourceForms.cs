using System.Text.Json.Nodes;
using FlowPlan.Emulator.Json;
using FlowPlan.Emulator.Services.SchemaRegistry.Resolving;

namespace FlowPlan.Emulator.Services.SchemaRegistry;

/// <summary>The forms in which a resource is returned, as selected by the Accept header.</summary>
internal static class ResourceForms
{
    /// <summary>The resource in a list.</summary>
    public static JsonObject ToSummary(JsonObject body, string form) => form != "xed-id"
        ? body
        : new JsonObject
        {
            ["$id"] = body.Text("$id"),
            ["meta:altId"] = body.Text("meta:altId"),
            ["title"] = body.Text("title"),
            ["version"] = body.Text("version"),
        };

    /// <summary>The resource in a lookup: the full form has the fields of all that it refers to, the notext form no titles and descriptions.</summary>
    public static JsonObject ToResponse(JsonObject body, string form, Func<string, JsonObject?> resolve)
    {
        if (form.StartsWith("xed-full", StringComparison.Ordinal))
            new ResolvedForm(resolve).Resolve(body);
        if (form.EndsWith("-notext", StringComparison.Ordinal))
            RemoveTexts(body);
        return body;
    }

    /// <summary>The fields of a resource with those of all that it refers to, as JSON Schema properties.</summary>
    public static JsonObject FieldsOf(JsonObject body, Func<string, JsonObject?> resolve)
    {
        var fields = new JsonObject();
        AddFields(body, resolve, fields, new HashSet<string>(StringComparer.Ordinal));
        return fields;
    }

    private static void AddFields(JsonObject body, Func<string, JsonObject?> resolve, JsonObject fields, HashSet<string> visited)
    {
        foreach (var reference in ResourceReferences.Of(body).Where(visited.Add))
        {
            if (resolve(reference) is { } target)
                AddFields(target, resolve, fields, visited);
        }

        foreach (var (_, definition) in body["definitions"] as JsonObject ?? [])
            Merge(definition.At("properties"), fields);
        Merge(body["properties"], fields);
    }

    private static void Merge(JsonNode? properties, JsonObject fields)
    {
        if (properties is JsonObject own)
            fields.MergeFrom((JsonObject)own.DeepClone());
    }

    /// <summary>A field may be called title or description: then its value is an object, and stays.</summary>
    private static void RemoveTexts(JsonNode? node)
    {
        if (node is JsonArray list)
        {
            foreach (var element in list)
                RemoveTexts(element);
        }
        else if (node is JsonObject map)
        {
            foreach (var name in (ReadOnlySpan<string>)["title", "description"])
            {
                if (map.Text(name) is not null)
                    map.Remove(name);
            }

            foreach (var (_, value) in map)
                RemoveTexts(value);
        }
    }
}
