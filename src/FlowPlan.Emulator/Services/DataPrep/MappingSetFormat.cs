using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;
using FlowPlan.Emulator.Json;

namespace FlowPlan.Emulator.Services.DataPrep;

/// <summary>Converts the two formats in which mapping sets are written to the one in which they are stored, which has the fields of both.</summary>
internal sealed class MappingSetFormat(EmulatorContext emulator)
{
    private const int MaxExpressionLength = 4096;

    public JsonObject Normalize(EmulatorRequest request, JsonObject? given)
    {
        if (given?["mappings"] is not JsonArray { Count: > 0 } mappings)
            throw DataPrepErrors.Of(request, 400, "mappings are required.");
        var schemaId = given.Text("outputSchema", "schemaRef", "id") ?? given.Text("xdmSchema")
            ?? throw DataPrepErrors.Of(request, 400, "A target schema is required.");

        // The streaming tutorial gives the meta:altId.
        var schema = emulator.FindSchemaByAnyId(request.Scope, schemaId) ?? throw DataPrepErrors.Of(request, 400, $"The schema {schemaId} does not exist.");
        var contentType = given.Text("outputSchema", "schemaRef", "contentType");
        var version = given.Text("xdmVersion") ?? contentType?.Split("version=")[^1].Trim() ?? "1.0";
        var set = new JsonObject
        {
            ["name"] = given.Text("name"),
            ["outputSchema"] = new JsonObject
            {
                ["schemaRef"] = new JsonObject
                {
                    ["id"] = schemaId,
                    ["contentType"] = contentType ?? $"application/vnd.adobe.xed-full+json;version={version}",
                },
            },
            ["schemaRef"] = new JsonObject { ["id"] = schema.Text("$id"), ["contentType"] = "1.0" },
            ["xdmSchema"] = schemaId,
            ["xdmVersion"] = version,
            ["strictMapping"] = given["strictMapping"].IsTrue(),
            ["allowNullValues"] = given["allowNullValues"].IsTrue(),
            ["status"] = "PUBLISHED",
            ["mappings"] = new JsonArray([.. mappings.Select(m => NormalizeMapping(request, m))]),
        };
        if (given["inputSchema"] is { } input)
            set["inputSchema"] = input.DeepClone();
        return set;
    }

    private JsonObject NormalizeMapping(EmulatorRequest request, JsonNode? given)
    {
        var source = given.Text("source") ?? given.Text("sourceAttribute");
        var destination = given.Text("destination") ?? given.Text("destinationXdmPath");
        if (string.IsNullOrEmpty(source) || string.IsNullOrEmpty(destination))
            throw DataPrepErrors.Of(request, 400, "A mapping needs a source and a destination.");
        var type = SourceType(request, given.Text("sourceType"));
        if (source.Length > MaxExpressionLength)
            throw DataPrepErrors.Of(request, 400, "An expression is longer than 4096 characters.");
        return new JsonObject
        {
            ["id"] = emulator.Ids.Hex("mapping", 32),
            ["version"] = 0,
            ["sourceType"] = type,
            ["source"] = source,
            ["sourceAttribute"] = source,
            ["destination"] = destination,
            ["destinationXdmPath"] = destination,
            ["identity"] = given.At("identity").IsTrue(),
            ["primaryIdentity"] = given.At("primaryIdentity").IsTrue(),
            ["matchScore"] = 0.0,
            ["functionVersion"] = 1,
            ["name"] = given.Text("name"),
            ["description"] = given.Text("description"),
        };
    }

    private static string SourceType(EmulatorRequest request, string? given) => given switch
    {
        null or "ATTRIBUTE" or "text/x.schema-path" => "text/x.schema-path",
        "EXPRESSION" or "text/x.aep-xl" => "text/x.aep-xl",
        "STATIC" => "STATIC",
        _ when given.StartsWith("text/x.", StringComparison.Ordinal) => given,
        _ => throw DataPrepErrors.Of(request, 400, $"The source type {given} is not known."),
    };
}
