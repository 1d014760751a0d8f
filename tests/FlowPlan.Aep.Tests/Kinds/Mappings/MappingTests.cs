using System.Text.Json.Nodes;
using FlowPlan.Aep.Tests.Support;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;
using static FlowPlan.Aep.Tests.Support.Make;

namespace FlowPlan.Aep.Tests.Kinds.Mappings;

[TestFixture]
internal sealed class MappingTests
{
    private static Value.Map Fields => Map(
        ("name", Text("M")),
        ("schema", Map(("id", Text("S")), ("version", Text("1.0")))),
        ("fields", Map(
            ("a", Map(("source", Text("x")), ("identity", Value.Of(true)))),
            ("b", Map(("expression", Text("concat(x, y)")))))));

    [Test]
    public async Task A_mapping_is_made_in_the_form_of_the_API_description()
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Json(200, """{"id": "m", "version": 0}"""));
        await using var provider = Providers.Create(Providers.Settings(server.Uri));

        var created = await provider.Kind("mapping").CreateAsync(new(new("mapping", "a"), "p", Fields), CancellationToken.None);

        Assert.That(created, Is.EqualTo(new CreatedObject("m", "0")));
        Assert.That(server.Requests.Single().Target, Is.EqualTo("/data/foundation/conversion/mappingSets"));
        AssertBody(server.Requests.Single(), """
            {"name": "M", "outputSchema": {"schemaRef": {"id": "S", "contentType": "application/vnd.adobe.xed-full+json;version=1"}},
             "mappings": [
               {"sourceType": "ATTRIBUTE", "source": "x", "destination": "a", "identity": true},
               {"sourceType": "EXPRESSION", "source": "concat(x, y)", "destination": "b"}]}
            """);
    }

    [Test]
    public async Task A_change_replaces_the_whole_set_and_gives_a_new_version()
    {
        await using var server = await ScriptedServer.StartAsync((arrived, context) =>
            Answer.Json(200, $$"""{"id": "m", "version": {{(arrived.Method == "PUT" ? 5 : 4)}}, "name": "M", "mappings": []}""")(context));
        await using var provider = Providers.Create(Providers.Settings(server.Uri));
        var kind = provider.Kind("mapping");
        var live = (await kind.ReadAsync("m", CancellationToken.None))!;

        var updated = await kind.UpdateAsync(
            new(new("mapping", "a"), "p", live, Fields, [new("fields/a", FieldPath.Find(Fields, "fields/a"))]), CancellationToken.None);

        Assert.That(updated.Etag, Is.EqualTo("5"));
        Assert.That(kind.AttributesChangedByUpdate, Is.EqualTo(new[] { "version" }));
        var put = server.Requests.Last();
        Assert.That((put.Method, put.Target), Is.EqualTo(("PUT", "/data/foundation/conversion/mappingSets/m")));
        Assert.That(put.Json["mappings"]!.AsArray(), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_set_that_somebody_else_changed_is_not_replaced()
    {
        var version = 4;
        await using var server = await ScriptedServer.StartAsync((_, context) =>
            Answer.Json(200, $$"""{"id": "m", "version": {{version++}}, "name": "M", "mappings": []}""")(context));
        await using var provider = Providers.Create(Providers.Settings(server.Uri));
        var kind = provider.Kind("mapping");
        var live = (await kind.ReadAsync("m", CancellationToken.None))!;

        var fault = await Assert.ThrowsAsync<ProviderException>(
            () => kind.UpdateAsync(new(new("mapping", "a"), "p", live, Fields, [new("name", Text("M"))]), CancellationToken.None));

        Assert.That(fault!.Effect, Is.EqualTo(CallEffect.PreconditionFailed));
        Assert.That(server.Requests.Select(r => r.Method), Is.All.EqualTo("GET"));
    }

    [Test]
    public async Task A_replacement_of_unknown_effect_is_not_sent_again()
    {
        await using var server = await ScriptedServer.StartAsync((arrived, context) => arrived.Method == "PUT"
            ? Answer.Json(503, "{}")(context)
            : Answer.Json(200, """{"id": "m", "version": 4, "mappings": []}""")(context));
        await using var provider = Providers.Create(Providers.Settings(server.Uri));
        var kind = provider.Kind("mapping");
        var live = (await kind.ReadAsync("m", CancellationToken.None))!;

        var fault = await Assert.ThrowsAsync<ProviderException>(
            () => kind.UpdateAsync(new(new("mapping", "a"), "p", live, Fields, [new("name", Text("M"))]), CancellationToken.None));

        Assert.That(fault!.Effect, Is.EqualTo(CallEffect.Unknown));
        Assert.That(server.Requests.Count(r => r.Method == "PUT"), Is.EqualTo(1));
    }

    [TestCase(204, null)]
    [TestCase(404, null)]
    [TestCase(405, "Data Prep does not support deleting mapping sets (405)")]
    public async Task Deleting_says_whether_the_service_keeps_the_set(int status, string? retained)
    {
        await using var server = await ScriptedServer.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });
        await using var provider = Providers.Create(Providers.Settings(server.Uri));

        var deleted = await provider.Kind("mapping").DeleteAsync("m", CancellationToken.None);

        Assert.That(deleted.RetainedReason, Is.EqualTo(retained));
        Assert.That(server.Requests.Single().Method, Is.EqualTo("DELETE"));
    }

    [Test]
    public async Task A_set_that_a_list_gives_without_its_mappings_is_read_by_itself()
    {
        await using var server = await ScriptedServer.StartAsync((arrived, context) => arrived.Path.EndsWith("/m", StringComparison.Ordinal)
            ? Answer.Json(200, """{"id": "m", "version": 0, "mappings": [{"source": "x", "destination": "a"}]}""")(context)
            : Answer.Json(200, """{"data": [{"id": "m", "version": 0}]}""")(context));
        await using var provider = Providers.Create(Providers.Settings(server.Uri));

        var found = await provider.Kind("mapping").ListAsync(CancellationToken.None).ToListAsync();

        Assert.That(FieldPath.Find(found.Single().Fields, "fields/a"), Is.EqualTo(Map(("source", Text("x")))));
    }

    private static void AssertBody(Arrived arrived, string body) =>
        Assert.That(JsonNode.DeepEquals(arrived.Json, JsonNode.Parse(body)), Is.True, $"Arrived: {arrived.Body}");

    [Test]
    public async Task The_placeholder_of_the_tenant_becomes_its_name_and_is_exported_as_the_placeholder()
    {
        await using var bench = await Emulated.Bench.StartAsync("""
            apiVersion: flowplan/v1
            project: acme
            fieldGroups: { own: { title: Own, classes: [profile], fields: { memberId: string } } }
            schemas: { s: { title: S, class: profile, fieldGroups: [own] } }
            mappings: { m: { schema: s, fields: { _tenant.memberId: id } } }
            """);

        await bench.ApplyAsync();

        Assert.That((await bench.PlanAsync()).HasChanges, Is.False);
        Assert.That(bench.Writes.Single(w => w.PathAndQuery.EndsWith("/mappingSets", StringComparison.Ordinal)).Body, Does.Contain("_acme.memberId"));
        var exported = await new FlowPlan.Aep.Exporting.SandboxExporter(bench.Provider, bench.Dialect).ExportAsync(
            new() { Project = "acme", Environment = "dev", Sandbox = "dev" }, CancellationToken.None);
        Assert.That(exported.Diagnostics, Is.Empty);
        Assert.That(string.Concat(exported.Value!.Files.Select(f => f.Text)), Does.Contain("_tenant.memberId").And.Not.Contain("_acme"));
    }
}
