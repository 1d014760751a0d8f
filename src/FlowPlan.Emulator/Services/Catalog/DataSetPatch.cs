using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;
using FlowPlan.Emulator.Json;

namespace FlowPlan.Emulator.Services.Catalog;

/// <summary>The two forms of a dataset PATCH: JSON Patch operations, and fields to merge.</summary>
internal static class DataSetPatch
{
    public static void ApplyOperations(EmulatorRequest request, JsonObject body)
    {
        if (request.Json() is not JsonArray operations)
            throw CatalogErrors.Of(400, "The body must be an array of operations.");
        foreach (var operation in operations)
        {
            var path = operation.Text("path") ?? string.Empty;
            CheckChangeable(body, path.TrimStart('/').Split('/')[0]);
            if (!JsonPatchApplier.Apply(body, operation.Text("op") ?? string.Empty, path, operation.At("value")))
                throw CatalogErrors.Of(400, $"The path {path} does not exist.");
        }
    }

    /// <summary>Merges fields: with <paramref name="deepMerge"/> objects are merged, otherwise each field is replaced.</summary>
    public static void Merge(EmulatorRequest request, JsonObject body, bool deepMerge)
    {
        if (request.Json() is not JsonObject changes)
            throw CatalogErrors.Of(400, "The body must be an object.");
        foreach (var (field, value) in changes)
        {
            CheckChangeable(body, field);
            if (deepMerge && value is JsonObject inner && body[field] is JsonObject existing)
                existing.MergeFrom(inner);
            else
                body[field] = value?.DeepClone();
        }
    }

    /// <summary>A value that begins with <c>@</c> is a reference that Catalog maintains.</summary>
    private static void CheckChangeable(JsonObject body, string field)
    {
        if (body.Text(field)?.StartsWith('@') == true)
            throw CatalogErrors.Of(400, $"The field {field} cannot be changed.");
    }
}
