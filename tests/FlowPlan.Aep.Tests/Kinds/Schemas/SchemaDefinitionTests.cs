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
    [TestCase("https://example.com/other", "https://example.com/other")]
    [TestCase("https://ns.adobe.com/xdm/context/opportunity-contact-role", "https://ns.adobe.com/xdm/context/opportunity-contact-role")]
    [TestCase("_acme.classes.9", "_acme.classes.9")]
    public void The_class_is_told_by_its_id_wherever_it_stands(string second, string expected)
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

    [TestCase("{ \"title\": \"S\",\n  \"class\": [ }", "FP1019 s.json:2:")]
    [TestCase("{ \"title\": \"S\",\n  \"class\": }", "FP2009 s.json:2:12")]
    [TestCase("{ \"title\": \"S\",\n  \"title\": \"T\", \"class\": \"profile\" }", "FP1006 s.json:2:3")]
    [TestCase("[]", "FP1004 s.json:1:1")]
    [TestCase("{ \"title\": \"S\",\n  \"class\": \"profile\",\n  \"properties\": { \"a\": {} } }", "FP2009 s.json:3:3")]
    [TestCase("{ \"title\": 5,\n  \"class\": \"profile\" }", "FP2009 s.json:1:12")]
    [TestCase("{ \"title\": \"S\",\n  \"class\": \"profile\",\n  \"fieldGroups\": [\"g\", 1] }", "FP2009 s.json:3:")]
    [TestCase("{ \"title\": \"S\",\n  \"allOf\": [{ \"$ref\": \"C\" }, { \"properties\": {} }] }", "FP2009 s.json:2:")]
    [TestCase("{ \"title\": \"S\",\n  \"allOf\": [] }", "FP2009 s.json:2:")]
    [TestCase("{ \"title\": \"S\",\n  \"class\": \"profile\", \"allOf\": [{ \"$ref\": \"C\" }] }", "FP1307 s.json:2:3")]
    [TestCase("{ \"title\": \"S\", \"class\": \"profile\",\n  \"profile\": \"yes\" }", "FP2009 s.json:2:14")]
    [TestCase("{ \"title\": \"S\",\n  \"type\": \"array\", \"class\": \"profile\" }", "FP2009 s.json:2:11")]
    [TestCase("{ \"class\": \"profile\" }", "FP2009 s.json:1:")]
    [TestCase("{ \"title\": \"S\" }", "FP2009 s.json:1:")]
    public void A_broken_file_is_reported_at_the_place_in_it(string definition, string expected)
    {
        folder["schemas/s.json"] = definition;

        var faults = folder.Try(ByFile + "datasets: { d: { name: D, schema: s } }\n").Diagnostics;

        Assert.That(faults, Has.Length.EqualTo(1), string.Join('\n', faults));
        Assert.That($"{faults[0].Code} {Path.GetFileName(faults[0].Span!.Value.Source.Path)}:{faults[0].Span!.Value.Line}:{faults[0].Span!.Value.Column}", Does.StartWith(expected));
    }

    [Test]
    public void A_file_that_is_not_there_is_reported_where_it_is_named() =>
        Assert.That(folder.Faults(ByFile), Is.EqualTo(new[] { "FP2009 flowplan.yaml:4:20" }));

    [TestCase("account")]
    [TestCase("account-activity")]
    [TestCase("account-history")]
    [TestCase("campaign-member")]
    [TestCase("experienceevent")]
    [TestCase("graphs")]
    [TestCase("intent")]
    [TestCase("opportunity")]
    [TestCase("profile")]
    [TestCase("prospect-profile")]
    [TestCase("segmentdefinition")]
    public void A_standard_class_is_known_also_when_it_is_not_first(string name)
    {
        folder["schemas/s.json"] = $$"""{ "title": "S", "allOf": [{ "$ref": "https://ns.adobe.com/xdm/mixins/unknown-to-us" }, { "$ref": "https://ns.adobe.com/xdm/context/{{name}}" }] }""";

        Assert.That(folder.Resource(ByFile, "schema.s").Fields.TextOf("class"), Is.EqualTo("https://ns.adobe.com/xdm/context/" + name));
    }

    [TestCase("profile", "https://ns.adobe.com/xdm/context/profile")]
    [TestCase("experience-event", "https://ns.adobe.com/xdm/context/experienceevent")]
    public void A_class_may_have_a_short_name(string given, string expected) =>
        Assert.That(folder.Resource($"schemas:\n  s: {{ definition: {{ title: S, class: {given} }} }}\n", "schema.s").Fields.TextOf("class"), Is.EqualTo(expected));

    [TestCase("""{ "title": "S", "class": "profil" }""", "neither the id of a class", TestName = "a misspelt short name")]
    [TestCase("""{ "title": "S", "class": "https://ns.adobe.com/acme/mixins/1" }""", "is a field group, not a class", TestName = "a field group as class")]
    [TestCase("""{ "title": "S", "class": "profile", "fieldGroups": ["https://ns.adobe.com/xdm/context/experienceevent"] }""", "is a class, and a schema extends exactly one", TestName = "a class among the field groups")]
    [TestCase("""{ "title": "S", "class": "profile", "fieldGroups": ["details"] }""", "is not the id of a field group", TestName = "a field group without an id")]
    [TestCase("""{ "title": "S", "allOf": [{ "$ref": "https://ns.adobe.com/xdm/context/account" }, { "$ref": "https://ns.adobe.com/xdm/context/profile" }] }""", "exactly one class", TestName = "two classes")]
    [TestCase("""{ "title": "S", "allOf": [{ "$ref": "https://example.com/a" }, { "$ref": "https://example.com/b" }] }""", "cannot be told", TestName = "no class that is known")]
    [TestCase("""{ "title": "S", "meta:class": "https://ns.adobe.com/xdm/context/account", "allOf": [{ "$ref": "https://ns.adobe.com/xdm/context/profile" }] }""", "name different classes", TestName = "another computed class")]
    [TestCase("""{ "title": "S", "class": "profile", "fieldGroups": ["https://ns.adobe.com/xdm/context/experienceevent-commerce"] }""", "is not made for the class", TestName = "a field group of another class")]
    [TestCase("""{ "title": "S", "class": "profile", "meta:refProperty": "x", "own": 1, "properties": { "a": {} } }""", "'meta:refProperty', 'own', 'properties'", TestName = "what a definition cannot hold, all at once")]
    public void What_is_ambiguous_or_cannot_be_is_refused_offline(string definition, string expected)
    {
        folder["schemas/s.json"] = definition;

        var fault = folder.Try(ByFile).Diagnostics.Single();

        Assert.That(fault.Code, Is.EqualTo("FP2009").Or.EqualTo("FP2015"));
        Assert.That(fault.Message, Does.Contain(expected));
    }

    /// <summary>The form in which the registry returns a schema, and in which its guides create one.</summary>
    [TestCase($$"""
        {"$id": "https://ns.adobe.com/acme/schemas/01", "meta:altId": "_acme.schemas.01", "meta:resourceType": "schemas", "version": "1.2", "title": "S", "type": "object", "description": "",
         "allOf": [{"$ref": "{{Profile}}", "type": "object", "meta:xdmType": "object"}, {"$ref": "{{Group}}", "type": "object", "meta:xdmType": "object"}],
         "imsOrg": "0000@AdobeOrg", "meta:extensible": false, "meta:abstract": false, "meta:extends": ["{{Profile}}"], "meta:xdmType": "object", "properties": {}, "required": [],
         "meta:registryMetadata": {"repo:createdDate": 1}, "meta:class": "{{Profile}}", "meta:containerId": "tenant", "meta:sandboxType": "production", "meta:tenantNamespace": "_acme"}
        """)]
    [TestCase($$"""
        {"type": "object", "title": "S", "allOf": [{"$ref": "{{Group}}"}, {"$ref": "{{Profile}}"}],
         "meta:containerId": "tenant", "meta:resourceType": "schemas", "meta:xdmType": "object", "meta:class": "{{Profile}}"}
        """)]
    [TestCase("""{"title": "S", "allOf": [{"$ref": "_acme.mixins.1"}, {"$ref": "_xdm.context.profile"}]}""")]
    public void A_definition_may_be_as_the_registry_gives_it(string definition)
    {
        folder["schemas/s.json"] = definition;
        var kind = new FlowPlan.Aep.Kinds.Schemas.SchemaDefinition();

        Assert.That(kind.Canonicalize(folder.Resource(ByFile, "schema.s").Fields), Is.EqualTo(Wanted));
    }
}
