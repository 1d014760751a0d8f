using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Dialect;

/// <summary>Composes the manifest's JSON Schema from what all manifests share and one fragment per kind.</summary>
internal static class ManifestSchema
{
    private const string BaseResource = "schema.base.json";

    /// <summary>The key before which the sections of resources stand.</summary>
    private const string AfterSections = "outputs";

    private static readonly JsonWriterOptions Format = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The text of the schema for these kinds.</summary>
    public static string Compose(IEnumerable<KindDefinition> kinds)
    {
        var root = Parse(ReadBase());
        var (properties, definitions) = (new JsonObject(), root["definitions"]!.AsObject());
        var fragments = kinds.Select(k => (k.Description, Fragment: Parse(k.SchemaFragment))).ToList();
        foreach (var (key, property) in root["properties"]!.AsObject())
        {
            if (key == AfterSections)
                AddSections(properties, fragments);
            properties[key] = property!.DeepClone();
        }

        root["properties"] = properties;
        foreach (var (kind, fragment) in fragments)
            definitions[kind.Name] = WithReuse(fragment["definition"]!.DeepClone().AsObject());
        foreach (var definition in new[] { "component", "instance" })
            AddSections(definitions[definition]!["properties"]!.AsObject(), fragments);
        var defaults = properties["defaults"]!["properties"]!.AsObject();
        foreach (var (kind, _) in fragments)
            defaults[kind.Section] = new JsonObject
            {
                ["type"] = "object",
                ["description"] = $"What each entry of {kind.Section} has, unless it says otherwise.",
                ["examples"] = new JsonArray(new JsonObject { ["lifecycle"] = new JsonObject { ["preventDestroy"] = true } }),
            };
        return Write(root);
    }

    /// <summary>Adds the keys with which any resource can be repeated or left out.</summary>
    private static JsonObject WithReuse(JsonObject definition)
    {
        foreach (var key in new[] { "forEach", "when" })
            definition["properties"]!.AsObject()[key] = new JsonObject { ["$ref"] = "#/definitions/" + key };
        return definition;
    }

    private static void AddSections(JsonObject properties, IEnumerable<(KindDescription Kind, JsonObject Fragment)> fragments)
    {
        foreach (var (kind, fragment) in fragments)
        {
            var section = fragment["section"]!.DeepClone().AsObject();
            section["type"] = "object";
            section["additionalProperties"] = false;
            section["x-message"] = "letters, digits, dashes and underscores, beginning with a letter or underscore";
            section["patternProperties"] = new JsonObject
            {
                [ResourceKey.Pattern] = new JsonObject { ["$ref"] = "#/definitions/" + kind.Name },
            };
            properties[kind.Section] = section;
        }
    }

    /// <summary>The text of a schema.</summary>
    internal static string Write(JsonObject root)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, Format))
            root.WriteTo(writer);
        return Encoding.UTF8.GetString(bytes.ToArray()) + "\n";
    }

    private static JsonObject Parse(string text) => JsonNode.Parse(text)!.AsObject();

    private static string ReadBase()
    {
        using var stream = typeof(ManifestSchema).Assembly.GetManifestResourceStream(BaseResource)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
