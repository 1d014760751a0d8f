using System.Net;

namespace FlowPlan.Emulator.Tests.Services;

/// <summary>Filters and selected fields of datasets, and single mappings of a set.</summary>
public sealed class CatalogTests
{
    [Test]
    public async Task A_single_dataset_is_returned_with_the_selected_fields()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var id = await emulator.DatasetAsync(await emulator.SchemaAsync());

        var read = await emulator.GetAsync(EmulatorClient.Catalog + $"dataSets/{id}?properties=name,schemaRef");

        Assert.That(read.At(id)!.AsObject().Select(p => p.Key), Is.EquivalentTo(new[] { "name", "schemaRef" }));
        Assert.That(read.Response.Headers.Contains("E-Tag"));
    }

    [TestCase("tags=mine:x1", "a")]
    [TestCase("tags=mine:x*", "a,b")]
    [TestCase("tags=mine:*", "a,b,c")]
    [TestCase("tags=mine", "a,b,c")]
    [TestCase("tags=mi*:y1", "c")]
    [TestCase("tags=mine:x*,other:o", "b")]
    [TestCase("tags=mine:X1", "")]
    [TestCase("property=name!=a", "b,c,d")]
    [TestCase("property=name>b", "c,d")]
    [TestCase("property=tags.mine==x2", "b")]
    public async Task Datasets_are_filtered(string filter, string expected)
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var schema = await emulator.SchemaAsync();
        foreach (var (name, tags) in new[] { ("a", """{"mine":["x1"]}"""), ("b", """{"mine":["x2"],"other":["o"]}"""), ("c", """{"mine":["y1"]}"""), ("d", "{}") })
            await emulator.PostAsync(EmulatorClient.Catalog + "dataSets", $$"""{"name":"{{name}}","schemaRef":{"id":"{{schema}}"},"tags":{{tags}}}""");

        var found = await emulator.GetAsync(EmulatorClient.Catalog + "dataSets?" + filter);

        Assert.That(string.Join(',', found.Body!.AsObject().Select(d => (string?)d.Value!["name"])), Is.EqualTo(expected));
    }

    [Test]
    public async Task Only_the_retention_that_a_request_changes_becomes_custom()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var path = EmulatorClient.Catalog + $"v2/dataSets/{await emulator.DatasetAsync(await emulator.SchemaAsync())}";
        const string Stores = """{"extensions":{"adobe_lakeHouse":{"rowExpiration":{"ttlValue":"P3Y","valueStatus":"default"}},"adobe_unifiedProfile":{"rowExpiration":{"ttlValue":"P1Y","valueStatus":"default"}}}}""";
        var id = path.Split('/')[^1];
        await emulator.PostAsync($"__emulator/objects/dataSets/{id}?organization=ACME@AdobeOrg&sandbox=dev&user=jane", Stores);

        await emulator.PatchAsync(path, """{"description":"x"}""");
        await emulator.PatchAsync(path, """{"extensions":{"adobe_lakeHouse":{"rowExpiration":{"ttlValue":"P1Y"}}}}""");

        var read = await emulator.GetAsync(EmulatorClient.Catalog + $"dataSets/{id}");
        Assert.That(read.Text(id, "extensions", "adobe_lakeHouse", "rowExpiration", "valueStatus"), Is.EqualTo("custom"));
        Assert.That(read.Text(id, "extensions", "adobe_unifiedProfile", "rowExpiration", "valueStatus"), Is.EqualTo("default"));
    }

    [Test]
    public async Task A_single_mapping_of_a_set_is_read()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var path = EmulatorClient.DataPrep + $"mappingSets/{await emulator.MappingAsync(await emulator.SchemaAsync())}/mappings";
        var id = (await emulator.GetAsync(path)).Text("0", "id");

        var read = await emulator.GetAsync($"{path}/{id}");

        Assert.That((read.Text("id"), read.Text("destination")), Is.EqualTo((id, "person.name.firstName")));
        Assert.That((await emulator.GetAsync(path + "/none")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }
}
