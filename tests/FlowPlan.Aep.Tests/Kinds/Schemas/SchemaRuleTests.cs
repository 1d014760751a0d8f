using FlowPlan.Aep.Kinds.Components.References;
using FlowPlan.Aep.Tests.Dialect;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Aep.Tests.Kinds.Schemas;

/// <summary>The rules of schemas and their parts that are found without a call, each with its code and place.</summary>
[TestFixture]
internal sealed class SchemaRuleTests
{
    private const string Base = """
        dataTypes:
          code: { title: Code, fields: { value: string, number: integer } }
        fieldGroups:
          own:
            title: Own
            classes: [profile]
            fields: { id: string, count: integer, ref: { ref: code }, "list[].a": string }
        schemas:
          s:
            title: S
            class: profile
            fieldGroups: [own, https://ns.adobe.com/xdm/context/profile-person-details, https://ns.adobe.com/xdm/context/profile-personal-details]
            identities: { _tenant.id: { namespace: Email, primary: true } }
          other:
            title: Other
            class: profile
            fieldGroups: [own]
            identities: { _tenant.id: { namespace: Email, primary: true } }

        """;

    private ManifestFolder folder = null!;

    [SetUp]
    public void MakeFolder() => folder = new();

    [TearDown]
    public void RemoveFolder() => folder.Dispose();

    [Test]
    public void What_is_right_is_not_reported() => Assert.That(folder.Findings(Base), Is.Empty);

    [TestCase("_tenant.ref.value")]
    [TestCase("person.name.firstName")]
    [TestCase("personalEmail.address")]
    [TestCase("_id")]
    [TestCase("personID")]
    public void A_string_anywhere_in_the_schema_can_be_an_identity(string path) =>
        Assert.That(folder.Findings(Base.Replace("{ _tenant.id: { namespace: Email, primary: true } }\n  other", $"{{ {path}: {{ namespace: Email, primary: true }} }}\n  other", StringComparison.Ordinal)), Is.Empty);

    [TestCase("title: Other\n", "title: Own\n", "FP2033", 17)]
    [TestCase("title: Code,", "title: Own,", "FP2033", 7)]
    [TestCase("title: S\n", "title: Other\n", "FP2004", 12)]
    [TestCase("classes: [profile]", "classes: [experience-event]", "FP2015", 14)]
    [TestCase("context/profile-person-details", "context/profile-person-detail", "FP2032", 14)]
    [TestCase("{ _tenant.id: { namespace: Email, primary: true } }\n  other", "{ _tenant.count: { namespace: Email, primary: true } }\n  other", "FP2025", 15)]
    [TestCase("{ _tenant.id: { namespace: Email, primary: true } }\n  other", "{ _tenant.none: { namespace: Email, primary: true } }\n  other", "FP2025", 15)]
    [TestCase("{ _tenant.id: { namespace: Email, primary: true } }\n  other", "{ _tenant.ref.number: { namespace: Email, primary: true } }\n  other", "FP2025", 15)]
    [TestCase("{ _tenant.id: { namespace: Email, primary: true } }\n  other", "{ _tenant.ref: { namespace: Email, primary: true } }\n  other", "FP2025", 15)]
    [TestCase("{ _tenant.id: { namespace: Email, primary: true } }\n  other", "{ person.birthYear: { namespace: Email, primary: true } }\n  other", "FP2025", 15)]
    [TestCase("{ _tenant.id: { namespace: Email, primary: true } }\n  other", "{ person.name.none: { namespace: Email, primary: true } }\n  other", "FP2025", 15)]
    [TestCase("{ _tenant.id: { namespace: Email, primary: true } }\n  other", "{ workEmail.address: { namespace: Email, primary: true } }\n  other", "FP2025", 15)]
    [TestCase("  other:\n", "    friendlyNames: { _tenant.none: None }\n  other:\n", "FP2025", 16)]
    [TestCase("  other:\n", "    deprecated: [person.none]\n  other:\n", "FP2025", 16)]
    [TestCase("  other:\n", "    relationships: { _tenant.id: { schema: other, namespace: Phone } }\n  other:\n", "FP2025", 16)]
    [TestCase("  other:\n", "    profile: true\n    relationships: { _tenant.id: { schema: other } }\n  other:\n", "FP2025", 17)]
    [TestCase("class: profile\n    fieldGroups: [own]\n", "class: profile\n    fieldGroups: [own, IdentityMap]\n  third:\n    title: Third\n    class: profile\n    fieldGroups: [own]\n    relationships: { _tenant.id: { schema: other } }\n", "FP2025", 24)]
    public void A_rule_that_is_broken_is_told_with_its_place(string from, string to, string code, int line)
    {
        var manifest = Base.Replace(from, to, StringComparison.Ordinal);
        var found = folder.Findings(manifest);

        Assert.That(manifest, Is.Not.EqualTo(Base));

        Assert.That(found.Select(d => d.Code).Distinct(), Is.EqualTo(new[] { code }), string.Join('\n', found.Select(d => d.Message)));
        Assert.That(found.Select(d => d.Span!.Value.Line), Has.Member(line));
        Assert.That(found.Select(d => d.Severity).Distinct(), Is.EqualTo(new[] { code == "FP2032" ? Severity.Warning : Severity.Error }));
    }

    [TestCase("  other:\n", "    labels: { _tenant.id: [C2] }\n  other:\n", 16)]
    [TestCase("    title: Own\n", "    title: Own\n    labels: { _tenant.id: [C2] }\n", 8)]
    public void Labels_of_fields_have_a_place_that_is_named(string from, string to, int line)
    {
        var found = folder.Findings(Base.Replace(from, to, StringComparison.Ordinal)).Single();

        Assert.That((found.Code, found.Message, found.Span!.Value.Line), Is.EqualTo(("FP1101", "'labels' is not allowed here", line)));
        Assert.That(found.Help, Does.Contain("'descriptors' with 'fieldGroup', 'field' and 'labels'"));
    }

    [TestCase("{ type: uri, pattern: x }", "pattern")]
    [TestCase("{ type: uri, enum: [a] }", "enum")]
    [TestCase("{ type: integer, pattern: x }", "pattern")]
    [TestCase("{ type: string, minimum: 1 }", "minimum")]
    [TestCase("{ type: integer, enum: [1] }", "enum")]
    [TestCase("{ type: string, enum: [1] }", "enum")]
    [TestCase("{ type: map }", "items")]
    [TestCase("{ type: map, items: boolean }", "items")]
    [TestCase("{ type: map, items: string }\n      a.b: string", "map")]
    [TestCase("array", "items")]
    [TestCase("{ type: string, items: string }", "items")]
    public void A_form_that_the_registry_refuses_is_told(string written, string told)
    {
        var found = folder.Findings($"dataTypes:\n  t:\n    title: T\n    fields:\n      a: {written}\n")[0];

        Assert.That((found.Code, found.Span!.Value.Line), Is.EqualTo(("FP2022", 7)).Or.EqualTo(("FP2022", 8)));
        Assert.That(found.Message, Does.Contain(told));
    }

    [Test]
    public void Standard_components_are_named_by_title_and_short_name()
    {
        var schema = folder.Resource("schemas: { s: { title: S, class: XDM ExperienceEvent, fieldGroups: [Commerce Details, IdentityMap] } }\n", "schema.s");

        Assert.That(schema.Fields.TextOf("class"), Is.EqualTo("https://ns.adobe.com/xdm/context/experienceevent"));
        Assert.That(schema.Fields["fieldGroups"]!.ToString(), Does.Contain("xdm/context/experienceevent-commerce").And.Contain("xdm/context/identitymap"));
    }

    [Test]
    public void The_table_of_standard_components_names_its_source_and_has_nothing_but_facts()
    {
        using var stream = typeof(StandardTable).Assembly.GetManifestResourceStream("xdm-components.txt")!;
        using var reader = new StreamReader(stream);
        var text = reader.ReadToEnd();

        Assert.That(text, Does.Contain("https://github.com/adobe/xdm").And.Contain("CC BY 4.0").And.Contain("(c) Adobe"));
        Assert.That(StandardTable.All, Has.Count.EqualTo(360));
    }

    [TestCase("https://ns.adobe.com/xdm/context/profile", "_id", "string")]
    [TestCase("https://ns.adobe.com/xdm/context/experienceevent", "timestamp", "date-time")]
    [TestCase("https://ns.adobe.com/xdm/context/experienceevent", "identityMap", "map")]
    [TestCase("https://ns.adobe.com/xdm/context/profile-person-details", "person.name.firstName", "string")]
    [TestCase("https://ns.adobe.com/xdm/context/profile-person-details", "person", "object")]
    [TestCase("https://ns.adobe.com/xdm/context/profile-person-details", "person.none", null)]
    public void A_field_of_a_standard_component_is_found_with_its_type(string component, string path, string? type) =>
        Assert.That(StandardFields.Find(component, path.Split('.')), Is.EqualTo(new FoundField(type, false)));

    [Test]
    public void Of_a_component_that_is_not_known_nothing_is_known() =>
        Assert.That(StandardFields.Find("https://ns.adobe.com/xdm/context/none", ["a"]).IsUnknown, Is.True);
}
