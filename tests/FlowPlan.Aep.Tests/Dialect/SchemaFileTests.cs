using System.Text.Json;
using System.Text.RegularExpressions;
using FlowPlan.Aep.Dialect;

namespace FlowPlan.Aep.Tests.Dialect;

/// <summary>The manifest's JSON Schema as a file: what the validator would pass over must not be in it.</summary>
[TestFixture]
internal sealed class SchemaFileTests
{
    /// <summary>What is enforced. A keyword outside this list would be a rule on paper only.</summary>
    private static readonly string[] Enforced =
        ["type", "enum", "required", "pattern", "minLength", "properties", "additionalProperties", "patternProperties", "oneOf", "anyOf", "not", "$ref", "items", "uniqueItems"];

    /// <summary>What editors show.</summary>
    private static readonly string[] Shown = ["$schema", "title", "description", "examples", "default", "x-message", "x-elsewhere", "definitions"];

    private static readonly JsonElement Root = JsonDocument.Parse(File.ReadAllText(ProductFiles.SchemaFile)).RootElement;

    [Test]
    public void The_file_is_the_one_that_manifests_are_checked_against()
    {
        var composed = new AepDialect().Vocabulary.JsonSchema;
        if (Environment.GetEnvironmentVariable("FLOWPLAN_UPDATE_GOLDEN") == "1")
            File.WriteAllText(ProductFiles.SchemaFile, composed);

        Assert.That(composed, Is.EqualTo(File.ReadAllText(ProductFiles.SchemaFile)), "FLOWPLAN_UPDATE_GOLDEN=1 writes the file");
    }

    [Test]
    public void Every_keyword_is_enforced_or_shown()
    {
        var others = Schemas(Root, "#").SelectMany(s => s.Schema.EnumerateObject().Select(p => p.Name).Except(Enforced).Except(Shown).Select(k => $"{s.Path}: {k}"));

        Assert.That(others, Is.Empty);
    }

    [Test]
    public void A_reference_stands_alone_and_leads_to_a_definition()
    {
        var definitions = Root.GetProperty("definitions");
        foreach (var (schema, path) in Schemas(Root, "#").Where(s => s.Schema.TryGetProperty("$ref", out _)))
        {
            Assert.That(schema.EnumerateObject().Count(), Is.EqualTo(1), path);
            var name = schema.GetProperty("$ref").GetString()!.Replace("#/definitions/", string.Empty, StringComparison.Ordinal);
            Assert.That(definitions.TryGetProperty(name, out _), path);
        }
    }

    [Test]
    public void A_pattern_is_said_in_plain_words_too()
    {
        var patterns = Schemas(Root, "#").Where(s => s.Schema.TryGetProperty("pattern", out _)).ToList();

        Assert.That(patterns, Is.Not.Empty);
        Assert.That(patterns.Where(s => !s.Schema.TryGetProperty("x-message", out _)).Select(s => s.Path), Is.Empty);
    }

    [Test]
    public void Every_key_is_described()
    {
        var silent = Schemas(Root, "#")
            .Where(s => s.Path.Split('/') is [.., "properties", _] && !s.Schema.TryGetProperty("$ref", out _) && !s.Schema.TryGetProperty("description", out _))
            .Select(s => s.Path);

        Assert.That(silent, Is.Empty);
    }

    [Test]
    public void Forms_to_choose_from_differ_in_type_or_in_a_required_key()
    {
        foreach (var (schema, path) in Schemas(Root, "#").Where(s => s.Schema.TryGetProperty("oneOf", out _)))
        {
            var signs = schema.GetProperty("oneOf").EnumerateArray().Select(Resolve).Select(Sign).ToList();
            Assert.That(signs, Is.Unique, path);
        }
    }

    [Test]
    public void The_sections_are_those_of_the_dialect_and_take_the_same_keys()
    {
        foreach (var section in new AepDialect().Vocabulary.Sections.Keys)
        {
            var keys = Root.GetProperty("properties").GetProperty(section).GetProperty("patternProperties").EnumerateObject().Select(p => p.Name);
            Assert.That(keys, Is.EqualTo(new[] { "^[A-Za-z_][A-Za-z0-9_-]*(\\[\"[^\"\\\\]+\"\\])?$" }), section);
        }
    }

    [Test]
    public void Every_key_is_in_the_manifest_reference()
    {
        var words = Regex.Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "manifest.md")), "[A-Za-z]+", RegexOptions.None, TimeSpan.FromSeconds(5))
            .Select(m => m.Value)
            .ToHashSet(StringComparer.Ordinal);
        var keys = Schemas(Root, "#").Select(s => s.Path.Split('/')).Where(p => p is [.., "properties", _]).Select(p => p[^1]);

        Assert.That(keys.Where(k => !words.Contains(k.Replace("meta:", string.Empty, StringComparison.Ordinal))).Distinct(), Is.Empty);
    }

    private static string Sign(JsonElement schema) =>
        schema.GetProperty("type").GetString() + (schema.TryGetProperty("required", out var required) ? required.GetRawText() : string.Empty);

    private static JsonElement Resolve(JsonElement schema) => schema.TryGetProperty("$ref", out var reference)
        ? Root.GetProperty("definitions").GetProperty(reference.GetString()!["#/definitions/".Length..])
        : schema;

    private static IEnumerable<(JsonElement Schema, string Path)> Schemas(JsonElement schema, string path)
    {
        yield return (schema, path);
        foreach (var part in schema.EnumerateObject())
        {
            var inner = part.Name switch
            {
                "properties" or "patternProperties" or "definitions" => part.Value.EnumerateObject().Select(p => (p.Value, p.Name)),
                "oneOf" or "anyOf" => part.Value.EnumerateArray().Select((v, i) => (v, $"{i}")),
                "items" or "not" => [(part.Value, string.Empty)],
                "additionalProperties" when part.Value.ValueKind == JsonValueKind.Object => [(part.Value, string.Empty)],
                _ => [],
            };
            foreach (var (value, name) in inner)
            {
                foreach (var found in Schemas(value, $"{path}/{part.Name}/{name}"))
                    yield return found;
            }
        }
    }
}
