using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;
using FlowPlan.Emulator.Json;
using FlowPlan.Emulator.Services.SchemaRegistry.Protocol;
using FlowPlan.Emulator.Storage;

namespace FlowPlan.Emulator.Services.SchemaRegistry;

/// <summary>Which changes of a schema are allowed: all until it is used, only additions after that.</summary>
internal static class CompatibilityRules
{
    /// <summary>Whether a schema is enabled for Profile.</summary>
    public static bool IsUnion(JsonObject body) =>
        body["meta:immutableTags"] is JsonArray tags && tags.Any(t => t?.ToString() == "union");

    /// <summary>Checks that a schema that is enabled for Profile has an identity.</summary>
    public static void CheckIdentity(EmulatorRequest request, JsonObject schema, Descriptors descriptors)
    {
        if (IsUnion(schema) && !descriptors.HasIdentity(request, schema))
        {
            throw SchemaRegistryErrors.Of(
                request, "1528-400", "Missing identity", "A schema needs a primary identity or an identityMap to be enabled for Profile.");
        }
    }

    public static void Check(EmulatorRequest request, ObjectStore store, JsonObject before, JsonObject after)
    {
        if (IsUnion(before) && !IsUnion(after))
            throw SchemaRegistryErrors.Of(request, "1302-400", "Not allowed", "A schema cannot be disabled for Profile.");
        var isUsed = IsUnion(before) || store.FirstReferrer(request.Scope, before.Text("$id")!, Kinds.DataSets) is not null;
        if (!isUsed)
            return;
        var kept = ResourceReferences.Of(after).ToHashSet(StringComparer.Ordinal);
        if (ResourceReferences.Of(before).FirstOrDefault(r => !kept.Contains(r)) is { } removed)
            throw SchemaRegistryErrors.Of(request, "1303-400", "Not allowed", $"{removed} cannot be removed from a schema that is in use.");
    }
}
