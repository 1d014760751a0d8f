using System.Text.Json.Nodes;
using FlowPlan.Emulator.Json;

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

    /// <summary>The resource in a lookup; the full form has the fields of what it refers to.</summary>
    public static JsonObject ToResponse(JsonObject body, string form, Func<string, JsonObject?> resolve)
    {
        if (!form.StartsWith("xed-full", StringComparison.Ordinal))
            return body;
        var properties = new JsonObject();
        foreach (var reference in ResourceReferences.Of(body))
        {
            var target = resolve(reference);
            if (target?["properties"] is JsonObject fields)
                properties.MergeFrom((JsonObject)fields.DeepClone());
            foreach (var (_, definition) in target?["definitions"] as JsonObject ?? [])
            {
                if (definition.At("properties") is JsonObject custom)
                    properties.MergeFrom((JsonObject)custom.DeepClone());
            }
        }

        body.Remove("allOf");
        body["properties"] = properties;
        return body;
    }
}
