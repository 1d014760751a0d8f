using System.Text.Json.Nodes;

namespace FlowPlan.Emulator.Services.SchemaRegistry.Standard;

/// <summary>The resources of the global container: the standard components, by <c>$id</c>.</summary>
internal static class GlobalResources
{
    public static IReadOnlyDictionary<string, JsonObject> Behaviors { get; } = ResourcesOf("behavior", "behaviors");

    public static IReadOnlyDictionary<string, JsonObject> Classes { get; } = ResourcesOf("class", Kinds.Classes);

    public static IReadOnlyDictionary<string, JsonObject> FieldGroups { get; } = ResourcesOf("fieldgroup", Kinds.FieldGroups);

    public static IReadOnlyDictionary<string, JsonObject> DataTypes { get; } = ResourcesOf("datatype", Kinds.DataTypes);

    /// <summary>A resource by its <c>$id</c>.</summary>
    public static JsonObject? Find(string id) =>
        Classes.GetValueOrDefault(id) ?? FieldGroups.GetValueOrDefault(id) ?? DataTypes.GetValueOrDefault(id) ?? Behaviors.GetValueOrDefault(id);

    private static Dictionary<string, JsonObject> ResourcesOf(string sort, string type) =>
        StandardComponents.All.Where(c => c.Sort == sort).ToDictionary(c => c.Id, c => Make(c, type), StringComparer.Ordinal);

    private static JsonObject Make(StandardComponent component, string type)
    {
        var resource = new JsonObject
        {
            ["$id"] = component.Id,
            ["meta:altId"] = "_xdm." + component.Id[StandardComponents.Prefix.Length..].Replace('/', '.'),
            ["meta:resourceType"] = type,
            ["version"] = "1.4.8",
            ["title"] = component.Title,
            ["type"] = "object",
            ["description"] = component.Title,
            ["properties"] = StandardFields.Of(component.Id),
        };
        if (component.Classes.Count > 0)
            resource["meta:intendedToExtend"] = new JsonArray([.. component.Classes.Select(c => (JsonNode)c)]);
        return resource;
    }
}
