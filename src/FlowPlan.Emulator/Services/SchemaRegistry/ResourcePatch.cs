using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;
using FlowPlan.Emulator.Json;
using FlowPlan.Emulator.Services.SchemaRegistry.Protocol;

namespace FlowPlan.Emulator.Services.SchemaRegistry;

/// <summary>A JSON Patch of a resource.</summary>
internal static class ResourcePatch
{
    private const string Tags = "/meta:immutableTags";

    public static void Apply(EmulatorRequest request, JsonObject body)
    {
        if (request.Json() is not JsonArray { Count: > 0 } operations)
            throw SchemaRegistryErrors.Of(request, "1001-400", "Bad request", "The body must be a non-empty array of operations.");
        foreach (var operation in operations)
        {
            var op = operation.Text("op")?.ToLowerInvariant();
            var path = (operation.Text("path") ?? string.Empty).Replace(Tags + "-", Tags, StringComparison.Ordinal);
            var value = operation.At("value");
            if (path == Tags && value is JsonValue)
                value = new JsonArray(value.DeepClone());
            if (op is not ("add" or "replace" or "remove") || !JsonPatchApplier.Apply(body, op, path, value))
                throw SchemaRegistryErrors.Of(request, "1033-400", "Invalid JSON Patch", $"The operation on {path} cannot be applied.");
        }
    }
}
