using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;
using FlowPlan.Emulator.Json;
using FlowPlan.Emulator.Services.SchemaRegistry.Protocol;

namespace FlowPlan.Emulator.Services.SchemaRegistry;

/// <summary>What the registry checks of the fields of a class, field group or data type: names, types and the forms of some types.</summary>
internal static class FieldChecks
{
    private static readonly string[] Types = ["string", "number", "integer", "boolean", "array", "object"];

    private static readonly string[] BesideUri = ["pattern", "minLength", "maxLength", "enum", "default"];

    /// <summary>Checks all fields of a resource.</summary>
    public static void Check(EmulatorRequest request, JsonObject body)
    {
        CheckProperties(request, body["properties"], isTop: true);
        foreach (var (_, definition) in body["definitions"] as JsonObject ?? [])
            CheckProperties(request, definition.At("properties"), isTop: true);
    }

    private static void CheckProperties(EmulatorRequest request, JsonNode? properties, bool isTop)
    {
        foreach (var (name, field) in properties as JsonObject ?? [])
        {
            if ((name.StartsWith('_') && !isTop) || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
                throw Invalid(request, name, "is not a valid name");
            if (field is not JsonObject json)
                throw Invalid(request, name, "is not an object");
            CheckField(request, name, json);
        }
    }

    private static void CheckField(EmulatorRequest request, string name, JsonObject field)
    {
        if (field.Text("$ref") is not null)
            return;
        if (!Types.Contains(field.Text("type")))
            throw Invalid(request, name, "has no valid type");
        if (field.Text("format") == "uri" && BesideUri.Any(field.ContainsKey))
            throw Invalid(request, name, "is a URI and cannot have other constraints");
        if (field.ContainsKey("enum") && field.Text("type") != "string")
            throw Invalid(request, name, "cannot have an enum, which takes strings only");
        if (field.Text("meta:xdmType") == "map" && (field["properties"] is not null || field.At("additionalProperties").Text("type") is not ("string" or "integer")))
            throw Invalid(request, name, "is a map, whose values are strings or integers and which has no properties");
        if (field.Text("type") == "array" && field["items"] is not JsonObject)
            throw Invalid(request, name, "is an array without items");
        CheckProperties(request, field["properties"], isTop: false);
        if (field["items"] is JsonObject items)
            CheckField(request, name, items);
    }

    private static ErrorReplyException Invalid(EmulatorRequest request, string name, string what) =>
        SchemaRegistryErrors.Of(request, "1030-400", "Invalid field", $"The field {name} {what}.");
}
