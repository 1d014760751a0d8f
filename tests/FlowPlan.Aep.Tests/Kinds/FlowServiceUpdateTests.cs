using System.Text.Json.Nodes;
using FlowPlan.Aep.Tests.Support;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;
using Microsoft.AspNetCore.Http;
using static FlowPlan.Aep.Tests.Support.Make;

namespace FlowPlan.Aep.Tests.Kinds;

[TestFixture]
internal sealed class FlowServiceUpdateTests
{
    private const string Etag = "\"dc04-0000\"";
    private const string Updated = """{"id": "x", "etag": "\"new\""}""";

    [Test]
    public async Task A_patch_bears_the_etag_with_its_quotes_and_adds_what_was_not_there()
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Json(200, Updated));
        await using var provider = Providers.Create(Providers.Settings(server.Uri));

        var updated = await Update(provider, "connection", Map(("name", Text("old"))), [
            new("name", Text("new")), new("description", Text("d")), new("authenticationRequired", Value.Of(true)), new("streamName", Text("s"))]);

        var arrived = server.Requests.Single();
        Assert.That(updated.Etag, Is.EqualTo("\"new\""));
        Assert.That((arrived.Method, arrived.Target), Is.EqualTo(("PATCH", "/data/foundation/flowservice/connections/x")));
        Assert.That(arrived.Headers["If-Match"], Is.EqualTo(Etag));
        Assert.That(arrived.Headers["Content-Type"], Is.EqualTo("application/json"));
        AssertBody(arrived, """
            [{"op": "replace", "path": "/name", "value": "new"},
             {"op": "add", "path": "/description", "value": "d"},
             {"op": "add", "path": "/auth/params/authenticationRequired", "value": true},
             {"op": "add", "path": "/auth/params/name", "value": "s"}]
            """);
    }

    [Test]
    public async Task A_field_is_removed_only_where_it_is()
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Json(200, Updated));
        await using var provider = Providers.Create(Providers.Settings(server.Uri));

        await Update(provider, "flow", Map(("description", Text("old"))), [new("description", null)]);
        var unchanged = await Update(provider, "flow", Map(("name", Text("n"))), [new("description", null)]);

        AssertBody(server.Requests.Single(), """[{"op": "remove", "path": "/description"}]""");
        Assert.That(unchanged.Etag, Is.EqualTo(Etag));
    }

    [Test]
    public async Task A_secret_goes_out_in_the_clear_to_a_pointer_with_its_key_escaped()
    {
        await using var server = await ScriptedServer.StartAsync((arrived, context) => arrived.Method == "GET"
            ? Answer.Json(200, """{"items": [{"id": "x", "auth": {"params": {"pass/word": "****"}}}]}""")(context)
            : Answer.Json(200, Updated)(context));
        await using var provider = Providers.Create(Providers.Settings(server.Uri));

        await Update(provider, "connection", Map(("name", Text("n"))), [
            new("auth/params/pass~1word", new Value.Secret(Text("p"))), new("auth/params/other", Text("o")), new("auth/params/gone", null)]);

        Assert.That(server.Requests.Select(r => r.Method), Is.EqualTo(new[] { "GET", "PATCH" }), "one read shows which of the three are present");
        AssertBody(server.Requests.Last(), """
            [{"op": "replace", "path": "/auth/params/pass~1word", "value": "p"}, {"op": "add", "path": "/auth/params/other", "value": "o"}]
            """);
    }

    [TestCase("""[{"name": "Copy"}, {"name": "Mapping", "params": {}}]""", """{"op": "replace", "path": "/transformations/1", "value": VALUE}""")]
    [TestCase("""[{"name": "Copy"}]""", """{"op": "add", "path": "/transformations/-", "value": VALUE}""")]
    [TestCase("[]", """{"op": "add", "path": "/transformations", "value": [VALUE]}""")]
    public async Task A_flow_is_pointed_to_a_mapping_wherever_its_transformation_stands(string transformations, string operation)
    {
        await using var server = await ScriptedServer.StartAsync((arrived, context) => arrived.Method == "GET"
            ? Answer.Json(200, $$"""{"items": [{"id": "x", "transformations": {{transformations}} }]}""")(context)
            : Answer.Json(200, Updated)(context));
        await using var provider = Providers.Create(Providers.Settings(server.Uri));

        await Update(
            provider,
            "flow",
            Map(("name", Text("n"))),
            [new("mapping/id", Text("m")), new("mapping/version", Value.Of(3m))],
            Map(("mapping", Map(("id", Text("m")), ("version", Text("3"))))));

        var value = """{"name": "Mapping", "params": {"mappingId": "m", "mappingVersion": 3}}""";
        AssertBody(server.Requests.Last(), $"[{operation.Replace("VALUE", value, StringComparison.Ordinal)}]");
    }

    [Test]
    public async Task A_lost_race_is_a_conflict()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answer.Json(412, """{"type": "https://ns.adobe.com/aep/errors/FLOW-1404-412", "status": 412, "errorMessage": "etag mismatch"}"""));
        await using var provider = Providers.Create(Providers.Settings(server.Uri));

        var fault = await Assert.ThrowsAsync<ProviderException>(
            () => Update(provider, "flow", Map(("name", Text("old"))), [new("name", Text("new"))]));

        Assert.That(fault!.Effect, Is.EqualTo(CallEffect.PreconditionFailed));
        Assert.That(server.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_passing_state_is_waited_for_and_its_new_etag_used_when_nothing_else_changed()
    {
        await using var server = await ScriptedServer.StartAsync((arrived, context) => arrived switch
        {
            { Method: "GET" } => Answer.Json(200, """{"items": [{"id": "x", "name": "old", "state": "enabled", "etag": "\"later\""}]}""")(context),
            _ when arrived.Headers["If-Match"] == Etag => Transient(1416)(context),
            _ => Answer.Json(200, Updated)(context),
        });
        await using var provider = Providers.Create(Providers.Settings(server.Uri));

        var updated = await Update(provider, "flow", Map(("name", Text("old")), ("enabled", Value.Of(true))), [new("name", Text("new"))]);

        Assert.That(updated.Etag, Is.EqualTo("\"new\""));
        Assert.That(server.Requests.Last().Headers["If-Match"], Is.EqualTo("\"later\""));
    }

    [Test]
    public async Task A_change_by_somebody_else_during_a_passing_state_is_a_conflict()
    {
        await using var server = await ScriptedServer.StartAsync((arrived, context) => arrived.Method == "GET"
            ? Answer.Json(200, """{"items": [{"id": "x", "name": "theirs", "state": "enabled", "etag": "\"later\""}]}""")(context)
            : Transient(1416)(context));
        await using var provider = Providers.Create(Providers.Settings(server.Uri));

        var fault = await Assert.ThrowsAsync<ProviderException>(
            () => Update(provider, "flow", Map(("name", Text("old")), ("enabled", Value.Of(true))), [new("name", Text("new"))]));

        Assert.That(fault!.Effect, Is.EqualTo(CallEffect.PreconditionFailed));
        Assert.That(server.Requests.Count(r => r.Method == "PATCH"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_state_that_does_not_pass_is_given_up_after_the_budget()
    {
        var time = new VirtualTime();
        await using var server = await ScriptedServer.StartAsync(Transient(1458));
        await using var provider = Providers.Create(Providers.Settings(server.Uri), time);
        var before = time.GetUtcNow();

        var fault = await Assert.ThrowsAsync<ProviderException>(() => provider.Kind("flow").DeleteAsync("x", CancellationToken.None));

        Assert.That(fault!.Diagnostic.Code, Is.EqualTo("FP3033"));
        Assert.That(time.GetUtcNow() - before, Is.GreaterThanOrEqualTo(TimeSpan.FromMinutes(5)));
    }

    [Test]
    public async Task A_flow_is_disabled_by_an_action_after_its_other_fields()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answer.Json(200, Updated), Answer.Json(200, """{"id": "x", "etag": "\"newer\""}"""));
        await using var provider = Providers.Create(Providers.Settings(server.Uri));

        var updated = await Update(provider, "flow", Map(("name", Text("old"))), [new("enabled", Value.Of(false)), new("name", Text("new"))]);

        Assert.That(updated.Etag, Is.EqualTo("\"newer\""));
        Assert.That(server.Requests.Select(r => $"{r.Method} {r.Target}"), Is.EqualTo(new[]
        {
            "PATCH /data/foundation/flowservice/flows/x",
            "POST /data/foundation/flowservice/flows/x/action?op=disable",
        }));
        Assert.That(server.Requests.Last().Headers, Does.Not.ContainKey("Content-Type"));
    }

    [TestCase("disabled", 2)]
    [TestCase("enabled", 1)]
    public async Task An_action_of_unknown_effect_is_sent_again_only_when_the_state_says_that_it_was_not_done(string state, int sent)
    {
        var actions = 0;
        await using var server = await ScriptedServer.StartAsync((arrived, context) => arrived.Method == "GET"
            ? Answer.Json(200, $$"""{"items": [{"id": "x", "name": "n", "state": "{{state}}", "etag": "\"read\""}]}""")(context)
            : ++actions == 1 ? Answer.Cut(context) : Answer.Json(200, """{"id": "x", "etag": "\"done\""}""")(context));
        await using var provider = Providers.Create(Providers.Settings(server.Uri));

        // A connection that is kept from an earlier call must not make the pool send the action again by itself.
        await provider.Kind("flow").ReadAsync("x", CancellationToken.None);
        var updated = await Update(provider, "flow", Map(("name", Text("n"))), [new("enabled", Value.Of(true))]);

        Assert.That(actions, Is.EqualTo(sent));
        Assert.That(updated.Etag, Is.EqualTo(sent == 1 ? "\"read\"" : "\"done\""));
    }

    [Test]
    public async Task A_flow_that_is_in_the_wanted_state_already_is_no_error()
    {
        await using var server = await ScriptedServer.StartAsync((arrived, context) => arrived.Method == "GET"
            ? Answer.Json(200, """{"items": [{"id": "x", "name": "n", "state": "enabled", "etag": "\"read\""}]}""")(context)
            : Transient(1422)(context));
        await using var provider = Providers.Create(Providers.Settings(server.Uri));

        var updated = await Update(provider, "flow", Map(("name", Text("n"))), [new("enabled", Value.Of(true))]);

        Assert.That(updated.Etag, Is.EqualTo("\"read\""));
    }

    [Test]
    public async Task A_flow_that_is_still_initializing_is_disabled_once_it_can_be()
    {
        var reads = 0;
        await using var server = await ScriptedServer.StartAsync((arrived, context) => arrived.Method == "GET"
            ? Answer.Json(200, $$"""{"items": [{"id": "x", "name": "n", "state": "{{(++reads < 4 ? "initializing" : "enabled-finalizing")}}", "etag": "\"read\""}]}""")(context)
            : reads < 4 ? Transient(1422)(context) : Answer.Json(200, """{"id": "x", "etag": "\"done\""}""")(context));
        await using var provider = Providers.Create(Providers.Settings(server.Uri));

        var updated = await Update(provider, "flow", Map(("name", Text("n"))), [new("enabled", Value.Of(false))]);

        Assert.That(updated.Etag, Is.EqualTo("\"done\""));
        Assert.That(server.Requests.Count(r => r.Method == "POST"), Is.EqualTo(4));
    }

    [Test]
    public async Task A_flow_that_cannot_be_disabled_is_reported()
    {
        await using var server = await ScriptedServer.StartAsync((arrived, context) => arrived.Method == "GET"
            ? Answer.Json(200, """{"items": [{"id": "x", "name": "n", "state": "enabled", "etag": "\"read\""}]}""")(context)
            : Transient(1422)(context));
        await using var provider = Providers.Create(Providers.Settings(server.Uri));

        var fault = await Assert.ThrowsAsync<ProviderException>(
            () => Update(provider, "flow", Map(("name", Text("n"))), [new("enabled", Value.Of(false))]));

        Assert.That(fault!.Diagnostic.Code, Is.EqualTo("FP3020"));
        Assert.That(server.Requests.Count(r => r.Method == "POST"), Is.EqualTo(2));
    }

    [Test]
    public async Task Deleting_what_is_gone_is_no_error()
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Json(404, "{}"));
        await using var provider = Providers.Create(Providers.Settings(server.Uri));

        await provider.Kind("flow").DeleteAsync("x", CancellationToken.None);

        Assert.That(server.Requests.Single().Method, Is.EqualTo("DELETE"));
    }

    [Test]
    public async Task Deleting_a_connection_in_use_says_so()
    {
        await using var server = await ScriptedServer.StartAsync(Transient(1418));
        await using var provider = Providers.Create(Providers.Settings(server.Uri));

        var fault = await Assert.ThrowsAsync<ProviderException>(() => provider.Kind("connection").DeleteAsync("x", CancellationToken.None));

        Assert.That(fault!.Diagnostic.Code, Is.EqualTo("FP3032"));
        Assert.That(fault.Effect, Is.EqualTo(CallEffect.None));
    }

    [Test]
    public async Task A_field_that_cannot_be_changed_in_place_is_never_sent()
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Json(200, Updated));
        await using var provider = Providers.Create(Providers.Settings(server.Uri));

        foreach (var (kind, path) in (ReadOnlySpan<(string, string)>)[("connection", "dataType"), ("flow", "sourceConnectionId"), ("sourceConnection", "data"), ("targetConnection", "dataSetId")])
            Assert.That(() => Update(provider, kind, Map(("name", Text("n"))), [new(path, Text("v"))]), Throws.InvalidOperationException);

        Assert.That(server.Requests, Is.Empty);
    }

    private static Func<HttpContext, Task> Transient(int number) =>
        Answer.Json(400, $$"""{"type": "https://ns.adobe.com/aep/errors/FLOW-{{number}}-400", "status": 400, "errorMessage": "not in this state"}""");

    private static Task<UpdatedObject> Update(
        AepProvider provider, string kind, Value.Map live, IReadOnlyList<FieldWrite> changes, Value.Map? fields = null)
    {
        var before = new LiveObject { Id = "x", Etag = Etag, Fields = live, Attributes = Map(("id", Text("x"))) };
        return provider.Kind(kind).UpdateAsync(new(new(kind, "a"), "acme", before, fields ?? live, changes), CancellationToken.None);
    }

    private static void AssertBody(Arrived arrived, string body) =>
        Assert.That(JsonNode.DeepEquals(arrived.Json, JsonNode.Parse(body)), Is.True, $"Arrived: {arrived.Body}");
}
