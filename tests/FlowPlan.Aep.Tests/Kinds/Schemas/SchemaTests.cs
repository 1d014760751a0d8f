using System.Text.Json.Nodes;
using FlowPlan.Aep.Tests.Support;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;
using static FlowPlan.Aep.Tests.Support.Make;

namespace FlowPlan.Aep.Tests.Kinds.Schemas;

[TestFixture]
internal sealed class SchemaTests
{
    private const string Id = "https://ns.adobe.com/acme/schemas/7f68";
    private const string Body = """
        {"$id": "https://ns.adobe.com/acme/schemas/7f68", "meta:altId": "_acme.schemas.7f68", "version": "1.0", "title": "T",
         "meta:class": "c", "allOf": [{"$ref": "c"}], "meta:extends": ["c"], "meta:immutableTags": ["other"]}
        """;

    private const string Encoded = "/data/foundation/schemaregistry/tenant/schemas/https%3A%2F%2Fns.adobe.com%2Facme%2Fschemas%2F7f68";
    private const string Short = "/data/foundation/schemaregistry/tenant/schemas/_acme.schemas.7f68";

    [Test]
    public async Task A_schema_is_made_of_its_class_and_its_field_groups_by_one_call()
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Json(201, Body));
        await using var provider = Providers.Create(Providers.Settings(server.Uri));
        var fields = Map(
            ("title", Text("T")), ("class", Text("c")), ("profile", Value.Of(true)),
            ("fieldGroups", Map(("https://b/2", Value.Of(true)), ("https://a/1", Value.Of(true)))));

        var created = await provider.Kind("schema").CreateAsync(new(new("schema", "a"), "p", fields), CancellationToken.None);

        Assert.That(created.Id, Is.EqualTo(Id));
        AssertBody(server.Requests.Single(), """
            {"type": "object", "title": "T", "allOf": [{"$ref": "c"}, {"$ref": "https://a/1"}, {"$ref": "https://b/2"}]}
            """);
    }

    [Test]
    public async Task A_title_that_is_taken_says_how_to_take_the_schema_over()
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Json(
            400, """{"type": "http://ns.adobe.com/aep/errors/XDM-1521-400", "status": 400, "detail": "Title not unique: used by https://x"}"""));
        await using var provider = Providers.Create(Providers.Settings(server.Uri));

        var fault = await Assert.ThrowsAsync<ProviderException>(
            () => provider.Kind("schema").CreateAsync(new(new("schema", "a"), "p", Map(("title", Text("T")))), CancellationToken.None));

        Assert.That((fault!.Diagnostic.Code, fault.Effect), Is.EqualTo(("FP3035", CallEffect.None)));
        Assert.That(fault.Diagnostic.Message, Does.Contain("https://x"));
        Assert.That(fault.Diagnostic.Help, Does.Contain("import"));
    }

    [Test]
    public async Task A_schema_grows_by_a_patch_to_its_short_id()
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Json(200, Body));
        await using var provider = Providers.Create(Providers.Settings(server.Uri));
        var kind = provider.Kind("schema");
        var live = (await kind.ReadAsync(Id, CancellationToken.None))!;

        await kind.UpdateAsync(
            new(new("schema", "a"), "p", live, Map(("title", Text("N"))), [
                new("title", Text("N")), new("description", Text("d")),
                new("fieldGroups/https:~1~1b~12", Value.Of(true)), new("profile", Value.Of(true))]),
            CancellationToken.None);

        Assert.That(server.Requests.Select(r => $"{r.Method} {r.Target}"), Is.EqualTo(new[] { "GET " + Encoded, "GET " + Short, "PATCH " + Short }));
        Assert.That(server.Requests.Last().Headers["Content-Type"], Is.EqualTo("application/json"));
        AssertBody(server.Requests.Last(), """
            [{"op": "replace", "path": "/title", "value": "N"},
             {"op": "add", "path": "/description", "value": "d"},
             {"op": "add", "path": "/allOf/-", "value": {"$ref": "https://b/2"}},
             {"op": "add", "path": "/meta:extends/-", "value": "https://b/2"},
             {"op": "add", "path": "/meta:immutableTags", "value": ["other", "union"]}]
            """);
    }

    [Test]
    public async Task A_schema_that_somebody_else_changed_is_not_written()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answer.Json(200, Body), Answer.Json(200, Body.Replace("\"T\"", "\"Theirs\"", StringComparison.Ordinal)));
        await using var provider = Providers.Create(Providers.Settings(server.Uri));
        var kind = provider.Kind("schema");
        var live = (await kind.ReadAsync(Id, CancellationToken.None))!;

        var fault = await Assert.ThrowsAsync<ProviderException>(() => kind.UpdateAsync(
            new(new("schema", "a"), "p", live, Map(("title", Text("N"))), [new("title", Text("N"))]), CancellationToken.None));

        Assert.That(fault!.Effect, Is.EqualTo(CallEffect.PreconditionFailed));
        Assert.That(server.Requests.Select(r => r.Method), Is.All.EqualTo("GET"));
    }

    [Test]
    public async Task Leaving_Profile_is_no_field_that_could_be_sent_and_leaving_a_field_group_is_asked_for()
    {
        await using var provider = Providers.Create(Providers.Settings(new("http://localhost:1/")));
        var kind = provider.Kind("schema");

        Assert.That(kind.Canonicalize(Map(("title", Text("T")), ("profile", Value.Of(false)))), Is.EqualTo(Map(("title", Text("T")))));
        Assert.That(
            kind.Rules.Where(r => r.Path.ToString() is "profile" or "fieldGroups").OrderBy(r => r.Path.ToString(), StringComparer.Ordinal).Select(r => r.OnRemove),
            Is.EqualTo(new FieldChangeEffect?[] { FieldChangeEffect.Update, FieldChangeEffect.Refuse }));
    }

    [TestCase("id", Id)]
    [TestCase("ref", Id)]
    [TestCase("ref", "_acme.schemas.7f68")]
    public async Task A_schema_is_looked_up_by_either_id_also_among_those_of_Adobe(string criterion, string id)
    {
        await using var server = await ScriptedServer.StartAsync((arrived, context) => arrived.Target.Contains("/global/", StringComparison.Ordinal)
            ? Answer.Json(200, Body)(context)
            : Answer.Json(404, "{}")(context));
        await using var provider = Providers.Create(Providers.Settings(server.Uri));

        var found = await provider.Kind("schema").LookupAsync(ExistingCriteria.ById(id) with { Key = criterion }, CancellationToken.None);

        Assert.That(found.Single().Id, Is.EqualTo(Id));
        Assert.That(server.Requests, Has.Count.EqualTo(2));
    }

    [TestCase("ref")]
    [TestCase("name")]
    [TestCase("title")]
    public async Task A_schema_is_looked_up_by_its_title(string criterion)
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Json(
            200, """{"results": [{"$id": "1", "title": "T", "allOf": []}, {"$id": "2", "title": "U", "allOf": []}], "_page": {"next": null}}"""));
        await using var provider = Providers.Create(Providers.Settings(server.Uri));

        var found = await provider.Kind("schema").LookupAsync(ExistingCriteria.ByName("T") with { Key = criterion }, CancellationToken.None);

        Assert.That(found.Select(l => l.Id), Is.EqualTo(new[] { "1" }));
    }

    private static void AssertBody(Arrived arrived, string body) =>
        Assert.That(JsonNode.DeepEquals(arrived.Json, JsonNode.Parse(body)), Is.True, $"Arrived: {arrived.Body}");
}
