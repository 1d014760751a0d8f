using FlowPlan.Aep.Tests.Dialect;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Tests.Kinds.Components;

/// <summary>The forms of fields, in the manifest and in a JSON file, and what is refused of them with its place.</summary>
[TestFixture]
internal sealed class ComponentFieldTests
{
    private ManifestFolder folder = null!;

    [SetUp]
    public void MakeFolder() => folder = new();

    [TearDown]
    public void RemoveFolder() => folder.Dispose();

    [TestCase("text", "{type: string}")]
    [TestCase("int", "{type: integer}")]
    [TestCase("double", "{type: number}")]
    [TestCase("datetime", "{type: date-time}")]
    [TestCase("{ enum: [a, b] }", "{enum: [a, b], type: string}")]
    [TestCase("{ values: { a: A } }", "{type: string, values: {a: A}}")]
    [TestCase("{ format: email }", "{format: email, type: string}")]
    [TestCase("{ items: string }", "{items: {type: string}, type: array}")]
    [TestCase("{ type: map, items: integer }", "{items: {type: integer}, type: map}")]
    [TestCase("{ type: long, required: true, deprecated: false }", "{required: true, type: long}")]
    [TestCase("{ ref: https://ns.adobe.com/xdm/common/address }", "{ref: https://ns.adobe.com/xdm/common/address}")]
    [TestCase("{ ref: _xdm.common.address }", "{ref: https://ns.adobe.com/xdm/common/address}")]
    public void The_short_form_means_one_field(string written, string expected)
    {
        var resource = folder.Resource($"dataTypes:\n  t:\n    title: T\n    fields:\n      a: {written}\n", "dataType.t");

        Assert.That(FieldPath.Find(resource.Fields, "fields/a")!.ToString(), Is.EqualTo(expected));
    }

    [TestCase("a: strin", "FP2022", 5, "string")]
    [TestCase("a: {}", "FP2022", 5, "type")]
    [TestCase("a: { type: string, size: 3 }", "FP2022", 5, "size")]
    [TestCase("a: { type: string, ref: t }", "FP2022", 5, "type")]
    [TestCase("a: { ref: postl }", "FP2024", 5, "postal")]
    [TestCase("_a: string", "FP2022", 5, "_a")]
    [TestCase("a b: string", "FP2022", 5, "a b")]
    [TestCase("a..b: string", "FP2022", 5, "a..b")]
    [TestCase("a[]: string", "FP2022", 5, "a[]")]
    [TestCase("a: string\n      a.b: string", "FP2022", 6, "object")]
    [TestCase("a: { type: array, items: object }\n      a.b: string", "FP2022", 6, "object")]
    [TestCase("a: [string]", "FP1103", 5, null)]
    public void A_field_that_cannot_be_one_is_told_with_its_place(string written, string code, int line, string? told)
    {
        var found = folder.Findings($"dataTypes:\n  t:\n    title: T\n    fields:\n      {written}\n  postal: {{ title: Postal, fields: {{ z: string }} }}\n")[0];

        Assert.That((found.Code, found.Span!.Value.Line), Is.EqualTo((code, line + 2)), found.Message);
        if (told is not null)
            Assert.That($"{found.Message} {found.Help}", Does.Contain(told));
    }

    [Test]
    public void A_secret_cannot_be_part_of_a_field()
    {
        var found = folder.Findings("variables: { s: { sensitive: true } }\ndataTypes:\n  t:\n    title: T\n    fields: { a: { type: string, default: \"{{ var.s }}\" } }\n", "s=x");

        Assert.That(found.Select(d => d.Code), Has.Member("FP2022"));
    }

    [TestCase("_acme")]
    [TestCase("_tenant")]
    [TestCase("_other")]
    public void A_JSON_file_as_the_registry_returns_it_means_the_same_as_the_short_form(string tenant)
    {
        folder["group.json"] = $$$"""
            {
              "$id": "https://ns.adobe.com/acme/mixins/1", "meta:altId": "_acme.mixins.1", "meta:resourceType": "mixins", "version": "1.2", "imsOrg": "O@AdobeOrg",
              "title": "Loyalty", "type": "object", "description": "Of members",
              "definitions": { "customFields": { "type": "object", "properties": { "{{{tenant}}}": { "type": "object", "properties": {
                "memberId": { "title": "Member ID", "type": "string", "meta:xdmType": "string" },
                "level": { "type": "string", "enum": ["gold"], "meta:enum": { "gold": "Gold" } },
                "count": { "type": "integer", "minimum": -2147483648, "maximum": 2147483647, "meta:xdmType": "int" },
                "big": { "type": "integer", "minimum": -9007199254740992, "maximum": 9007199254740991 },
                "home": { "$ref": "postal" },
                "scores": { "type": "object", "meta:xdmType": "map", "additionalProperties": { "type": "integer" } },
                "orders": { "type": "array", "items": { "type": "object", "properties": { "sku": { "type": "string" } }, "required": ["sku"] } }
              } } } } },
              "allOf": [{ "$ref": "#/definitions/customFields", "type": "object", "meta:xdmType": "object" }],
              "meta:intendedToExtend": ["https://ns.adobe.com/xdm/context/profile"], "meta:extensible": true, "meta:abstract": true, "meta:xdmType": "object",
              "meta:registryMetadata": {}, "meta:containerId": "tenant", "meta:tenantNamespace": "_acme"
            }
            """;
        const string Types = "dataTypes: { postal: { title: Postal, fields: { z: string } } }\n";

        var read = folder.Resource(Types + "fieldGroups: { g: { definition: group.json } }\n", "fieldGroup.g");
        var written = folder.Resource(
            Types + """
            fieldGroups:
              g:
                title: Loyalty
                description: Of members
                classes: [profile]
                fields:
                  memberId: { title: Member ID, type: string }
                  level: { enum: [gold], values: { gold: Gold } }
                  count: integer
                  big: long
                  home: { ref: postal }
                  scores: { type: map, items: integer }
                  orders: { type: array, items: object }
                  orders[].sku: { type: string, required: true }

            """,
            "fieldGroup.g");

        Assert.That(read.Fields, Is.EqualTo(written.Fields));
        Assert.That(read.FieldSpans["fields/memberId/title"].Line, Is.EqualTo(5));
    }

    [TestCase("\"properties\": { \"a\": { \"type\": \"string\" } }", "FP2022", "_tenant")]
    [TestCase("\"properties\": { \"_acme\": { \"type\": \"object\", \"properties\": { \"a\": { \"type\": \"string\", \"oneOf\": [] } } } }", "FP2022", "oneOf")]
    [TestCase("\"meta:usage\": 1", "FP2023", "meta:usage")]
    public void A_JSON_file_that_holds_more_is_refused(string part, string code, string told)
    {
        folder["group.json"] = $$"""{ "title": "G", "meta:intendedToExtend": ["https://ns.adobe.com/xdm/context/profile"], {{part}} }""";

        var found = folder.Findings("fieldGroups: { g: { definition: group.json } }\n").Single();

        Assert.That(found.Code, Is.EqualTo(code));
        Assert.That($"{found.Message} {found.Help}", Does.Contain(told));
    }

    [Test]
    public void A_definition_takes_the_place_of_all_other_keys()
    {
        folder["group.json"] = """{ "title": "G", "meta:intendedToExtend": ["https://ns.adobe.com/xdm/context/profile"] }""";

        Assert.That(folder.Findings("fieldGroups: { g: { definition: group.json, title: T, classes: [profile] } }\n").Select(d => d.Code), Is.EqualTo(new[] { "FP1307", "FP1307" }));
        Assert.That(folder.Findings("fieldGroups: { g: { definition: none.json } }\n").Select(d => d.Code), Is.EqualTo(new[] { "FP2023" }));
    }
}
