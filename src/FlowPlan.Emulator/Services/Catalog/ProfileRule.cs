using System.Text.Json.Nodes;
using FlowPlan.Emulator.Json;

namespace FlowPlan.Emulator.Services.Catalog;

/// <summary>A dataset can be enabled for Profile only when its schema is.</summary>
internal static class ProfileRule
{
    /// <summary>Rejects a dataset that breaks the rule.</summary>
    /// <param name="body">The dataset.</param>
    /// <param name="schema">Its schema; null where it is not in this sandbox, so that nothing is known of it.</param>
    public static void Check(JsonObject body, JsonObject? schema)
    {
        if (schema is not null && IsEnabled(body) && !IsUnion(schema))
            throw CatalogErrors.Of(400, "To enable profile datasets the schema should be valid: it is not enabled for Profile.");
    }

    private static bool IsEnabled(JsonObject body) => body.At("tags", "unifiedProfile") is JsonArray flags
        && flags.Any(f => f?.ToString().Replace(" ", string.Empty, StringComparison.Ordinal) == "enabled:true");

    private static bool IsUnion(JsonObject schema) => schema["meta:immutableTags"] is JsonArray tags && tags.Any(t => t?.ToString() == "union");
}
