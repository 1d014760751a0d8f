using System.Globalization;
using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;
using FlowPlan.Emulator.Json;
using FlowPlan.Emulator.Services.SchemaRegistry.Protocol;

namespace FlowPlan.Emulator.Services.SchemaRegistry.Evolution;

/// <summary>Which changes of fields are accepted once data may have them: additions and wider values.</summary>
internal static class FieldCompatibility
{
    /// <summary>Checks the fields of a resource that is in use.</summary>
    public static void Check(EmulatorRequest request, JsonObject before, JsonObject after)
    {
        CheckProperties(request, before["properties"], after["properties"], string.Empty);
        foreach (var (name, definition) in before["definitions"] as JsonObject ?? [])
            CheckProperties(request, definition.At("properties"), after.At("definitions", name, "properties"), string.Empty);
    }

    private static void CheckProperties(EmulatorRequest request, JsonNode? before, JsonNode? after, string path)
    {
        foreach (var (name, field) in before as JsonObject ?? [])
        {
            var at = $"{path}/{name}";
            if (after.At(name) is not JsonObject changed)
                throw Breaking(request, at, "cannot be removed");
            CheckField(request, field!, changed, at);
        }
    }

    private static void CheckField(EmulatorRequest request, JsonNode before, JsonNode after, string at)
    {
        foreach (var name in (ReadOnlySpan<string>)["type", "$ref", "format"])
        {
            // The type beside a reference goes without saying.
            if (before.Text(name) != after.Text(name) && !(name == "type" && before.Text("$ref") is not null && after.Text("$ref") is not null))
                throw Breaking(request, at, $"cannot change its {name}");
        }

        CheckEnum(request, before, after, at);
        if (after.Text("pattern") is { } pattern && pattern != before.Text("pattern"))
            throw Breaking(request, at, "cannot get another pattern");
        foreach (var (name, sign) in (ReadOnlySpan<(string, int)>)[("maxLength", 1), ("maximum", 1), ("minLength", -1), ("minimum", -1)])
        {
            if (after.At(name) is { } limit && (before.At(name) is not { } old || sign * Number(limit) < sign * Number(old)))
                throw Breaking(request, at, $"cannot get a narrower {name}");
        }

        CheckProperties(request, before.At("properties"), after.At("properties"), at);
        if (before.At("items") is JsonObject items)
            CheckField(request, items, after.At("items") ?? new JsonObject(), at);
    }

    private static void CheckEnum(EmulatorRequest request, JsonNode before, JsonNode after, string at)
    {
        if (after.At("enum") is not JsonArray now)
            return;
        if (before.At("enum") is not JsonArray old)
            throw Breaking(request, at, "cannot get an enum");
        if (old.Any(v => !now.Any(n => JsonNode.DeepEquals(n, v))))
            throw Breaking(request, at, "cannot lose single values of its enum");
    }

    private static decimal Number(JsonNode node) => decimal.Parse(node.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture);

    private static ErrorReplyException Breaking(EmulatorRequest request, string field, string what) =>
        SchemaRegistryErrors.Of(request, "1304-400", "Breaking change", $"The field {field} is in use and {what}.");
}
