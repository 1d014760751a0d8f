using System.Text.Json.Nodes;

namespace FlowPlan.Emulator.Services.SchemaRegistry.Standard;

/// <summary>The fields of those standard components whose fields the emulator knows, reduced to a few.</summary>
internal static class StandardFields
{
    private const string Context = StandardComponents.Prefix + "context/";

    private static readonly Dictionary<string, JsonObject> Known = new(StringComparer.Ordinal)
    {
        [StandardComponents.Profile] = Fields(("_id", "string"), ("personID", "string")),
        [StandardComponents.ExperienceEvent] = Fields(("_id", "string"), ("timestamp", "string"), ("eventType", "string"), ("identityMap", "object")),
        [Context + "identitymap"] = Fields(("identityMap", "object")),
        [Context + "profile-person-details"] = Nest(
            "person",
            Nest("name", Fields(("firstName", "string"), ("lastName", "string"), ("fullName", "string"), ("middleName", "string"))),
            Fields(("gender", "string"), ("birthDate", "string"), ("birthYear", "integer"))),
        [Context + "profile-personal-details"] = Merge(
            Nest("personalEmail", Fields(("address", "string"), ("primary", "boolean"), ("status", "string"))),
            Nest("mobilePhone", Fields(("number", "string"))),
            Nest("homeAddress", Fields(("street1", "string"), ("city", "string"), ("country", "string"), ("postalCode", "string")))),
        [Context + "profile-work-details"] = Merge(
            Nest("workEmail", Fields(("address", "string"), ("primary", "boolean"), ("type", "string"), ("status", "string"))),
            Nest("workPhone", Fields(("number", "string")))),
        [Context + "experienceevent-web"] = Nest("web", Nest("webPageDetails", Fields(("name", "string"), ("URL", "string")))),
        [Context + "experienceevent-commerce"] = Nest("commerce", Nest("order", Fields(("purchaseID", "string"), ("priceTotal", "number"), ("currencyCode", "string")))),
    };

    /// <summary>Components of which only the fields that they inherit are known.</summary>
    private static readonly Dictionary<string, JsonObject> Inherited = new(StringComparer.Ordinal)
    {
        [Context + "segmentdefinition"] = Fields(("identityMap", "object")),
        [StandardComponents.Prefix + "mixins/b2b-person-details"] = Fields(("identityMap", "object")),
    };

    /// <summary>Whether the fields of a standard component are known.</summary>
    public static bool AreKnown(string id) => Known.ContainsKey(id);

    /// <summary>The fields of a standard component as JSON Schema properties; none if they are not known.</summary>
    public static JsonObject Of(string id) => Known.TryGetValue(id, out var fields) || Inherited.TryGetValue(id, out fields) ? (JsonObject)fields.DeepClone() : [];

    private static JsonObject Fields(params (string Name, string Type)[] fields) =>
        new(fields.Select(f => KeyValuePair.Create(f.Name, (JsonNode?)new JsonObject { ["title"] = f.Name, ["type"] = f.Type })));

    private static JsonObject Nest(string name, params JsonObject[] inner) =>
        new() { [name] = new JsonObject { ["type"] = "object", ["properties"] = Merge(inner) } };

    private static JsonObject Merge(params JsonObject[] parts) =>
        new(parts.SelectMany(p => p).Select(p => KeyValuePair.Create(p.Key, p.Value?.DeepClone())));
}
