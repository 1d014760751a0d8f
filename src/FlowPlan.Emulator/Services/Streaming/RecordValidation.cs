using System.Text.Json;
using System.Text.Json.Nodes;
using FlowPlan.Emulator.Json;
using FlowPlan.Emulator.Services.SchemaRegistry;
using FlowPlan.Emulator.Storage;

namespace FlowPlan.Emulator.Services.Streaming;

/// <summary>
/// Compares XDM records with their schemas: the types of the fields that the emulator knows, the fields that a definition requires, and
/// for events <c>_id</c> and <c>timestamp</c>. It stops after five violations.
/// </summary>
internal sealed class RecordValidation(EmulatorContext emulator)
{
    private const int MaxViolations = 5;
    private const string Event = "https://ns.adobe.com/xdm/context/experienceevent";

    private readonly ResourceReferences references = new(emulator.Store);
    private readonly Dictionary<(Scope, string), KnownSchema> schemas = [];
    private (long, long) version;

    /// <summary>What violates the schema; none for raw data, which is mapped first.</summary>
    public IReadOnlyList<JsonObject> Violations(Inlet inlet, JsonObject message)
    {
        if (!inlet.IsXdm)
            return [];
        var schema = SchemaOf(inlet.Scope, message.Text("header", "schemaRef", "id")!);
        var record = (JsonObject)message.At("body", "xdmEntity")!;
        var missing = schema.Required.Where(name => !record.ContainsKey(name)).Select(name => Violation("#", "required", $"required key [{name}] not found"));
        return [.. missing.Concat(WrongTypes(schema.Fields, record, "#")).Take(MaxViolations)];
    }

    /// <summary>The violations as the services report them: one alone, several under a common one.</summary>
    public static JsonArray Report(IReadOnlyList<JsonObject> violations)
    {
        if (violations is [var only])
            return new(only);
        var all = Violation("#", "allOf", $"#: {violations.Count} schema violations found");
        all["causingExceptions"] = new JsonArray([.. violations]);
        return new(all);
    }

    private KnownSchema SchemaOf(Scope scope, string id)
    {
        // Any change may concern the schema or what it refers to.
        if (version != emulator.Store.Version)
            schemas.Clear();
        version = emulator.Store.Version;
        if (schemas.TryGetValue((scope, id), out var known))
            return known;
        var schema = emulator.FindSchema(scope, id)!;
        var required = (schema["required"] as JsonArray ?? []).Select(n => n!.ToString());
        if (schema.Text("meta:class") == Event)
            required = required.Concat(["_id", "timestamp"]);
        return schemas[(scope, id)] = new(ResourceForms.FieldsOf(schema, r => references.Resolve(scope, r)), [.. required.Distinct()]);
    }

    private static IEnumerable<JsonObject> WrongTypes(JsonObject fields, JsonObject record, string path)
    {
        foreach (var (name, value) in record)
        {
            if (fields[name] is not JsonObject field || value is null)
                continue;
            var here = $"{path}/{name}";
            if (!IsOfType(value, field.Text("type")))
                yield return Violation(here, "type", $"expected type: {field.Text("type")}");
            else if (value is JsonObject inner && field["properties"] is JsonObject properties)
            {
                foreach (var violation in WrongTypes(properties, inner, here))
                    yield return violation;
            }
        }
    }

    private static JsonObject Violation(string pointer, string keyword, string message) => new()
    {
        ["pointerToViolation"] = pointer,
        ["keyword"] = keyword,
        ["message"] = message,
        ["causingExceptions"] = new JsonArray(),
    };

    private static bool IsOfType(JsonNode value, string? type) => type switch
    {
        "string" => value.GetValueKind() == JsonValueKind.String,
        "boolean" => value.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
        "number" => value.GetValueKind() == JsonValueKind.Number,
        "integer" => value.GetValueKind() == JsonValueKind.Number && value.AsValue().TryGetValue<decimal>(out var number) && decimal.IsInteger(number),
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        _ => true,
    };

    private sealed record KnownSchema(JsonObject Fields, IReadOnlyList<string> Required);
}
