using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;
using FlowPlan.Emulator.Json;

namespace FlowPlan.Emulator.Services.DataPrep;

/// <summary>The validation of mappings without storing them. Its status is 200 also when mappings fail.</summary>
internal static class MappingSetValidation
{
    public static Reply Run(EmulatorRequest request)
    {
        if (request.Json() is not JsonObject body || body["mappings"] is not JsonArray mappings)
            throw DataPrepErrors.Of(request, 400, "mappings are required.");
        return Reply.Ok(new JsonObject { ["validationResponse"] = new JsonArray([.. mappings.Select(ResultOf)]) });
    }

    private static JsonObject ResultOf(JsonNode? mapping) => ProblemOf(mapping) is { } problem
        ? new JsonObject
        {
            ["status"] = "FAILED",
            ["errors"] = new JsonArray(new JsonObject
            {
                ["source"] = mapping.Text("source") ?? mapping.Text("sourceAttribute"),
                ["sourceType"] = mapping.Text("sourceType"),
                ["destination"] = mapping.Text("destination") ?? mapping.Text("destinationXdmPath"),
                ["exception"] = problem,
            }),
        }
        : new JsonObject { ["status"] = "SUCCESS", ["errors"] = null };

    private static string? ProblemOf(JsonNode? mapping) => string.IsNullOrEmpty(mapping.Text("destination") ?? mapping.Text("destinationXdmPath"))
        ? "destination is empty"
        : mapping.Text("sourceType") is "EXPRESSION" or "text/x.aep-xl" ? ExpressionLanguage.ProblemOf(mapping.Text("source") ?? mapping.Text("sourceAttribute") ?? "") : null;
}
