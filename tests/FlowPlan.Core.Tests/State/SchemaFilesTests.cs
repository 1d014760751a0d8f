using System.Text;
using System.Text.Json.Nodes;
using FlowPlan.Core.State;
using FlowPlan.Core.State.Serialization;
using FlowPlan.Core.Tests.State.Support;
using NJsonSchema;

namespace FlowPlan.Core.Tests.State;

public class SchemaFilesTests
{
    /// <summary>The keywords that the validator enforces, and those that only describe. It ignores all others without a word.</summary>
    private static readonly HashSet<string> Honoured =
    [
        "$schema", "$id", "title", "description", "examples", "default", "type", "enum", "required", "pattern", "minLength", "maxLength", "minimum", "maximum",
        "properties", "additionalProperties", "patternProperties", "oneOf", "anyOf", "allOf", "not", "$ref", "definitions", "$defs", "format", "items",
        "uniqueItems", "minItems", "maxItems", "minProperties", "maxProperties",
    ];

    private static string Folder => Path.Combine(Repository.Root, "schema");

    private static IEnumerable<string> Files => Directory.GetFiles(Folder, "*.json").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Files))]
    public void A_schema_uses_only_keywords_that_the_validator_honours(string file) =>
        Assert.That(Ignored(JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, file))), "#"), Is.Empty);

    [TestCase("""{"properties":{"a":{"const":1}}}""", "#/properties/a/const")]
    [TestCase("""{"oneOf":[{"if":{}}]}""", "#/oneOf/0/if")]
    [TestCase("""{"$ref":"#/definitions/a","minLength":1}""", "#/minLength beside $ref")]
    [TestCase("""{"properties":{"const":{"type":"string"}}}""", null)]
    public void A_keyword_that_is_ignored_is_found(string schema, string? expected) =>
        Assert.That(Ignored(JsonNode.Parse(schema), "#"), Is.EqualTo(expected is null ? Array.Empty<string>() : [expected]));

    [FsCheck.NUnit.Property(Arbitrary = [typeof(RandomLockfiles)], MaxTest = 100)]
    public void Any_lockfile_that_is_written_keeps_to_its_schema(Lockfile lockfile) =>
        Assert.That(Lockfiles.Validate(Encoding.UTF8.GetString(LockfileText.Write(lockfile))), Is.Empty);

    [TestCase("\"version\": 2", "\"version\": 1")]
    [TestCase("\"deposed\"", "\"deleted\"")]
    [TestCase("\"serial\": 7", "\"serial\": -1")]
    [TestCase("\"id\": \"f-1\"", "\"id\": 1")]
    [TestCase("\"id\": \"f-1\"", "\"name\": \"f-1\"")]
    [TestCase("\"flow.loyalty\"", "\"loyalty\"")]
    [TestCase("sha256:", "md5:")]
    [TestCase("\"outputs\"", "\"results\"")]
    public void What_is_no_lockfile_does_not_keep_to_the_schema(string old, string changed)
    {
        var text = Encoding.UTF8.GetString(LockfileText.Write(Sample.Full));
        Assert.That(text, Does.Contain(old));
        Assert.That(Lockfiles.Validate(text.Replace(old, changed)), Is.Not.Empty);
    }

    [Test]
    public void Every_kind_of_journal_line_keeps_to_its_schema()
    {
        var schema = Load("journal.schema.json");
        JournalEntry[] entries =
        [
            new JournalEntry.Opened(0, "l", new("p", "dev", "o", "s")),
            new JournalEntry.Intended(1, Sample.Create(1)),
            new JournalEntry.Intended(2, new(Sample.Address(1), OperationKind.Update, null, [], "id")),
            new JournalEntry.Recorded(3, 1, Sample.Address(1), Sample.State("id")),
            new JournalEntry.Recorded(4, null, Sample.Address(1).Deposed("id"), null),
            new JournalEntry.Failed(5, 2, false, "FP1"),
        ];
        Assert.That(entries.Select(e => e.GetType()).Distinct().Count(), Is.EqualTo(typeof(JournalEntry).GetNestedTypes().Length));
        foreach (var entry in entries)
            Assert.That(schema.Validate(Encoding.UTF8.GetString(JournalText.Write(entry))[17..]), Is.Empty, $"{entry}");
        Assert.That(schema.Validate("""{"sequence":1,"entry":"other"}"""), Is.Not.Empty);
    }

    private static JsonSchema Lockfiles { get; } = Load("lockfile.schema.json");

    private static JsonSchema Load(string file) =>
        JsonSchema.FromJsonAsync(File.ReadAllText(Path.Combine(Folder, file))).GetAwaiter().GetResult();

    private static IEnumerable<string> Ignored(JsonNode? schema, string place)
    {
        if (schema is not JsonObject parts)
            return [];
        var beside = parts.ContainsKey("$ref") ? parts.Where(p => p.Key is not "$ref" and not "description").Select(p => $"{place}/{p.Key} beside $ref") : [];
        var ignored = parts.Where(p => !Honoured.Contains(p.Key) && !p.Key.StartsWith("x-", StringComparison.Ordinal)).Select(p => $"{place}/{p.Key}");
        var below = parts.SelectMany(p => p.Key switch
        {
            "properties" or "patternProperties" or "definitions" or "$defs" => p.Value!.AsObject().SelectMany(s => Ignored(s.Value, $"{place}/{p.Key}/{s.Key}")),
            "oneOf" or "anyOf" or "allOf" => p.Value!.AsArray().SelectMany((s, i) => Ignored(s, $"{place}/{p.Key}/{i}")),
            "items" or "not" or "additionalProperties" => Ignored(p.Value, $"{place}/{p.Key}"),
            _ => [],
        });
        return [.. beside, .. ignored, .. below];
    }
}
