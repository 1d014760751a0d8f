using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;
using FlowPlan.Emulator.Json;
using FlowPlan.Emulator.Storage;

namespace FlowPlan.Emulator.Services.FlowService;

/// <summary>A JSON Patch of an object of Flow Service, conditional on its etag.</summary>
internal static class FlowPatch
{
    public static void Apply(EmulatorRequest request, string kind, StoredObject found, JsonObject body)
    {
        var id = found.Id;
        if (request.Header("if-match") is not { } match)
            throw FlowServiceErrors.Of(request, "1403-400", "The If-Match header is required.", kind, id);
        if (match != found.Body.Text("etag"))
            throw FlowServiceErrors.Of(request, "1404-412", "The etag does not match that of the resource.", kind, id);
        if (request.Json() is not JsonArray { Count: > 0 } operations)
            throw FlowServiceErrors.Of(request, "1405-400", "The request body must be a non-empty array of operations.", kind, id);
        foreach (var operation in operations)
        {
            var op = operation.Text("op")?.ToLowerInvariant();
            var path = operation.Text("path") ?? string.Empty;
            if (op is not ("add" or "replace" or "remove"))
                throw FlowServiceErrors.Of(request, "1434-400", $"The operation {op} is not supported.", kind, id);
            if (path.StartsWith("/connectionSpec", StringComparison.Ordinal))
                throw FlowServiceErrors.Of(request, "1414-400", "The connection spec cannot be changed.", kind, id);
            if (FlowCollection.ServerFields.Contains(path.TrimStart('/').Split('/')[0]) || path == "/state")
                throw FlowServiceErrors.Of(request, "1449-400", $"The field {path} cannot be changed.", kind, id);
            if (!JsonPatchApplier.Apply(body, op, path, operation.At("value")))
                throw FlowServiceErrors.Of(request, "1455-400", $"The path {path} does not exist.", kind, id);
        }
    }
}
