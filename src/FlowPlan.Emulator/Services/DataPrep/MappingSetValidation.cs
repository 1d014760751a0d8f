using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;
using FlowPlan.Emulator.Json;

namespace FlowPlan.Emulator.Services.DataPrep;

/// <summary>The validation of mappings without storing them. Its status is 200 also when mappings fail.</summary>
internal sealed class MappingSetValidation(EmulatorContext emulator)
{
    public Reply Run(EmulatorRequest request)
    {
        if (request.Json() is not JsonObject body || body["mappings"] is not JsonArray mappings)
            throw DataPrepErrors.Of(request, 400, "mappings are required.");
        var destinations = DestinationsOf(request, body);
        return Reply.Ok(new JsonObject { ["validationResponse"] = new JsonArray([.. mappings.Select(m => ResultOf(m, destinations))]) });
    }

    /// <summary>The fields of the schema of a set; null for a set that names no schema.</summary>
    private Destinations? DestinationsOf(EmulatorRequest request, JsonObject set)
    {
        if ((set.Text("outputSchema", "schemaRef", "id") ?? set.Text("xdmSchema")) is not { } id)
            return null;
        var schema = emulator.FindSchemaByAnyId(request.Scope, id) ?? throw DataPrepErrors.Of(request, 400, $"The schema {id} does not exist.");
        return new(emulator, request.Scope, schema);
    }

    private static JsonObject ResultOf(JsonNode? mapping, Destinations? destinations) => ProblemOf(mapping, destinations) is { } problem
        ? new JsonObject
        {
            ["status"] = "FAILED",
            ["errors"] = new JsonArray(new JsonObject
            {
                ["source"] = mapping.Text("source") ?? mapping.Text("sourceAttribute"),
                ["sourceType"] = mapping.Text("sourceType"),
                ["destination"] = DestinationOf(mapping),
                ["exception"] = problem,
            }),
        }
        : new JsonObject { ["status"] = "SUCCESS", ["errors"] = null };

    private static string? ProblemOf(JsonNode? mapping, Destinations? destinations) => DestinationOf(mapping) switch
    {
        null or "" => "destination is empty",
        var destination when destinations?.MayHave(destination) == false => $"the schema has no field {destination}",
        _ => mapping.Text("sourceType") is "EXPRESSION" or "text/x.aep-xl" ? ExpressionLanguage.ProblemOf(mapping.Text("source") ?? mapping.Text("sourceAttribute") ?? "") : null,
    };

    private static string? DestinationOf(JsonNode? mapping) => mapping.Text("destination") ?? mapping.Text("destinationXdmPath");
}
