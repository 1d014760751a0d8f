using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;
using FlowPlan.Emulator.Storage;

namespace FlowPlan.Emulator.SchemaRegistry;

/// <summary>What may change of a schema: anything until it is used, only additions after.</summary>
internal static class Evolution
{
    public static bool IsUnion(JsonObject body) =>
        body["meta:immutableTags"] is JsonArray tags && tags.Any(t => t?.ToString() == "union");

    public static void Check(EmulatorRequest request, ObjectStore store, JsonObject before, JsonObject after, bool hasIdentity)
    {
        if (IsUnion(after) && !IsUnion(before) && !hasIdentity)
        {
            throw XdmErrors.Of(
                request, "1528-400", "Missing identity", "A schema needs a primary identity or an identityMap to be enabled for Profile.");
        }

        if (IsUnion(before) && !IsUnion(after))
            throw XdmErrors.Of(request, "1302-400", "Not allowed", "A schema cannot be disabled for Profile.");
        var id = before.Text("$id")!;
        var used = IsUnion(before) || store.FirstReferrer(request.Scope, id, "dataSets") is not null;
        if (!used)
            return;
        var now = Refs(after).ToHashSet(StringComparer.Ordinal);
        if (Refs(before).FirstOrDefault(r => !now.Contains(r)) is { } lost)
            throw XdmErrors.Of(request, "1303-400", "Not allowed", $"{lost} cannot be removed from a schema that is in use.");
    }

    private static IEnumerable<string> Refs(JsonObject body) =>
        (body["allOf"] as JsonArray ?? []).Select(e => e.Text("$ref")).OfType<string>();
}
