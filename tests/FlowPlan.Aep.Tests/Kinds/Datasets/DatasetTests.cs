using System.Text.Json.Nodes;
using FlowPlan.Aep.Tests.Support;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;
using static FlowPlan.Aep.Tests.Support.Make;

namespace FlowPlan.Aep.Tests.Kinds.Datasets;

[TestFixture]
internal sealed class DatasetTests
{
    private const string Path = "/data/foundation/catalog/dataSets";

    [TestCase("[\"@/dataSets/5c8c\"]")]
    [TestCase("[\"@/datasets/5c8c\"]")]
    public async Task A_dataset_is_made_with_the_mark_of_its_owner(string answer)
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Json(201, answer));
        await using var provider = Providers.Create(Providers.Settings(server.Uri));
        var kind = provider.Kind("dataset");
        var fields = kind.Canonicalize(Map(
            ("name", Text("Loyalty")),
            ("schema", Map(("id", Text("S")), ("version", Text("1.0")))),
            ("profile", Map(("enabled", Value.Of(true)), ("upsert", Value.Of(true)))),
            ("identity", Map(("enabled", Value.Of(true)))),
            ("tags", Map(("team", List("a"))))));

        var created = await kind.CreateAsync(new(new("dataset", "loyalty"), "acme", fields), CancellationToken.None);

        Assert.That(created.Id, Is.EqualTo("5c8c"));
        AssertBody(server.Requests.Single(), """
            {"name": "Loyalty", "schemaRef": {"id": "S", "contentType": "application/vnd.adobe.xed+json;version=1"},
             "tags": {"team": ["a"], "flowplan": ["acme/dataset.loyalty"], "unifiedProfile": ["enabled:true", "isUpsert:true"], "unifiedIdentity": ["enabled:true"]}}
            """);
    }

    [TestCase("[]")]
    [TestCase("[\"@/batches/1\"]")]
    [TestCase("{\"id\": \"5c8c\"}")]
    public async Task A_create_whose_answer_names_no_dataset_has_an_unknown_fate(string answer)
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Json(201, answer));
        await using var provider = Providers.Create(Providers.Settings(server.Uri));

        var fault = await Assert.ThrowsAsync<ProviderException>(
            () => provider.Kind("dataset").CreateAsync(new(new("dataset", "a"), "p", Map(("name", Text("n")))), CancellationToken.None));

        Assert.That(fault!.Effect, Is.EqualTo(CallEffect.Unknown));
    }

    [Test]
    public async Task Tags_are_patched_one_by_one_so_that_those_of_the_platform_stay()
    {
        await using var catalog = await Catalog("""{"adobe/pqs/table": ["t"], "flowplan": ["p/dataset.a"], "te/am": ["a"], "old": ["o"]}""");

        await catalog.Update(
            Map(("name", Text("new")), ("profile", Map(("enabled", Value.Of(true))))),
            new("description", Text("d")), new("name", Text("new")), new("profile/enabled", Value.Of(true)),
            new("tags/new", List("n")), new("tags/old", null), new("tags/te~1am", List("b")), new("tags/gone", null));

        var arrived = catalog.Patches.Single();
        Assert.That(arrived.Headers["Content-Type"], Is.EqualTo("application/json-patch+json"));
        Assert.That(arrived.Headers["If-Match"], Is.EqualTo("\"1.0.0\""));
        AssertBody(arrived, """
            [{"op": "add", "path": "/description", "value": "d"},
             {"op": "replace", "path": "/name", "value": "new"},
             {"op": "add", "path": "/tags/new", "value": ["n"]},
             {"op": "remove", "path": "/tags/old"},
             {"op": "replace", "path": "/tags/te~1am", "value": ["b"]},
             {"op": "add", "path": "/tags/unifiedProfile", "value": ["enabled:true"]}]
            """);
    }

    [Test]
    public async Task Tags_that_are_not_there_at_all_are_added_together()
    {
        await using var catalog = await Catalog("null");

        await catalog.Update(Map(("identity", Map(("enabled", Value.Of(true))))), new("identity/enabled", Value.Of(true)), new("tags/a", List("b")));

        AssertBody(catalog.Patches.Single(), """[{"op": "add", "path": "/tags", "value": {"a": ["b"], "unifiedIdentity": ["enabled:true"]}}]""");
    }

    [Test]
    public async Task Upsert_is_changed_while_Profile_is_off()
    {
        await using var catalog = await Catalog("""{"unifiedProfile": ["enabled:true"], "unifiedIdentity": ["enabled: true"]}""");

        await catalog.Update(
            Map(("profile", Map(("enabled", Value.Of(true)), ("upsert", Value.Of(true))))), new FieldWrite("profile/upsert", Value.Of(true)));

        AssertBody(catalog.Patches[0], """
            [{"op": "replace", "path": "/tags/unifiedProfile", "value": ["enabled:false"]},
             {"op": "replace", "path": "/tags/unifiedIdentity", "value": ["enabled:false"]}]
            """);
        AssertBody(catalog.Patches[1], """
            [{"op": "replace", "path": "/tags/unifiedIdentity", "value": ["enabled:true"]},
             {"op": "replace", "path": "/tags/unifiedProfile", "value": ["enabled:true", "isUpsert:true"]}]
            """);
        Assert.That(catalog.Patches[1].Headers["If-Match"], Is.EqualTo("\"1.0.1\""));
    }

    [Test]
    public async Task A_dataset_that_somebody_else_changed_is_not_written()
    {
        await using var catalog = await Catalog("""{"a": ["b"]}""");

        var fault = await Assert.ThrowsAsync<ProviderException>(() => catalog.UpdateFrom(
            live => live with { Etag = "0.9.9" }, Map(("name", Text("new"))), new FieldWrite("name", Text("new"))));

        Assert.That((fault!.Diagnostic.Code, fault.Effect), Is.EqualTo(("FP3034", CallEffect.PreconditionFailed)));
        Assert.That(catalog.Patches, Is.Empty);
    }

    [TestCase(404, "{}")]
    [TestCase(200, "{}")]
    public async Task A_dataset_that_is_not_there_is_read_as_none(int status, string body)
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Json(status, body));
        await using var provider = Providers.Create(Providers.Settings(server.Uri));

        Assert.That(await provider.Kind("dataset").ReadAsync("x", CancellationToken.None), Is.Null);
    }

    [TestCase(404, "{}")]
    [TestCase(200, "[]")]
    [TestCase(200, "[\"@/dataSets/x\"]")]
    public async Task Deleting_a_dataset_that_may_be_gone_is_no_error(int status, string body)
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Json(status, body));
        await using var provider = Providers.Create(Providers.Settings(server.Uri));

        await provider.Kind("dataset").DeleteAsync("x", CancellationToken.None);

        Assert.That(server.Requests.Single().Method, Is.EqualTo("DELETE"));
    }

    [Test]
    public async Task A_dataset_is_found_by_the_mark_of_its_owner()
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Json(
            200, """{"1": {"name": "N", "tags": {"flowplan": ["acme/dataset.a"]}}, "2": {"name": "N", "tags": {"flowplan": ["acme/dataset.ab"]}}}"""));
        await using var provider = Providers.Create(Providers.Settings(server.Uri));

        var found = await provider.Kind("dataset").ListAsync(CancellationToken.None).ToListAsync();

        Assert.That(found.Where(l => l.Owner == "acme/dataset.a").Select(l => l.Id), Is.EqualTo(new[] { "1" }));
        Assert.That(server.Requests, Has.Count.EqualTo(1));
    }

    private static void AssertBody(Arrived arrived, string body) =>
        Assert.That(JsonNode.DeepEquals(arrived.Json, JsonNode.Parse(body)), Is.True, $"Arrived: {arrived.Body}");

    private static async Task<OneDataset> Catalog(string tags)
    {
        var version = 0;
        var server = await ScriptedServer.StartAsync((arrived, context) => arrived.Method == "GET"
            ? Answer.Json(
                200,
                $$$"""{"x": {"name": "old", "version": "1.0.{{{version}}}", "schemaRef": {"id": "S"}, "tags": {{{tags}}} } }""",
                ("E-Tag", $"\"1.0.{version}\""))(context)
            : Answer.Json(200, $"[\"@/dataSets/x{++version}\"]")(context));
        return new(server, Providers.Create(Providers.Settings(server.Uri)));
    }

    private sealed class OneDataset(ScriptedServer server, AepProvider provider) : IAsyncDisposable
    {
        public List<Arrived> Patches => [.. server.Requests.Where(r => r.Method == "PATCH" && r.Target == Path + "/x")];

        public Task Update(Value.Map fields, params FieldWrite[] changes) => UpdateFrom(live => live, fields, changes);

        public async Task UpdateFrom(Func<LiveObject, LiveObject> seen, Value.Map fields, params FieldWrite[] changes)
        {
            var kind = provider.Kind("dataset");
            var live = seen((await kind.ReadAsync("x", CancellationToken.None))!);
            await kind.UpdateAsync(new(new("dataset", "a"), "p", live, fields, changes), CancellationToken.None);
        }

        public async ValueTask DisposeAsync()
        {
            await provider.DisposeAsync();
            await server.DisposeAsync();
        }
    }
}
