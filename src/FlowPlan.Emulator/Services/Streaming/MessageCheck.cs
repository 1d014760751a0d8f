using System.Text.Json;
using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;
using FlowPlan.Emulator.Json;
using FlowPlan.Emulator.Services.SchemaRegistry;
using FlowPlan.Emulator.Storage;

namespace FlowPlan.Emulator.Services.Streaming;

/// <summary>
/// What an inlet checks of a message: a flow, and on an inlet for XDM data the message format, with the organization, dataset and
/// schema that it names.
/// </summary>
internal sealed class MessageCheck(EmulatorContext emulator)
{
    private readonly ResourceReferences references = new(emulator.Store);

    /// <summary>Why the inlet rejects a message; null if it accepts it.</summary>
    public string? ProblemOf(EmulatorRequest request, JsonObject inlet, JsonObject? message)
    {
        if (message is null)
            return "The message is not a JSON object.";
        var isXdm = inlet.Text("dataType") == "xdm";
        if (isXdm && (message["header"] is not JsonObject || message["body"] is not JsonObject))
            return "The message is not an XDM message: header and body are required.";
        if ((request.Header("x-adobe-flow-id") ?? request.QueryValue("x-adobe-flow-id") ?? message.Text("header", "flowId")) is null)
            return "The flow id is missing.";
        return isXdm ? ProblemOfXdm(inlet, message) : null;
    }

    /// <summary>The fields of an XDM record whose type is not that of the schema, as synchronous validation reports them.</summary>
    public IReadOnlyList<JsonObject> Violations(JsonObject inlet, JsonObject message)
    {
        if (inlet.Text("dataType") != "xdm")
            return [];
        var scope = ScopeOf(inlet);
        var schema = emulator.FindSchema(scope, message.Text("header", "schemaRef", "id")!)!;
        return [.. Violations(ResourceForms.FieldsOf(schema, r => references.Resolve(scope, r)), (JsonObject)message.At("body", "xdmEntity")!, "#")];
    }

    private string? ProblemOfXdm(JsonObject inlet, JsonObject message)
    {
        var scope = ScopeOf(inlet);
        if (message.Text("header", "schemaRef", "id") is not { } schema)
            return "header.schemaRef.id is missing.";
        if (message.Text("header", "datasetId") is not { } dataSetId)
            return "header.datasetId is missing.";
        if (message.Text("header", "imsOrgId") is { } organization && organization != scope.Organization)
            return $"The inlet does not belong to the organization {organization}.";
        if (emulator.Store.Find(scope, Kinds.DataSets, dataSetId)?.Body is not { } dataSet)
            return $"The dataset {dataSetId} does not exist.";
        if (dataSet.Text("schemaRef", "id") != schema || emulator.FindSchema(scope, schema) is null)
            return $"The schema {schema} is not that of the dataset.";
        if (message.Text("body", "xdmMeta", "schemaRef", "id") != schema)
            return "body.xdmMeta.schemaRef is not the schema in the header.";
        return message.At("body", "xdmEntity") is JsonObject ? null : "body.xdmEntity is missing.";
    }

    private static IEnumerable<JsonObject> Violations(JsonObject fields, JsonObject record, string path)
    {
        foreach (var (name, value) in record)
        {
            if (fields[name] is not JsonObject field || value is null)
                continue;
            var here = $"{path}/{name}";
            if (!IsOfType(value, field.Text("type")))
                yield return new() { ["pointerToViolation"] = here, ["keyword"] = "type", ["message"] = $"expected type: {field.Text("type")}", ["causingExceptions"] = new JsonArray() };
            else if (value is JsonObject inner && field["properties"] is JsonObject properties)
            {
                foreach (var violation in Violations(properties, inner, here))
                    yield return violation;
            }
        }
    }

    private static bool IsOfType(JsonNode value, string? type) => type switch
    {
        "string" => value.GetValueKind() == JsonValueKind.String,
        "boolean" => value.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
        "number" => value.GetValueKind() == JsonValueKind.Number,
        "integer" => value.GetValueKind() == JsonValueKind.Number && decimal.IsInteger(value.GetValue<decimal>()),
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        _ => true,
    };

    private static Scope ScopeOf(JsonObject inlet) => new(inlet.Text("organization") ?? string.Empty, inlet.Text("sandbox") ?? string.Empty, string.Empty);
}
