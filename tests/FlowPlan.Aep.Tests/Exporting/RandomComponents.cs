using System.Globalization;
using System.Text.Json.Nodes;

namespace FlowPlan.Aep.Tests.Exporting;

/// <summary>Random namespaces, data types, classes and field groups of a random estate.</summary>
/// <param name="random">The source of chance.</param>
/// <param name="name">Makes a name.</param>
/// <param name="add">Adds an object: its kind, collection, id and body.</param>
internal sealed class RandomComponents(Random random, Func<string> name, Action<string, string, string, JsonObject> add)
{
    private const string Profile = "https://ns.adobe.com/xdm/context/profile";
    private readonly List<string> types = [];
    private readonly List<string> classes = [];
    private int count;

    /// <summary>The ids of the field groups of the Profile class.</summary>
    public List<string> Groups { get; } = [];

    public void Namespace()
    {
        var id = random.Next(10_000_000, 99_999_999).ToString(CultureInfo.InvariantCulture);
        add("identityNamespace", "identities", id, new() { ["name"] = name(), ["code"] = $"code{++count}", ["idType"] = "Cross_device", ["description"] = name() });
    }

    public void DataType()
    {
        var id = Id("datatypes");
        var body = Titled();
        body["properties"] = Fields(2);
        add("dataType", "datatypes", id, body);
        types.Add(id);
    }

    public void Class()
    {
        var id = Id("classes");
        var body = Titled();
        body["allOf"] = new JsonArray(new JsonObject { ["$ref"] = "https://ns.adobe.com/xdm/data/record" }, Local());
        body["definitions"] = Definitions();
        add("class", "classes", id, body);
        classes.Add(id);
    }

    public void FieldGroup()
    {
        var id = Id("mixins");
        var body = Titled();
        body["meta:intendedToExtend"] = new JsonArray(Profile);
        if (classes.Count > 0 && random.Next(2) == 0)
            ((JsonArray)body["meta:intendedToExtend"]!).Add((JsonNode)classes[random.Next(classes.Count)]);
        body["allOf"] = new JsonArray(Local());
        body["definitions"] = Definitions();
        add("fieldGroup", "fieldgroups", id, body);
        Groups.Add(id);
    }

    private static JsonObject Local() => new() { ["$ref"] = "#/definitions/customFields", ["type"] = "object", ["meta:xdmType"] = "object" };

    private JsonObject Titled() => new() { ["type"] = "object", ["title"] = $"{name()} c{++count}", ["description"] = random.Next(2) == 0 ? name() : string.Empty };

    private JsonObject Definitions() => new()
    {
        ["customFields"] = new JsonObject { ["properties"] = new JsonObject { ["_acme"] = new JsonObject { ["type"] = "object", ["properties"] = Fields(3) } } },
    };

    private JsonObject Fields(int depth)
    {
        var fields = new JsonObject();
        for (var i = 0; i <= random.Next(4); i++)
            fields[$"f{i}"] = Field(depth);
        return fields;
    }

    private JsonObject Field(int depth)
    {
        var field = random.Next(depth > 0 ? 10 : 6) switch
        {
            0 => new JsonObject { ["type"] = "string", ["pattern"] = name(), ["default"] = name(), ["maxLength"] = 20 },
            1 => new JsonObject { ["type"] = "string", ["enum"] = new JsonArray(name(), "b"), ["meta:enum"] = new JsonObject { [name()] = name() } },
            2 => new JsonObject { ["type"] = "string", ["format"] = random.Next(2) == 0 ? "date-time" : "email", ["meta:status"] = "deprecated" },
            3 => new JsonObject { ["type"] = "integer", ["minimum"] = -9007199254740992, ["maximum"] = 9007199254740991 },
            4 => new JsonObject { ["type"] = "object", ["meta:xdmType"] = "map", ["additionalProperties"] = new JsonObject { ["type"] = "integer" } },
            5 => types.Count > 0 ? new JsonObject { ["$ref"] = types[random.Next(types.Count)] } : new JsonObject { ["type"] = "boolean", ["default"] = true },
            6 => new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "object", ["properties"] = Fields(depth - 1) } },
            7 => new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string", ["enum"] = new JsonArray("x") } },
            _ => new JsonObject { ["type"] = "object", ["properties"] = Fields(depth - 1), ["required"] = new JsonArray("f0") },
        };
        if (random.Next(2) == 0)
            field["title"] = name();
        if (random.Next(3) == 0)
            field["description"] = name();
        return field;
    }

    private string Id(string folder) => $"https://ns.adobe.com/acme/{folder}/{random.GetHexString(48, lowercase: true)}";
}
