using System.Text.Json;
using FlowPlan.Aep.Kinds.Common;
using FlowPlan.Aep.Kinds.Datasets;
using FlowPlan.Aep.Kinds.Mappings.Bodies;
using FlowPlan.Core.Values;
using static FlowPlan.Aep.Tests.Support.Make;

namespace FlowPlan.Aep.Tests.Kinds.Common;

[TestFixture]
internal sealed class CanonicalFormsTests
{
    [TestCase("1", "1.0", "1")]
    [TestCase("1.0", "1.0", "1")]
    [TestCase("1.4", "1.4", "1")]
    [TestCase("2", "2.0", "2")]
    [TestCase(" 1.0 ", "1.0", "1")]
    [TestCase("application/vnd.adobe.xed+json;version=1", "1.0", "1")]
    [TestCase("application/vnd.adobe.xed+json; version=1", "1.0", "1")]
    [TestCase("application/vnd.adobe.xed-full+json;version=1.0", "1.0", "1")]
    [TestCase("application/vnd.adobe.xed-full-notext+json ; Version = 1.0", "1.0", "1")]
    public void A_version_has_one_form_however_it_is_spelled(string spelling, string full, string major)
    {
        Assert.That(Versions.Full(Text(spelling)), Is.EqualTo(Text(full)));
        Assert.That(Versions.Major(Text(spelling)), Is.EqualTo(Text(major)));
        Assert.That(Versions.Full(Versions.Full(Text(spelling))), Is.EqualTo(Text(full)));
        Assert.That(Versions.Major(Versions.Major(Text(spelling))), Is.EqualTo(Text(major)));
    }

    [Test]
    public void A_version_may_be_a_number_and_a_reference_passes_through()
    {
        var reference = new Value.Reference(new("schema", "a"), "version");
        Assert.That(Versions.Full(Value.Of(1m)), Is.EqualTo(Text("1.0")));
        Assert.That(Versions.Major(Value.Of(1m)), Is.EqualTo(Text("1")));
        Assert.That(Versions.Full(reference), Is.SameAs(reference));
        Assert.That(Versions.Major(reference), Is.SameAs(reference));
        Assert.That(CanonicalForms.Integer(reference), Is.SameAs(reference));
    }

    [Test]
    public void What_has_its_form_already_takes_no_memory_again()
    {
        var target = Map(("name", Text("a")), ("schema", Map(("id", Text("https://ns.adobe.com/acme/schemas/7f68")), ("version", Text("1.0")))));
        var dataset = target.With("schema", Map(("id", Text("https://ns.adobe.com/acme/schemas/7f68")), ("version", Text("1"))));

        Assert.That(SchemaReference.WithFullVersion(target), Is.SameAs(target));
        Assert.That(SchemaReference.WithMajorVersion(dataset), Is.SameAs(dataset));
    }

    [TestCase("0", 0)]
    [TestCase("12", 12)]
    public void A_mapping_version_is_a_number_though_it_comes_back_as_text(string text, int number)
    {
        Assert.That(CanonicalForms.Integer(Text(text)), Is.EqualTo(Value.Of((decimal)number)));
        Assert.That(CanonicalForms.Integer(Value.Of((decimal)number)), Is.EqualTo(Value.Of((decimal)number)));
    }

    [TestCase("""{"unifiedProfile": ["enabled:true"]}""", true)]
    [TestCase("""{"unifiedProfile": ["enabled: true"]}""", true)]
    [TestCase("""{"unifiedProfile": ["isUpsert:true", "Enabled : True"]}""", true)]
    [TestCase("""{"unifiedProfile": ["enabled:false"]}""", false)]
    [TestCase("""{"unifiedProfile": []}""", false)]
    [TestCase("""{"unifiedProfile": "enabled:true"}""", false)]
    [TestCase("{}", false)]
    public void A_tag_says_enabled_with_or_without_blanks(string tags, bool enabled)
    {
        using var document = JsonDocument.Parse(tags);
        Assert.That(PlatformFlags.Has(document.RootElement, "unifiedProfile", "enabled:true"), Is.EqualTo(enabled));
    }

    [TestCase("ATTRIBUTE", "ATTRIBUTE")]
    [TestCase("text/x.schema-path", "ATTRIBUTE")]
    [TestCase(null, "ATTRIBUTE")]
    [TestCase("EXPRESSION", "EXPRESSION")]
    [TestCase("text/x.aep-xl", "EXPRESSION")]
    [TestCase("STATIC", "STATIC")]
    [TestCase("text/x.new", null)]
    public void A_source_type_has_one_name_and_an_unknown_one_none(string? spelling, string? name) =>
        Assert.That(MappingFields.SourceType(spelling), Is.EqualTo(name));

    [TestCase("""[{"sourceType": "ATTRIBUTE", "source": "a", "destination": "x.y"}]""")]
    [TestCase("""[{"sourceType": "text/x.schema-path", "source": "a", "destination": "x.y", "identity": false}]""")]
    [TestCase("""[{"sourceAttribute": "a", "destinationXdmPath": "x.y", "identity": false, "version": 0}]""")]
    [TestCase("""[{"sourceType": "text/x.schema-path", "source": "a", "sourceAttribute": "a", "destination": "x.y", "destinationXdmPath": "x.y"}]""")]
    public void Both_formats_of_a_mapping_give_the_same_fields(string mappings)
    {
        using var document = JsonDocument.Parse(mappings);
        Assert.That(
            MappingFields.Read(document.RootElement.EnumerateArray()),
            Is.EqualTo(Map(("x.y", Map(("source", Text("a")))))));
    }

    [Test]
    public void Expressions_identities_and_unknown_source_types_show()
    {
        using var document = JsonDocument.Parse(
            """
            [
              {"sourceType": "text/x.aep-xl", "source": "concat(a, b)", "destination": "e"},
              {"sourceType": "ATTRIBUTE", "source": "id", "destination": "i", "identity": true},
              {"sourceType": "STATIC", "source": "s", "destination": "s"},
              {"sourceType": "text/x.new", "source": "n", "destination": "n"}
            ]
            """);
        Assert.That(
            MappingFields.Read(document.RootElement.EnumerateArray()),
            Is.EqualTo(Map(
                ("e", Map(("expression", Text("concat(a, b)")))),
                ("i", Map(("source", Text("id")), ("identity", Value.Of(true)))),
                ("n", Map(("unknown text/x.new", Text("n")))),
                ("s", Map(("static", Text("s")))))));
    }

    [Test]
    public void A_declared_mapping_field_may_be_written_short()
    {
        Assert.That(MappingFields.Canonicalize(Text("a")), Is.EqualTo(Map(("source", Text("a")))));
        Assert.That(
            MappingFields.Canonicalize(Map(("source", Text("a")), ("identity", Value.Of(false)))),
            Is.EqualTo(Map(("source", Text("a")))));
    }

    [Test]
    public void A_secret_in_a_set_has_the_place_of_its_text()
    {
        var set = CanonicalForms.Set(new Value.List([new Value.Secret(Text("pre-1")), Text("open"), Text("pre-1"), Text("z")]));

        Assert.That(set, Is.EqualTo(new Value.List([Text("open"), new Value.Secret(Text("pre-1")), Text("z")])));
    }
}
