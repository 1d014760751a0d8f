using System.Text.Json;
using System.Text.Json.Nodes;
using FlowPlan.Aep.Kinds.Schemas.Descriptors;
using FlowPlan.Aep.Tests.Emulated;

namespace FlowPlan.Aep.Tests.Kinds.FieldDescriptors;

/// <summary>The service replaces a whole descriptor: what a manifest cannot declare of it is sent again.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class DescriptorOverlayTests
{
    private const string Manifest = """
        apiVersion: flowplan/v1
        project: acme
        schemas:
          there: { ref: Elsewhere }
          own: { title: Own, class: profile, fieldGroups: [https://ns.adobe.com/xdm/context/profile-personal-details], friendlyNames: { mobilePhone.number: Mobile } }
        descriptors:
          name: { schema: there, field: personalEmail.address, friendlyName: Mail }
        """;

    [TestCase("friendlyName: Mail", "friendlyName: E-mail", "/personalEmail/address", "E-mail")]
    [TestCase("mobilePhone.number: Mobile", "mobilePhone.number: Cell", "/mobilePhone/number", "Cell")]
    public async Task An_update_keeps_other_languages_and_what_no_field_tells(string from, string to, string property, string title)
    {
        await using var bench = await Bench.StartAsync(Manifest);
        await bench.AddObjectAsync("schemas", """{"title":"Elsewhere","type":"object","allOf":[{"$ref":"https://ns.adobe.com/xdm/context/profile"},{"$ref":"https://ns.adobe.com/xdm/context/profile-personal-details"}]}""");
        await bench.ApplyAsync();
        async Task<JsonObject> Live() => (await bench.ObjectsAsync("descriptors")).Single(d => (string?)d["xdm:sourceProperty"] == property);
        await bench.EditObjectAsync("descriptors", (string)(await Live())["@id"]!, """{"xdm:title":{"en_us":"Old","de_de":"Alt"},"xdm:note":"n","xdm:excludeMetaEnum":{"a":"A"}}""");
        bench.Manifest = Manifest.Replace(from, to, StringComparison.Ordinal);

        await bench.ApplyAsync();

        var live = await Live();
        Assert.That((live["xdm:title"]!.ToJsonString(), (string?)live["xdm:note"], live["xdm:excludeMetaEnum"]!.ToJsonString()), Is.EqualTo(($$"""{"en_us":"{{title}}","de_de":"Alt"}""", "n", """{"a":"A"}""")));
    }

    [TestCase("""{"xdm:namespace":"6","xdm:property":"xdm:id","xdm:isPrimary":false}""", """{"xdm:namespace":"6","xdm:property":"xdm:code","xdm:isPrimary":true}""", """{"xdm:namespace":"6","xdm:property":"xdm:id","xdm:isPrimary":true}""")]
    [TestCase("""{"xdm:namespace":"6","xdm:property":"xdm:id"}""", """{"xdm:namespace":"Email","xdm:property":"xdm:code"}""", """{"xdm:namespace":"Email","xdm:property":"xdm:code"}""")]
    [TestCase("""{"xdm:destinationSchema":"a","xdm:destinationVersion":2,"xdm:destinationNamespace":"n"}""", """{"xdm:destinationSchema":"a","xdm:destinationVersion":1}""", """{"xdm:destinationSchema":"a","xdm:destinationVersion":2,"xdm:destinationNamespace":"n"}""")]
    [TestCase("""{"xdm:title":{"en_us":"a"},"xdm:description":{"en_us":"b"},"meta:enum":{"x":"X"}}""", """{"xdm:title":{"en_us":"a"}}""", """{"xdm:title":{"en_us":"a"}}""")]
    [TestCase("""{"xdm:description":{"en_us":"b","de_de":"c"}}""", "{}", """{"xdm:description":{"de_de":"c"}}""")]
    [TestCase("""{"@id":"1","version":"1","imsOrg":"o","meta:containerId":"tenant"}""", "{}", "{}")]
    public void The_declared_parts_come_over_the_live_ones(string live, string declared, string expected)
    {
        using var document = JsonDocument.Parse(live);

        Assert.That(DescriptorOverlay.Of(document.RootElement, JsonNode.Parse(declared)!.AsObject()).ToJsonString(), Is.EqualTo(expected));
    }
}
