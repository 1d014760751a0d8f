using System.Net;

namespace FlowPlan.Emulator.Tests;

/// <summary>What the platform rejects of schemas and datasets that do not fit together.</summary>
public sealed class ProfileRuleTests
{
    private const string Union = """[{"op": "add", "path": "/allOf/-", "value": {"$ref": "https://ns.adobe.com/xdm/context/identitymap"}}, {"op": "add", "path": "/meta:immutableTags", "value": ["union"]}]""";

    [Test]
    public async Task A_dataset_cannot_be_enabled_for_Profile_before_its_schema_is()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var schema = await emulator.SchemaAsync();
        var dataset = $$$"""{"name": "D", "schemaRef": {"id": "{{{schema}}}", "contentType": "application/vnd.adobe.xed+json;version=1"}, "tags": {"unifiedProfile": ["enabled: true"]}}""";

        var rejected = await emulator.PostAsync(EmulatorClient.Catalog + "dataSets", dataset);
        await emulator.PatchAsync(EmulatorClient.Xdm + "tenant/schemas/" + Uri.EscapeDataString(schema), Union);
        var accepted = await emulator.PostAsync(EmulatorClient.Catalog + "dataSets", dataset);

        Assert.That(rejected.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(rejected.Text("detail"), Does.StartWith("To enable profile datasets the schema should be valid"));
        Assert.That(accepted.Status, Is.EqualTo(HttpStatusCode.Created));
    }

    [TestCase("experienceevent-commerce", HttpStatusCode.BadRequest)]
    [TestCase("profile-work-details", HttpStatusCode.Created)]
    public async Task A_field_group_fits_only_the_classes_that_it_extends(string group, HttpStatusCode expected)
    {
        await using var emulator = await EmulatorClient.StartAsync();

        var created = await emulator.PostAsync(
            EmulatorClient.Xdm + "tenant/schemas",
            $$$"""{"type": "object", "title": "S", "allOf": [{"$ref": "https://ns.adobe.com/xdm/context/{{{group}}}"}, {"$ref": "https://ns.adobe.com/xdm/context/profile"}]}""");

        Assert.That(created.Status, Is.EqualTo(expected));
    }
}
