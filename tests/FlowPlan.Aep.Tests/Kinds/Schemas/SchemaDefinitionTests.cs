using FlowPlan.Aep.Tests.Dialect;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Tests.Kinds.Schemas;

/// <summary>Schemas made from a definition.</summary>
[TestFixture]
internal sealed class SchemaDefinitionTests
{
    private const string ByFile = "schemas:\n  s: { definition: schemas/s.json }\n";
    private const string Profile = "https://ns.adobe.com/xdm/context/profile";
    private const string Group = "https://ns.adobe.com/acme/mixins/1";

    private static readonly Value.Map Wanted = Value.Map.Of(
        ("title", Value.Of("S")), ("class", Value.Of(Profile)), ("fieldGroups", Value.Map.Of((Group, Value.Of(true)))));

    private ManifestFolder folder = null!;

    [SetUp]
    public void MakeFolder() => folder = new();

    [TearDown]
    public void RemoveFolder() => folder.Dispose();

    [TestCase($$"""{ "title": "S", "type": "object", "allOf": [{ "$ref": "{{Group}}" }, { "$ref": "{{Profile}}" }] }""")]
    [TestCase($$"""{ "title": "S", "class": "{{Profile}}", "fieldGroups": ["{{Group}}"] }""")]
    [TestCase($$"""{ "$id": "x", "meta:altId": "y", "version": "1.3", "title": "S", "class": "{{Profile}}", "fieldGroups": ["{{Group}}"], "profile": false }""")]
    public void Both_forms_of_a_file_mean_the_same(string definition)
    {
        folder["schemas/s.json"] = definition;

        Assert.That(folder.Resource(ByFile, "schema.s").Fields, Is.EqualTo(Wanted));
    }

    [Test]
    public void A_definition_may_stand_in_the_manifest()
    {
        var schema = folder.Resource($"schemas:\n  s: {{ definition: {{ title: S, class: {Profile}, fieldGroups: [{Group}] }} }}\n", "schema.s");

        Assert.That(schema.Fields, Is.EqualTo(Wanted));
    }

    [TestCase("https://ns.adobe.com/acme/classes/9", "https://ns.adobe.com/acme/classes/9")]
    [TestCase("https://ns.adobe.com/xdm/context/experienceevent", "https://ns.adobe.com/xdm/context/experienceevent")]
    [TestCase("https://example.com/other", Group)]
    public void The_class_is_told_by_its_id_and_else_is_the_first(string second, string expected)
    {
        folder["schemas/s.json"] = $$"""{ "title": "S", "allOf": [{ "$ref": "{{Group}}" }, { "$ref": "{{second}}" }] }""";

        Assert.That(folder.Resource(ByFile, "schema.s").Fields.TextOf("class"), Is.EqualTo(expected));
    }

    [TestCase("""  "meta:immutableTags": ["union"] """, true)]
    [TestCase("""  "profile": true """, true)]
    [TestCase("""  "meta:immutableTags": ["other"] """, false)]
    public void A_schema_is_of_Profile_only_when_it_says_so(string part, bool expected)
    {
        folder["schemas/s.json"] = $$"""{ "title": "S", "class": "{{Profile}}", {{part}} }""";

        Assert.That(folder.Resource(ByFile, "schema.s").Fields["profile"], Is.EqualTo(expected ? Value.Of(true) : null));
    }

    [TestCase("{ \"title\": \"S\",\n  \"class\": [ }", "FP1004 s.json:2:")]
    [TestCase("{ \"title\": \"S\",\n  \"class\": }", "FP2009 s.json:2:12")]
    [TestCase("{ \"title\": \"S\",\n  \"title\": \"T\", \"class\": \"C\" }", "FP1006 s.json:2:3")]
    [TestCase("[]", "FP1004 s.json:1:1")]
    [TestCase("{ \"title\": \"S\",\n  \"class\": \"C\",\n  \"properties\": {} }", "FP2009 s.json:3:3")]
    [TestCase("{ \"title\": 5,\n  \"class\": \"C\" }", "FP2009 s.json:1:12")]
    [TestCase("{ \"title\": \"S\",\n  \"class\": \"C\",\n  \"fieldGroups\": [\"g\", 1] }", "FP2009 s.json:3:")]
    [TestCase("{ \"title\": \"S\",\n  \"allOf\": [{ \"$ref\": \"C\" }, { \"properties\": {} }] }", "FP2009 s.json:2:")]
    [TestCase("{ \"title\": \"S\",\n  \"allOf\": [] }", "FP2009 s.json:2:")]
    [TestCase("{ \"title\": \"S\",\n  \"class\": \"C\", \"allOf\": [{ \"$ref\": \"C\" }] }", "FP1307 s.json:2:3")]
    [TestCase("{ \"title\": \"S\", \"class\": \"C\",\n  \"profile\": \"yes\" }", "FP2009 s.json:2:14")]
    [TestCase("{ \"title\": \"S\",\n  \"type\": \"array\", \"class\": \"C\" }", "FP2009 s.json:2:11")]
    [TestCase("{ \"class\": \"C\" }", "FP2009 s.json:1:")]
    [TestCase("{ \"title\": \"S\" }", "FP2009 s.json:1:")]
    public void A_broken_file_is_reported_at_the_place_in_it(string definition, string expected)
    {
        folder["schemas/s.json"] = definition;

        var faults = folder.Try(ByFile + "datasets: { d: { name: D, schema: s } }\n").Diagnostics;

        Assert.That(faults, Has.Length.EqualTo(1), string.Join('\n', faults));
        Assert.That($"{faults[0].Code} {Path.GetFileName(faults[0].Span!.Source.Path)}:{faults[0].Span!.Line}:{faults[0].Span!.Column}", Does.StartWith(expected));
    }

    [Test]
    public void A_file_that_is_not_there_is_reported_where_it_is_named() =>
        Assert.That(folder.Faults(ByFile), Is.EqualTo(new[] { "FP2009 flowplan.yaml:4:20" }));
}
