namespace FlowPlan.Emulator.Tests;

/// <summary>An emulator that counts ids gives the same answers in every run, and ids still have the form that the services give them.</summary>
public sealed class NumberedIdsTests
{
    private const string Connection = """
        {"name":"Web","connectionSpec":{"id":"bc7b00d6-623a-4dfc-9fdb-f1240aeadaeb","version":"1.0"},
         "auth":{"specName":"Streaming Connection","params":{"sourceId":"SOURCE","dataType":"raw"}}}
        """;

    [Test]
    public async Task Ids_and_etags_are_counted_for_each_kind()
    {
        await using var emulator = await EmulatorClient.StartAsync(new EmulatorOptions { NumberedIds = true });

        var first = await CreateAsync(emulator, "a");
        var second = await CreateAsync(emulator, "b");

        Assert.That(first.Text("id"), Is.EqualTo("c0000000-0000-4000-8000-000000000001"));
        Assert.That(second.Text("id"), Is.EqualTo("c0000000-0000-4000-8000-000000000002"));
        Assert.That((first.Text("etag"), second.Text("etag")), Is.EqualTo(
            ("\"c0000001-0000-0200-0000-000000000000\"", "\"c0000002-0000-0200-0000-000000000000\"")));
        var inlet = (await emulator.GetAsync(EmulatorClient.Flow + "connections/" + second.Text("id"))).Text("items", "0", "auth", "params", "inletId");
        Assert.That(inlet, Does.Match("^[0-9a-f]{62}02$"));
    }

    [Test]
    public async Task Without_it_ids_are_drawn()
    {
        await using var emulator = await EmulatorClient.StartAsync();

        var ids = new[] { (await CreateAsync(emulator, "a")).Text("id"), (await CreateAsync(emulator, "b")).Text("id") };

        Assert.That(ids, Is.Unique);
        Assert.That(ids, Has.None.StartsWith("c0000000-0000-4000"));
    }

    private static Task<Answer> CreateAsync(EmulatorClient emulator, string sourceId) =>
        emulator.PostAsync(EmulatorClient.Flow + "connections", Connection.Replace("SOURCE", sourceId, StringComparison.Ordinal));
}
