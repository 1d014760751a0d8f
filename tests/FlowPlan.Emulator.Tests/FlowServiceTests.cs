using System.Net;
using System.Text.Json.Nodes;
using FlowPlan.Emulator.Settings;

namespace FlowPlan.Emulator.Tests;

public sealed class FlowServiceTests
{
    [Test]
    public async Task A_create_answers_id_and_quoted_etag_and_a_get_fills_the_defaults()
    {
        await using var emulator = await EmulatorClient.StartAsync();

        var id = await emulator.ConnectionAsync("ACME", "\"dataType\":\"xdm\"");
        var read = await emulator.GetAsync(EmulatorClient.Flow + "connections/" + id);
        var parameters = read.At("items", "0", "auth", "params")!;

        Assert.That(emulator.Host.Requests[0].Status, Is.EqualTo(201));
        Assert.That(read.Text("items", "0", "etag"), Does.Match("^\"[0-9a-f]{8}-0000-0200-0000-[0-9a-f]{8}0000\"$"));
        Assert.That(read.Text("items", "0", "version"), Is.EqualTo(read.Text("items", "0", "etag")));
        Assert.That((string?)parameters["sourceId"], Is.EqualTo("ACME"));
        Assert.That((string?)parameters["name"], Is.EqualTo("ACME"));
        Assert.That((bool?)parameters["authenticationRequired"], Is.False);
        Assert.That((string?)parameters["inletUrl"], Is.EqualTo("https://inlets.flowplan.invalid/collection/" + (string?)parameters["inletId"]));
        Assert.That((string?)parameters["inletId"], Does.Match("^[0-9a-f]{64}$"));
    }

    [Test]
    public async Task A_list_pages_by_a_token_that_must_be_followed_as_it_is()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        for (var i = 0; i < 7; i++)
            await emulator.ConnectionAsync($"c{i}");

        var names = new List<string>();
        var path = "connections?limit=3";
        for (var pages = 0; path is not null; pages++)
        {
            Assert.That(pages, Is.LessThan(3));
            var page = await emulator.GetAsync(EmulatorClient.Flow + path.TrimStart('/'));
            names.AddRange(page.At("items")!.AsArray().Select(i => (string)i!["name"]!));
            path = page.Text("_links", "next", "href");
            if (path is not null)
                Assert.That(path, Does.StartWith("/connections?").And.Contain("%3D"), "the token holds a '=' and is encoded");
        }

        Assert.That(names, Is.EqualTo(Enumerable.Range(0, 7).Select(i => $"c{i}")));
    }

    [TestCase("connections?limit=1&count=true", "1401-400")]
    [TestCase("connections?nonsense=1", "1451-400")]
    [TestCase("connections?property=name~x", "1440-400")]
    [TestCase("connections?orderby=id", "1433-400")]
    [TestCase("connections/3fa85f64-5717-4562-b3fc-2c963f66afa6", "1439-404")]
    public async Task A_wrong_read_is_refused_with_its_code(string path, string code)
    {
        await using var emulator = await EmulatorClient.StartAsync();

        Assert.That((await emulator.GetAsync(EmulatorClient.Flow + path)).Text("type"), Does.EndWith("FLOW-" + code));
    }

    [Test]
    public async Task A_property_filters_and_projects()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        await emulator.ConnectionAsync("a");
        await emulator.ConnectionAsync("b");

        var filtered = await emulator.GetAsync(EmulatorClient.Flow + "connections?property=name==b&property=id,name");

        Assert.That(filtered.At("items")!.AsArray(), Has.Count.EqualTo(1));
        Assert.That(filtered.At("items", "0")!.AsObject().Select(p => p.Key), Is.EquivalentTo(new[] { "id", "name" }));
    }

    [TestCase(null, """[{"op":"replace","path":"/name","value":"x"}]""", 400, "1403-400")]
    [TestCase("\"stale\"", """[{"op":"replace","path":"/name","value":"x"}]""", 412, "1404-412")]
    [TestCase("etag", """[]""", 400, "1405-400")]
    [TestCase("etag", """[{"op":"move","path":"/name","from":"/x"}]""", 400, "1434-400")]
    [TestCase("etag", """[{"op":"replace","path":"/description","value":"x"}]""", 400, "1455-400")]
    [TestCase("etag", """[{"op":"replace","path":"/connectionSpec/id","value":"x"}]""", 400, "1414-400")]
    public async Task A_wrong_patch_is_refused_with_its_code(string? match, string body, int status, string code)
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var path = EmulatorClient.Flow + "connections/" + await emulator.ConnectionAsync();
        var etag = (await emulator.GetAsync(path)).Text("items", "0", "etag");

        var answer = await emulator.PatchAsync(path, body, ("If-Match", match == "etag" ? etag : match));

        Assert.That(((int)answer.Status, answer.Text("type")), Is.EqualTo((status, "https://ns.adobe.com/aep/errors/FLOW-" + code)));
    }

    [TestCase("add", "replace", "remove")]
    [TestCase("ADD", "REPLACE", "REMOVE")]
    public async Task A_patch_changes_the_object_and_its_etag(string add, string replace, string remove)
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var path = EmulatorClient.Flow + "connections/" + await emulator.ConnectionAsync();
        var etag = (await emulator.GetAsync(path)).Text("items", "0", "etag");

        var first = await emulator.PatchAsync(path, $$"""[{"op":"{{add}}","path":"/description","value":"d"},{"op":"{{replace}}","path":"/name","value":"n"}]""", ("If-Match", etag));
        var second = await emulator.PatchAsync(path, $$"""[{"op":"{{remove}}","path":"/description"}]""", ("If-Match", first.Text("etag")));
        var read = await emulator.GetAsync(path);

        Assert.That((first.Status, second.Status), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.OK)));
        Assert.That(first.Text("etag"), Is.Not.EqualTo(etag));
        Assert.That(read.Text("items", "0", "name"), Is.EqualTo("n"));
        Assert.That(read.At("items", "0", "description"), Is.Null);
    }

    [Test]
    public async Task A_flow_checks_what_it_refers_to_and_echoes_numbers_as_texts()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var made = await emulator.FlowAsync();

        var read = await emulator.GetAsync(EmulatorClient.Flow + "flows/" + made.Flow);

        Assert.That(read.Text("items", "0", "state"), Is.EqualTo("enabled"));
        Assert.That(read.Text("items", "0", "transformations", "0", "params", "mappingVersion"), Is.EqualTo("0"));
        Assert.That(read.Text("items", "0", "inheritedAttributes", "sourceConnections", "0", "id"), Is.EqualTo(made.Source));
    }

    [Test]
    public async Task A_flow_that_does_not_fit_together_is_refused()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var made = await emulator.FlowAsync();
        var otherMapping = await emulator.MappingAsync(await emulator.SchemaAsync("Other"));
        async Task<string?> CodeOf(string body) => (await emulator.PostAsync(EmulatorClient.Flow + "flows", body)).Text("type")?.Split("FLOW-")[^1];

        Assert.That(await CodeOf(EmulatorClient.FlowBody(Guid.NewGuid().ToString(), made.Target, made.Mapping)), Is.EqualTo("1439-404"));
        Assert.That(await CodeOf(EmulatorClient.FlowBody(made.Source, made.Target, new string('0', 32))), Is.EqualTo("1419-400"));
        Assert.That(await CodeOf(EmulatorClient.FlowBody(made.Source, made.Target, made.Mapping, version: 7)), Is.EqualTo("1412-400"));
        Assert.That(await CodeOf(EmulatorClient.FlowBody(made.Source, made.Target, otherMapping)), Is.EqualTo("1425-400"));
        Assert.That(await CodeOf(EmulatorClient.FlowBody(made.Source, made.Target, null).Replace("{\"name\"", "{\"state\":\"enabled\",\"name\"", StringComparison.Ordinal)), Is.EqualTo("1410-400"));
    }

    [Test]
    public async Task What_is_in_use_cannot_be_deleted_and_in_the_right_order_it_can()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var made = await emulator.FlowAsync();
        async Task<string?> Refusal(string path) => (await emulator.DeleteAsync(EmulatorClient.Flow + path)).Text("type")?.Split("FLOW-")[^1];

        Assert.That(await Refusal("connections/" + made.Base), Is.EqualTo("1418-400"));
        Assert.That(await Refusal("sourceConnections/" + made.Source), Is.EqualTo("1447-400"));
        foreach (var path in new[] { "flows/" + made.Flow, "sourceConnections/" + made.Source, "targetConnections/" + made.Target, "connections/" + made.Base })
            Assert.That((await emulator.DeleteAsync(EmulatorClient.Flow + path)).Status, Is.EqualTo(HttpStatusCode.NoContent), path);
        Assert.That(await Refusal("flows/" + made.Flow), Is.EqualTo("1439-404"));
    }

    [Test]
    public async Task Edits_of_a_source_connection_do_not_reach_its_flow()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var made = await emulator.FlowAsync();
        var path = EmulatorClient.Flow + "sourceConnections/" + made.Source;
        var etag = (await emulator.GetAsync(path)).Text("items", "0", "etag");

        await emulator.PatchAsync(path, """[{"op":"replace","path":"/name","value":"renamed"}]""", ("If-Match", etag));
        var flow = await emulator.GetAsync(EmulatorClient.Flow + "flows/" + made.Flow);

        Assert.That(flow.Text("items", "0", "inheritedAttributes", "sourceConnections", "0", "name"), Is.EqualTo("Source"));
    }

    [Test]
    public async Task A_flow_is_disabled_and_enabled_by_actions_that_change_its_etag()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var path = EmulatorClient.Flow + "flows/" + (await emulator.FlowAsync()).Flow;
        var before = (await emulator.GetAsync(path)).Text("items", "0", "etag");

        var disabled = await emulator.PostAsync(path + "/action?op=disable", string.Empty);
        var again = await emulator.PostAsync(path + "/action?op=DISABLE", string.Empty);
        var enabled = await emulator.PostAsync(path + "/action?op=enable", string.Empty);

        Assert.That(disabled.Text("etag"), Is.Not.EqualTo(before));
        Assert.That(again.Text("type"), Does.EndWith("1422-400"));
        Assert.That(enabled.Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_flow_can_take_some_reads_until_it_is_enabled()
    {
        await using var emulator = await EmulatorClient.StartAsync(new EmulatorOptions { Settings = new EmulatorSettings { InitializingReads = 2 } });
        var path = EmulatorClient.Flow + "flows/" + (await emulator.FlowAsync()).Flow;

        var states = new List<string?>();
        for (var i = 0; i < 4; i++)
            states.Add((await emulator.GetAsync(path)).Text("items", "0", "state"));

        Assert.That(states, Is.EqualTo(new[] { "initializing", "initializing", "enabled", "enabled" }));
    }

    [Test]
    public async Task A_source_id_is_unique()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        await emulator.ConnectionAsync("a", "\"dataType\":\"raw\",\"sourceId\":\"s\"");

        Assert.That(await emulator.ConnectionAsync("b", "\"dataType\":\"raw\",\"sourceId\":\"s\""), Is.Null);
    }

    [Test]
    public async Task Secrets_of_other_sources_come_back_masked()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var created = await emulator.PostAsync(
            EmulatorClient.Flow + "connections",
            """{"name":"S3","connectionSpec":{"id":"ecadc60c-7455-4d87-84dc-2a0e293d997b","version":"1.0"},"auth":{"specName":"Access Key","params":{"s3AccessKey":"open","s3SecretKey":"hunter2"}}}""");

        var read = await emulator.GetAsync(EmulatorClient.Flow + "connections/" + created.Text("id"));

        Assert.That(read.Text("items", "0", "auth", "params", "s3SecretKey"), Is.EqualTo("******"));
    }

    [Test]
    public async Task Specifications_are_found_by_name()
    {
        await using var emulator = await EmulatorClient.StartAsync();

        var found = await emulator.GetAsync(EmulatorClient.Flow + "connectionSpecs?property=name==\"amazon-s3\"");

        Assert.That(found.At("items")!.AsArray(), Has.Count.EqualTo(1));
        Assert.That((await emulator.GetAsync(EmulatorClient.Flow + "flowSpecs")).At("items")!.AsArray(), Has.Count.GreaterThan(1));
    }

    [Test]
    public async Task Creates_at_once_all_land_with_ids_of_their_own()
    {
        await using var emulator = await EmulatorClient.StartAsync();

        var ids = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => emulator.ConnectionAsync($"c{i}")));

        Assert.That(ids, Is.Unique.And.All.Not.Null);
        JsonNode? dump = (await emulator.GetAsync("__emulator/objects")).Body;
        Assert.That(dump!.AsArray().Count(o => (string?)o!["kind"] == "connections"), Is.EqualTo(100));
    }
}
