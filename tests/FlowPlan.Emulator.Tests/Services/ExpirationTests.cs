using System.Net;

namespace FlowPlan.Emulator.Tests.Services;

/// <summary>The expirations of datasets.</summary>
public sealed class ExpirationTests
{
    private const string Path = "data/core/hygiene/ttl";

    [Test]
    public async Task An_update_keeps_what_it_does_not_name()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var id = await CreateAsync(emulator, "a");

        await emulator.SendAsync(HttpMethod.Put, $"{Path}/{id}", """{"displayName":"b"}""");
        var read = await emulator.GetAsync($"{Path}/{id}");

        Assert.That((read.Text("displayName"), read.Text("description"), read.Text("expiry")), Is.EqualTo(("b", "why", "2040-01-01T00:00:00Z")));
    }

    [TestCase("", "a,b")]
    [TestCase("&status=pending,executing", "b")]
    [TestCase("&status=cancelled", "a")]
    [TestCase("&status=Pending", "")]
    [TestCase("&status=pending,cancelled", "a,b")]
    public async Task A_list_has_the_requested_states(string filter, string expected)
    {
        await using var emulator = await EmulatorClient.StartAsync();
        await emulator.DeleteAsync($"{Path}/{await CreateAsync(emulator, "a")}");
        await CreateAsync(emulator, "b");

        var listed = await emulator.GetAsync($"{Path}?limit=10{filter}");

        Assert.That(string.Join(',', listed.At("results")!.AsArray().Select(e => (string?)e!["displayName"])), Is.EqualTo(expected));
    }

    [TestCase("0")]
    [TestCase("101")]
    public async Task A_page_has_between_1_and_100_expirations(string limit)
    {
        await using var emulator = await EmulatorClient.StartAsync();

        Assert.That((await emulator.GetAsync($"{Path}?limit={limit}")).Status, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    private static async Task<string> CreateAsync(EmulatorClient emulator, string name)
    {
        var dataset = await emulator.DatasetAsync(await emulator.SchemaAsync("S " + name), name);
        return (await emulator.PostAsync(Path, $$"""{"displayName":"{{name}}","description":"why","datasetId":"{{dataset}}","expiry":"2040-01-01"}""")).Text("ttlId")!;
    }
}
