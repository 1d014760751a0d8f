using System.Text.Json.Nodes;
using FlowPlan.Emulator.Json;
using FlowPlan.Emulator.Services.SchemaRegistry.Standard;
using FlowPlan.Emulator.Storage;

namespace FlowPlan.Emulator.Services.SchemaRegistry;

/// <summary>What resources refer to: classes and field groups, of the tenant and global ones.</summary>
internal sealed class ResourceReferences(ObjectStore store)
{
    /// <summary>The kinds of resources in the tenant container.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
        [Services.Kinds.Schemas, Services.Kinds.FieldGroups, Services.Kinds.Classes, Services.Kinds.DataTypes];

    /// <summary>The references of a resource to other resources.</summary>
    public static IEnumerable<string> Of(JsonObject body) =>
        (body["allOf"] as JsonArray ?? []).Select(e => e.Text("$ref")).OfType<string>().Where(r => !r.StartsWith('#'));

    /// <summary>The references of a resource and of its fields.</summary>
    public static IEnumerable<string> AllOf(JsonObject body) => In(body).Where(r => !r.StartsWith('#')).Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> In(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(e => e.Key == "$ref" && e.Value is JsonValue value ? [value.ToString()] : In(e.Value)),
        JsonArray list => list.SelectMany(In),
        _ => [],
    };

    public JsonObject? Resolve(Scope scope, string reference)
    {
        if (GlobalResources.Find(reference) is { } found)
            return found;
        var hash = EmulatorContext.ResourceHash(reference);
        return Kinds.Select(kind => store.Find(scope, kind, hash)?.Body).FirstOrDefault(b => b?.Text("$id") == reference);
    }

    public bool IsClass(Scope scope, string reference) =>
        GlobalResources.Classes.ContainsKey(reference)
        || store.Find(scope, Services.Kinds.Classes, EmulatorContext.ResourceHash(reference)) is not null;
}
