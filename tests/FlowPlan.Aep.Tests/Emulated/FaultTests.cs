using FlowPlan.Aep.Tests.Support;
using FlowPlan.Core.Resources;

namespace FlowPlan.Aep.Tests.Emulated;

/// <summary>Faults in the middle of a create: what is known of it afterwards, and what is in the sandbox.</summary>
[TestFixture]
internal sealed class FaultTests
{
    private const string Create = "\"method\": \"POST\", \"path\": \"flowservice/connections$\"";

    [TestCase("\"cut\": \"after\"", "FP3013", 1)]
    [TestCase("\"cut\": \"before\"", "FP3013", 0)]
    [TestCase("\"truncate\": true", "FP3013", 1)]
    [TestCase("\"malformed\": true", "FP3014", 1)]
    [TestCase("\"withoutId\": true", "FP3014", 1)]
    [TestCase("\"body\": \"<html/>\", \"contentType\": \"text/html\"", "FP3014", 1)]
    [TestCase("\"contentEncoding\": \"gzip\"", "FP3014", 1)]
    [TestCase("\"contentEncoding\": \"br\"", "FP3014", 1)]
    [TestCase("\"contentEncoding\": \"deflate\"", "FP3014", 1)]
    [TestCase("\"status\": 503, \"retryAfter\": 1", "FP3026", 0)]
    [TestCase("\"status\": 500", "FP3026", 0)]
    [TestCase("\"status\": 502", "FP3026", 0)]
    [TestCase("\"status\": 504", "FP3026", 0)]
    [TestCase("\"contentType\": \"text/plain\"", "FP3014", 1)]
    public async Task A_create_with_a_fault_is_sent_once_and_its_fate_is_unknown(string fault, string code, int made)
    {
        await using var world = await World.StartAsync(faults: $"[{{{Create}, {fault}}}]");

        var thrown = await Assert.ThrowsAsync<ProviderException>(() => world.CreateAsync("connection", World.Connection()));

        Assert.That((thrown!.Effect, thrown.Diagnostic.Code), Is.EqualTo((CallEffect.Unknown, code)));
        Assert.That(world.Emulator.Requests.Count(r => r.Method == "POST" && r.PathAndQuery.EndsWith("/connections", StringComparison.Ordinal)), Is.EqualTo(1));
        var live = await world.Kind("connection").ListAsync(CancellationToken.None).ToListAsync();
        Assert.That(live, Has.Count.EqualTo(made));
    }

    [TestCase("\"status\": 429", 1)]
    [TestCase("\"status\": 429, \"retryAfter\": 3", 2)]
    [TestCase("\"status\": 429, \"retryAfterDate\": 3", 3)]
    public async Task A_create_that_is_throttled_is_made_once_in_the_end(string fault, int times)
    {
        await using var world = await World.StartAsync(faults: $"[{{{Create}, \"times\": {times}, {fault}}}]");

        await world.CreateAsync("connection", World.Connection());

        Assert.That(await world.Kind("connection").ListAsync(CancellationToken.None).CountAsync(), Is.EqualTo(1));
    }

    [TestCase("schema", "/tenant/schemas$")]
    [TestCase("mapping", "/mappingSets$")]
    [TestCase("dataset", "/dataSets$")]
    public async Task An_answer_that_does_not_say_what_was_made_is_not_trusted_in_any_services_form(string kind, string path)
    {
        await using var world = await World.StartAsync(faults: $$"""[{"method": "POST", "path": "{{path}}", "withoutId": true}]""");
        var schema = kind == "schema" ? null : await world.SchemaAsync();
        var fields = kind switch { "mapping" => World.Mapping(schema!), "dataset" => World.Dataset(schema!), _ => null };

        var thrown = await Assert.ThrowsAsync<ProviderException>(() => fields is null ? world.SchemaAsync() : world.CreateAsync(kind, fields));

        Assert.That((thrown!.Effect, thrown.Diagnostic.Code), Is.EqualTo((CallEffect.Unknown, "FP3014")));
        Assert.That(await world.Kind(kind).ListAsync(CancellationToken.None).CountAsync(), Is.EqualTo(1));
    }

    [TestCase("\"dripMs\": 1")]
    [TestCase("\"delayMs\": 20")]
    [TestCase("\"holdMs\": 20")]
    public async Task A_slow_answer_is_an_answer(string fault)
    {
        await using var world = await World.StartAsync(faults: $"[{{\"path\": \"/data/\", \"times\": -1, {fault}}}]");

        var live = await world.CreateAsync("connection", World.Connection());

        Assert.That(live.Name, Is.EqualTo("ACME"));
        Assert.That(world.Emulator.Requests.Count(r => r.Method == "POST" && r.PathAndQuery.EndsWith("/connections", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    public async Task A_create_that_is_sent_on_to_elsewhere_may_have_been_carried_out()
    {
        await using var world = await World.StartAsync(faults: $"[{{{Create}, \"status\": 303}}]");

        var thrown = await Assert.ThrowsAsync<ProviderException>(() => world.CreateAsync("connection", World.Connection()));

        Assert.That((thrown!.Effect, thrown.Diagnostic.Code), Is.EqualTo((CallEffect.Unknown, "FP3016")));
    }

    [Test]
    public async Task Lists_that_lag_do_not_show_what_was_made_and_single_reads_do()
    {
        await using var world = await World.StartAsync(faults: "[{\"method\": \"POST\", \"path\": \"/data/\", \"listLagMs\": 600000}]");

        var live = await world.CreateAsync("connection", World.Connection());

        Assert.That(live.Name, Is.EqualTo("ACME"), "read by its id");
        Assert.That(await world.Kind("connection").ListAsync(CancellationToken.None).CountAsync(), Is.Zero);
    }

    [Test]
    public async Task Tokens_that_expire_on_the_way_are_renewed()
    {
        await using var world = await World.StartAsync(faults: $"[{{{Create}, \"skip\": 1, \"expireTokens\": true}}]");

        await world.CreateAsync("connection", World.Connection("A"));
        await world.CreateAsync("connection", World.Connection("B"));

        Assert.That(await world.Kind("connection").ListAsync(CancellationToken.None).CountAsync(), Is.EqualTo(2));
        Assert.That(world.Emulator.Requests.Count(r => r.PathAndQuery == "/ims/token/v3"), Is.EqualTo(2));
    }

    [TestCase("\"status\": 503")]
    [TestCase("\"cut\": \"before\"")]
    [TestCase("\"truncate\": true")]
    public async Task Reading_survives_passing_faults(string fault)
    {
        await using var world = await World.StartAsync(faults: $"[{{\"method\": \"GET\", \"times\": 2, {fault}}}]");

        var live = await world.CreateAsync("connection", World.Connection());

        Assert.That(live.Name, Is.EqualTo("ACME"));
    }

    [Test]
    public async Task A_patch_that_was_carried_out_though_its_answer_was_lost_is_no_conflict_with_somebody_else()
    {
        await using var world = await World.StartAsync(faults: """[{"method": "PATCH", "cut": "after"}]""");
        var live = await world.CreateAsync("connection", World.Connection());

        var thrown = await Assert.ThrowsAsync<ProviderException>(() => world.UpdateAsync("connection", live, World.Connection("Renamed")));

        Assert.That(thrown!.Effect, Is.EqualTo(CallEffect.Unknown));
        Assert.That((await world.Kind("connection").ReadAsync(live.Id, CancellationToken.None))!.Name, Is.EqualTo("Renamed"));
    }

    [Test]
    public async Task A_connection_in_use_is_not_deleted_and_its_user_is_named()
    {
        await using var world = await World.StartAsync();
        var schema = await world.SchemaAsync();
        var dataset = await world.DatasetAsync(schema);
        var connection = await world.CreateAsync("connection", World.Connection());
        var source = await world.CreateAsync("sourceConnection", World.Source(connection));
        var target = await world.CreateAsync("targetConnection", World.Target(schema, dataset));
        await world.CreateAsync("flow", World.Flow(source, target, await world.CreateAsync("mapping", World.Mapping(schema))));

        var thrown = await Assert.ThrowsAsync<ProviderException>(() => world.Kind("connection").DeleteAsync(connection.Id, CancellationToken.None));

        Assert.That(thrown!.Diagnostic.Code, Is.EqualTo("FP3032"));
    }

    [Test]
    public async Task A_title_that_is_taken_is_refused_by_name()
    {
        await using var world = await World.StartAsync();
        var first = await world.SchemaAsync();

        var thrown = await Assert.ThrowsAsync<ProviderException>(() => world.SchemaAsync());

        Assert.That(thrown!.Diagnostic.Code, Is.EqualTo("FP3035"));
        Assert.That(thrown.Diagnostic.Message, Does.Contain(first.Id));
    }

    [Test]
    public async Task An_unknown_sandbox_and_wrong_credentials_are_told_apart()
    {
        await using var world = await World.StartAsync(new() { Sandboxes = ["prod"] });
        await using var stranger = Providers.Create(Providers.Settings(world.Emulator.BaseAddress) with { ApiKey = "client-id" });

        var unknown = await Assert.ThrowsAsync<ProviderException>(() => world.Provider.CheckAccessAsync(CancellationToken.None));
        var refused = await Assert.ThrowsAsync<ProviderException>(() => stranger.CheckAccessAsync(CancellationToken.None));

        Assert.That(unknown!.Diagnostic.Code, Is.EqualTo("FP3030"));
        Assert.That(refused!.Diagnostic.Code, Is.EqualTo("FP3021"));
        Assert.That(refused.ToString(), Does.Not.Contain(Providers.Token));
    }
}
