namespace FlowPlan.Emulator.Tests.Services;

/// <summary>Lists of Flow Service: what Adobe's collections and SDK send, orders, and filters.</summary>
public sealed class FlowListTests
{
    [Test]
    public async Task Limit_and_count_false_are_accepted_together()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        await emulator.ConnectionAsync("a");

        var page = await emulator.GetAsync(EmulatorClient.Flow + "connections?limit=2&count=false");

        Assert.That(page.At("items")!.AsArray(), Has.Count.EqualTo(1));
        Assert.That(page.At("count"), Is.Null);
    }

    [TestCase("name", "a,b,c,d,e")]
    [TestCase("-name", "e,d,c,b,a")]
    [TestCase("createdAt", "c,a,e,b,d")]
    public async Task A_list_is_sorted_over_all_of_its_pages(string order, string expected)
    {
        await using var emulator = await EmulatorClient.StartAsync();
        foreach (var name in new[] { "c", "a", "e", "b", "d" })
            await emulator.ConnectionAsync(name);

        var names = new List<string?>();
        for (string? path = $"connections?limit=2&orderby={order}"; path is not null;)
        {
            var page = await emulator.GetAsync(EmulatorClient.Flow + path.TrimStart('/'));
            names.AddRange(page.At("items")!.AsArray().Select(i => (string?)i!["name"]));
            path = page.Text("_links", "next", "href");
        }

        Assert.That(string.Join(',', names), Is.EqualTo(expected));
    }

    [TestCase("name!=b", "a,c")]
    [TestCase("name>a", "b,c")]
    [TestCase("name<b", "a")]
    [TestCase("name>=b", "b,c")]
    [TestCase("name<=b", "a,b")]
    [TestCase("name==a,c", "a,c")]
    [TestCase("auth.params.sourceId==b", "b")]
    [TestCase("createdAt>0", "a,b,c")]
    public async Task A_property_compares(string property, string expected)
    {
        await using var emulator = await EmulatorClient.StartAsync();
        foreach (var name in new[] { "a", "b", "c" })
            await emulator.ConnectionAsync(name);

        var found = await emulator.GetAsync(EmulatorClient.Flow + "connections?property=" + Uri.EscapeDataString(property));

        Assert.That(string.Join(',', found.At("items")!.AsArray().Select(i => (string?)i!["name"])), Is.EqualTo(expected));
    }

    [Test]
    public async Task A_property_of_a_list_matches_any_of_its_elements()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var made = await emulator.FlowAsync();
        async Task<int> CountOf(string property) =>
            (await emulator.GetAsync(EmulatorClient.Flow + "flows?property=" + Uri.EscapeDataString(property))).At("items")!.AsArray().Count;

        Assert.That(await CountOf("sourceConnectionIds==" + made.Source), Is.EqualTo(1));
        Assert.That(await CountOf("sourceConnectionIds!=" + made.Source), Is.Zero);
        Assert.That(await CountOf("transformations.name==Mapping"), Is.EqualTo(1));
        Assert.That(await CountOf("inheritedAttributes.sourceConnections.connectionSpec.id==bc7b00d6-623a-4dfc-9fdb-f1240aeadaeb"), Is.EqualTo(1));
    }

    [TestCase("id>=x", "1448-400")]
    [TestCase("createdAt<1,2", "1443-400")]
    public async Task A_filter_that_the_service_does_not_know_is_rejected(string property, string code)
    {
        await using var emulator = await EmulatorClient.StartAsync();

        var answer = await emulator.GetAsync(EmulatorClient.Flow + "connections?property=" + Uri.EscapeDataString(property));

        Assert.That(answer.Text("type"), Does.EndWith("FLOW-" + code));
    }
}
