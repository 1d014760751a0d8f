using System.Text.Json.Nodes;

namespace FlowPlan.Emulator.Services.SchemaRegistry;

/// <summary>The classes and field groups that every organization has, reduced to a few fields.</summary>
internal static class GlobalResources
{
    public const string Profile = "https://ns.adobe.com/xdm/context/profile";
    public const string ExperienceEvent = "https://ns.adobe.com/xdm/context/experienceevent";

    public static IReadOnlyDictionary<string, JsonObject> Classes { get; } = Index(
        Make(Profile, "XDM Individual Profile", "classes", Fields(("_id", "string"), ("identityMap", "object"))),
        Make(ExperienceEvent, "XDM ExperienceEvent", "classes", Fields(("_id", "string"), ("timestamp", "string"), ("eventType", "string"), ("identityMap", "object"))));

    public static IReadOnlyDictionary<string, JsonObject> FieldGroups { get; } = Index(
        Make(
            "https://ns.adobe.com/xdm/context/profile-person-details",
            "Demographic Details",
            "fieldgroups",
            Nest("person", Nest("name", Fields(("firstName", "string"), ("lastName", "string"), ("fullName", "string"), ("middleName", "string"))), Fields(("gender", "string"), ("birthDate", "string"), ("birthYear", "integer")))),
        Make(
            "https://ns.adobe.com/xdm/context/profile-personal-details",
            "Personal Contact Details",
            "fieldgroups",
            Merge(
                Nest("personalEmail", Fields(("address", "string"), ("primary", "boolean"), ("status", "string"))),
                Nest("mobilePhone", Fields(("number", "string"))),
                Nest("homeAddress", Fields(("street1", "string"), ("city", "string"), ("country", "string"), ("postalCode", "string"))))),
        Make(
            "https://ns.adobe.com/xdm/context/profile-work-details",
            "Work Contact Details",
            "fieldgroups",
            Merge(
                Nest("workEmail", Fields(("address", "string"), ("primary", "boolean"), ("type", "string"), ("status", "string"))),
                Nest("workPhone", Fields(("number", "string"))))),
        Make(
            "https://ns.adobe.com/xdm/context/experienceevent-web",
            "Web Details",
            "fieldgroups",
            Nest("web", Nest("webPageDetails", Fields(("name", "string"), ("URL", "string"))))),
        Make(
            "https://ns.adobe.com/xdm/context/experienceevent-commerce",
            "Commerce Details",
            "fieldgroups",
            Nest("commerce", Nest("order", Fields(("purchaseID", "string"), ("priceTotal", "number"), ("currencyCode", "string"))))));

    private static Dictionary<string, JsonObject> Index(params JsonObject[] resources) =>
        resources.ToDictionary(r => r["$id"]!.ToString(), StringComparer.Ordinal);

    private static JsonObject Make(string id, string title, string type, JsonObject properties) => new()
    {
        ["$id"] = id,
        ["meta:altId"] = "_xdm.context." + id.Split('/')[^1],
        ["meta:resourceType"] = type,
        ["version"] = "1.4.8",
        ["title"] = title,
        ["type"] = "object",
        ["description"] = title,
        ["properties"] = properties,
    };

    private static JsonObject Fields(params (string Name, string Type)[] fields) =>
        new(fields.Select(f => KeyValuePair.Create(f.Name, (JsonNode?)new JsonObject { ["title"] = f.Name, ["type"] = f.Type })));

    private static JsonObject Nest(string name, params JsonObject[] inner) =>
        new() { [name] = new JsonObject { ["type"] = "object", ["properties"] = Merge(inner) } };

    private static JsonObject Merge(params JsonObject[] parts) =>
        new(parts.SelectMany(p => p).Select(p => KeyValuePair.Create(p.Key, p.Value?.DeepClone())));
}
