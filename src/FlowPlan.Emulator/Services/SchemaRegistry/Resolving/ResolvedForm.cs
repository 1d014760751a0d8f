using System.Text.Json.Nodes;
using FlowPlan.Emulator.Json;

namespace FlowPlan.Emulator.Services.SchemaRegistry.Resolving;

/// <summary>The full form of a resource: the fields of all that it refers to in their places, and the names of those that records must have.</summary>
/// <param name="resolve">Finds a resource of the tenant.</param>
internal sealed class ResolvedForm(Func<string, JsonObject?> resolve)
{
    /// <summary>Replaces the references of a resource by what they refer to.</summary>
    public void Resolve(JsonObject body)
    {
        var whole = WholeOf(body, []);
        foreach (var key in (ReadOnlySpan<string>)["allOf", "definitions", "properties", "required"])
            body.Remove(key);
        body["properties"] = whole["properties"]?.DeepClone() ?? new JsonObject();
        if (whole["required"] is { } required)
            body["required"] = required.DeepClone();
    }

    /// <summary>What a part of a schema describes, without references. A type within itself has no fields there.</summary>
    private JsonObject WholeOf(JsonObject part, HashSet<string> above)
    {
        var whole = new JsonObject();
        foreach (var (key, value) in part)
        {
            if (key is not ("$ref" or "allOf" or "definitions" or "properties" or "required"))
                whole[key] = value?.DeepClone();
        }

        if (part.Text("$ref") is { } own)
            Take(whole, own, above);
        foreach (var other in part["allOf"] as JsonArray ?? [])
        {
            if (other.Text("$ref") is { } reference)
                Take(whole, reference, above);
            else if (other is JsonObject inline)
                Merge(whole, WholeOf(inline, above));
        }

        foreach (var (_, definition) in part["definitions"] as JsonObject ?? [])
            Merge(whole, WholeOf((JsonObject)definition!, above));
        var fields = new JsonObject((part["properties"] as JsonObject ?? []).Select(p => KeyValuePair.Create(p.Key, (JsonNode?)WholeOf((JsonObject)p.Value!, above))));
        Merge(whole, new JsonObject { ["properties"] = fields, ["required"] = part["required"]?.DeepClone() });
        foreach (var key in (ReadOnlySpan<string>)["items", "additionalProperties"])
        {
            if (part[key] is JsonObject below)
                whole[key] = WholeOf(below, above);
        }

        return whole;
    }

    private void Take(JsonObject whole, string reference, HashSet<string> above)
    {
        if (reference.StartsWith('#') || !above.Add(reference))
            return;
        if ((StandardTable.Find(reference) ?? resolve(reference)) is { } target)
        {
            var fields = WholeOf(target, above);
            Merge(whole, new JsonObject { ["properties"] = fields["properties"]?.DeepClone(), ["required"] = fields["required"]?.DeepClone() });
        }

        above.Remove(reference);
    }

    private static void Merge(JsonObject whole, JsonObject more)
    {
        foreach (var (name, field) in more["properties"] as JsonObject ?? [])
        {
            if (whole["properties"] is not JsonObject fields)
                whole["properties"] = fields = [];
            if (fields[name] is JsonObject known)
                MergeField(known, (JsonObject)field!);
            else
                fields[name] = field!.DeepClone();
        }

        var required = (whole["required"] as JsonArray ?? []).Concat(more["required"] as JsonArray ?? []).Select(n => n!.ToString()).Distinct().ToList();
        if (required.Count > 0)
            whole["required"] = new JsonArray([.. required.Select(n => (JsonNode)n)]);
    }

    /// <summary>A field that two components have: its fields are those of both.</summary>
    private static void MergeField(JsonObject known, JsonObject more)
    {
        foreach (var (key, value) in more)
        {
            if (key is not ("properties" or "required"))
                known[key] = value?.DeepClone();
        }

        Merge(known, more);
    }
}
