using System.Text.Json.Nodes;

namespace FlowPlan.Cli.Tests;

public sealed class SchemaFileTests
{
    /// <summary>What the validator passes over in silence: a rule written with one of these would hold nothing.</summary>
    private static readonly string[] Ignored =
        ["if", "then", "else", "const", "unevaluatedProperties", "unevaluatedItems", "propertyNames", "dependentRequired", "dependentSchemas", "dependencies", "contains", "prefixItems"];

    private static IEnumerable<string> Files() =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "schema"), "*.json").Select(f => Path.GetFileName(f)!).Order();

    [TestCaseSource(nameof(Files))]
    public void A_schema_uses_no_keyword_that_the_validator_ignores(string file)
    {
        var found = new List<string>();
        Walk(Load(file), "#", found, isSchema: true);

        Assert.That(found, Is.Empty);
    }

    [TestCaseSource(nameof(Files))]
    public void A_schema_describes_every_property(string file)
    {
        var missing = new List<string>();
        Describe(Load(file), "#", missing);

        Assert.That(missing, Is.Empty);
    }

    private static JsonNode Load(string file) => JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "schema", file)))!;

    private static void Walk(JsonNode? node, string path, List<string> found, bool isSchema)
    {
        if (node is JsonArray list)
        {
            foreach (var (item, i) in list.Select((item, i) => (item, i)))
                Walk(item, $"{path}/{i}", found, isSchema);
        }

        if (node is not JsonObject map)
            return;
        if (isSchema && map.ContainsKey("$ref") && map.Count > 1)
            found.Add($"{path}: something beside $ref");
        foreach (var (key, value) in map)
        {
            if (isSchema && Ignored.Contains(key))
                found.Add($"{path}/{key}");

            // Below these stand names of properties, not keywords; below those, values.
            var names = isSchema && key is "properties" or "patternProperties" or "definitions";
            if (key is not ("enum" or "examples" or "default" or "required"))
                Walk(value, $"{path}/{key}", found, isSchema: !names);
        }
    }

    private static void Describe(JsonNode? node, string path, List<string> missing)
    {
        if (node is JsonArray list)
        {
            foreach (var (item, i) in list.Select((item, i) => (item, i)))
                Describe(item, $"{path}/{i}", missing);
        }

        if (node is not JsonObject map)
            return;
        if (map["properties"] is JsonObject properties)
        {
            foreach (var (name, property) in properties)
            {
                if (property is JsonObject schema && !schema.ContainsKey("description") && !schema.ContainsKey("$ref"))
                    missing.Add($"{path}/{name}");
            }
        }

        foreach (var (key, value) in map)
            Describe(value, $"{path}/{key}", missing);
    }
}
