using System.Net;
using FlowPlan.Emulator.Settings;

namespace FlowPlan.Emulator.Tests;

public sealed class OtherServiceTests
{
    private static readonly (string, string?) Full = ("Accept", "application/vnd.adobe.xed+json; version=1");
    private static readonly (string, string?) List = ("Accept", "application/vnd.adobe.xed-id+json");

    [Test]
    public async Task A_schema_is_found_by_id_and_by_altId_and_completed_by_the_service()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var id = await emulator.SchemaAsync();

        var byId = await emulator.GetAsync(EmulatorClient.Xdm + "tenant/schemas/" + Uri.EscapeDataString(id), Full);
        var byAltId = await emulator.GetAsync(EmulatorClient.Xdm + "tenant/schemas/" + byId.Text("meta:altId"), Full);

        Assert.That(byAltId.Text("$id"), Is.EqualTo(id));
        Assert.That(byId.Text("meta:class"), Is.EqualTo("https://ns.adobe.com/xdm/context/profile"));
        Assert.That(byId.Text("allOf", "0", "meta:xdmType"), Is.EqualTo("object"));
    }

    [TestCase("tenant/schemas", "application/json", "1006-400")]
    [TestCase("tenant/schemas/_acme.schemas.x", "application/vnd.adobe.xed+json", "1007-400")]
    [TestCase("tenant/schemas/_acme.schemas.x", "application/vnd.adobe.xed+json; version=1", "1010-404")]
    [TestCase("tenant/schemas?limit=3", "application/vnd.adobe.xed-id+json", "1005-400")]
    public async Task A_wrong_read_of_the_registry_is_refused(string path, string accept, string code)
    {
        await using var emulator = await EmulatorClient.StartAsync();

        Assert.That((await emulator.GetAsync(EmulatorClient.Xdm + path, ("Accept", accept))).Text("type"), Does.EndWith("XDM-" + code));
    }

    [Test]
    public async Task Titles_are_unique_and_the_refusal_names_the_other()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var id = await emulator.SchemaAsync("Same");

        var second = await emulator.PostAsync(EmulatorClient.Xdm + "tenant/schemas", """{"type":"object","title":"Same","allOf":[{"$ref":"https://ns.adobe.com/xdm/context/profile"}]}""");

        Assert.That(second.Text("type"), Does.EndWith("XDM-1521-400"));
        Assert.That(second.Text("detail"), Does.Contain(id));
    }

    [Test]
    public async Task Schemas_page_by_the_sort_value_behind_the_last()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        foreach (var title in new[] { "e", "b", "d", "a", "c" })
            await emulator.SchemaAsync(title);

        var titles = new List<string?>();
        string? next = null;
        do
        {
            var page = await emulator.GetAsync(EmulatorClient.Xdm + "tenant/schemas?orderby=title&limit=2" + (next is null ? string.Empty : "&start=" + next), List);
            titles.AddRange(page.At("results")!.AsArray().Select(r => (string?)r!["title"]));
            next = page.Text("_page", "next");
        }
        while (next is not null);

        Assert.That(titles, Is.EqualTo(new[] { "a", "b", "c", "d", "e" }));
    }

    [Test]
    public async Task A_schema_in_use_only_grows()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var id = await emulator.SchemaAsync();
        var path = EmulatorClient.Xdm + "tenant/schemas/" + Uri.EscapeDataString(id);
        await emulator.DatasetAsync(id);

        var grown = await emulator.PatchAsync(path, """[{"op":"add","path":"/allOf/-","value":{"$ref":"https://ns.adobe.com/xdm/context/profile-work-details"}}]""");
        var shrunk = await emulator.PatchAsync(path, """[{"op":"remove","path":"/allOf/1"}]""");
        var deleted = await emulator.DeleteAsync(path);

        Assert.That(grown.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((shrunk.Status, deleted.Status), Is.EqualTo((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest)));
    }

    [Test]
    public async Task The_full_form_resolves_the_fields()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var id = await emulator.SchemaAsync();

        var full = await emulator.GetAsync(EmulatorClient.Xdm + "tenant/schemas/" + Uri.EscapeDataString(id), ("Accept", "application/vnd.adobe.xed-full+json; version=1"));

        Assert.That(full.Text("properties", "person", "properties", "name", "properties", "firstName", "type"), Is.EqualTo("string"));
    }

    [Test]
    public async Task A_dataset_is_answered_by_reference_and_read_by_key()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var schema = await emulator.SchemaAsync();
        var id = await emulator.DatasetAsync(schema);

        var read = await emulator.GetAsync(EmulatorClient.Catalog + "dataSets/" + id);
        var unknown = await emulator.PostAsync(EmulatorClient.Catalog + "dataSets", """{"name":"x","schemaRef":{"id":"https://ns.adobe.com/acme/schemas/none"}}""");

        Assert.That(id, Does.Match("^[0-9a-f]{24}$"));
        Assert.That(read.Text(id, "schemaRef", "id"), Is.EqualTo(schema));
        Assert.That(read.Text(id, "tags", "adobe/pqs/table", "0"), Is.EqualTo("loyalty"));
        Assert.That(read.Response.Headers.Contains("E-Tag"));
        Assert.That(unknown.Status, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [TestCase("limit=0", 400)]
    [TestCase("limit=101", 400)]
    [TestCase("limit=2", 200)]
    public async Task Datasets_page_within_bounds(string query, int status)
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var schema = await emulator.SchemaAsync();
        for (var i = 0; i < 3; i++)
            await emulator.DatasetAsync(schema, $"d{i}");

        var page = await emulator.GetAsync(EmulatorClient.Catalog + "dataSets?start=1&" + query);

        Assert.That((int)page.Status, Is.EqualTo(status));
        if (status == 200)
            Assert.That(page.Body!.AsObject().Select(d => (string?)d.Value!["name"]), Is.EqualTo(new[] { "d1", "d2" }));
    }

    [Test]
    public async Task A_dataset_is_patched_in_both_forms_and_keeps_the_tags_of_the_service()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var id = await emulator.DatasetAsync(await emulator.SchemaAsync());
        var path = EmulatorClient.Catalog + "dataSets/" + id;

        var merge = await emulator.PatchAsync(path, """{"description":"d","tags":{"mine":["x"]}}""");
        var patch = await emulator.PatchAsync(path, """[{"op":"add","path":"/tags/unifiedProfile","value":["enabled:false"]}]""", ("Content-Type", "application/json-patch+json"));
        var wrong = await emulator.PatchAsync(path, """[{"op":"add","path":"/name","value":"x"}]""");
        var read = await emulator.GetAsync(path);

        Assert.That((merge.Status, patch.Status, wrong.Status), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.BadRequest)));
        Assert.That(read.At(id, "tags")!.AsObject().Select(t => t.Key), Is.EquivalentTo(new[] { "mine", "unifiedProfile", "adobe/pqs/table" }));
    }

    [Test]
    public async Task A_deleted_dataset_is_answered_with_200_and_an_unknown_one_with_an_empty_list()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var path = EmulatorClient.Catalog + "dataSets/" + await emulator.DatasetAsync(await emulator.SchemaAsync());

        var first = await emulator.DeleteAsync(path);
        var second = await emulator.DeleteAsync(path);

        Assert.That((first.Body!.AsArray().Count, second.Body!.AsArray().Count), Is.EqualTo((1, 0)));
        Assert.That((await emulator.GetAsync(path)).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task A_mapping_set_answers_200_counts_versions_and_speaks_both_dialects()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var schema = await emulator.SchemaAsync();
        var id = await emulator.MappingAsync(schema);
        var path = EmulatorClient.DataPrep + "mappingSets/" + id;

        var put = await emulator.SendAsync(HttpMethod.Put, path, $$$"""{"name":"m","outputSchema":{"schemaRef":{"id":"{{{schema}}}","contentType":"application/vnd.adobe.xed-full+json;version=1.0"}},"mappings":[{"sourceType":"EXPRESSION","source":"lower(a)","destination":"person.name.firstName"}]}""");
        var old = await emulator.GetAsync(path + "?version=0");
        var now = await emulator.GetAsync(path);

        Assert.That(id, Does.Match("^[0-9a-f]{32}$"));
        Assert.That((int)put.At("version")!, Is.EqualTo(1));
        Assert.That(old.Text("mappings", "0", "sourceType"), Is.EqualTo("text/x.schema-path"), "ATTRIBUTE comes back rewritten");
        Assert.That((now.Text("mappings", "0", "source"), now.Text("mappings", "0", "sourceAttribute")), Is.EqualTo(("lower(a)", "lower(a)")));
        Assert.That((await emulator.GetAsync(EmulatorClient.DataPrep + "mappingSets")).Status, Is.EqualTo(HttpStatusCode.BadRequest), "limit and start are required");
        Assert.That((await emulator.GetAsync("data/foundation/mappingSets/" + id)).Text("id"), Is.EqualTo(id));
    }

    [Test]
    public async Task A_validation_that_fails_is_answered_with_200()
    {
        await using var emulator = await EmulatorClient.StartAsync();

        var answer = await emulator.PostAsync(EmulatorClient.DataPrep + "mappingSets/validate", """{"mappings":[{"destination":"a","source":"b"},{"destination":"","source":"b"}]}""");

        Assert.That((answer.Status, answer.Text("validationResponse", "0", "status"), answer.Text("validationResponse", "1", "status")), Is.EqualTo((HttpStatusCode.OK, "SUCCESS", "FAILED")));
    }

    [TestCase("_acme.tier", "SUCCESS")]
    [TestCase("_acme.orders[0].id", "SUCCESS")]
    [TestCase("_acme.orders[*].id", "SUCCESS")]
    [TestCase("_acme.orders[*].total", "FAILED")]
    [TestCase("_acme.tear", "FAILED")]
    [TestCase("_other.tier", "SUCCESS", Description = "It may be a field of a standard component, of which a few are known.")]
    [TestCase("person.name.nickname", "SUCCESS")]
    public async Task A_validation_knows_the_own_fields_of_the_schema(string destination, string status)
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var group = await emulator.PostAsync(EmulatorClient.Xdm + "tenant/fieldgroups", """
            {"title":"G","type":"object","meta:intendedToExtend":["https://ns.adobe.com/xdm/context/profile"],"definitions":{"g":{"type":"object","properties":{"_acme":{"type":"object","properties":{
              "tier":{"type":"string"},"orders":{"type":"array","items":{"type":"object","properties":{"id":{"type":"string"}}}}}}}}},"allOf":[{"$ref":"#/definitions/g"}]}
            """);
        var schema = await emulator.PostAsync(EmulatorClient.Xdm + "tenant/schemas", $$"""{"type":"object","title":"S","allOf":[{"$ref":"https://ns.adobe.com/xdm/context/profile"},{"$ref":"{{group.Text("$id")}}"}]}""");

        var answer = await emulator.PostAsync(EmulatorClient.DataPrep + "mappingSets/validate", $$$"""{"outputSchema":{"schemaRef":{"id":"{{{schema.Text("$id")}}}"}},"mappings":[{"destination":"{{{destination}}}","source":"b"}]}""");
        var unknown = await emulator.PostAsync(EmulatorClient.DataPrep + "mappingSets/validate", """{"outputSchema":{"schemaRef":{"id":"https://ns.adobe.com/acme/schemas/1"}},"mappings":[{"destination":"a","source":"b"}]}""");

        Assert.That((answer.Text("validationResponse", "0", "status"), unknown.Status), Is.EqualTo((status, HttpStatusCode.BadRequest)), answer.Body?.ToJsonString());
    }

    [Test]
    public async Task An_inlet_takes_messages_that_name_their_flow()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var open = await emulator.StreamingFlowAsync("raw", name: "open");
        var locked = await emulator.StreamingFlowAsync("raw", authenticated: true, name: "locked");

        var taken = await emulator.PostAsync(open.Url, """{"a":1}""", ("x-adobe-flow-id", open.Flow));
        var anonymous = await emulator.PostAsync(open.Url, """{"a":1}""");
        var noToken = await emulator.PostAsync(locked.Url + "?x-adobe-flow-id=" + locked.Flow, """{"a":1}""", ("Authorization", null));
        var batch = await emulator.PostAsync(open.BatchUrl, $$$"""{"messages":[{"header":{"flowId":"{{{open.Flow}}}"}},{}]}""");

        Assert.That((taken.Status, anonymous.Status, noToken.Status), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.Unauthorized)));
        Assert.That(noToken.Text("report", "message"), Is.EqualTo("[id] Ims service token is empty"));
        Assert.That(noToken.Text("status"), Is.EqualTo("401"), "a text, as the service has it");
        Assert.That(((int)batch.Status, (int?)batch.At("responses", "1", "statusCode")), Is.EqualTo((207, 400)));
    }

    [Test]
    public async Task Sandboxes_are_known_by_name()
    {
        await using var emulator = await EmulatorClient.StartAsync(new EmulatorOptions { Settings = new EmulatorSettings { Sandboxes = ["dev"] } });

        Assert.That((await emulator.GetAsync("data/foundation/sandbox-management/sandboxes/dev")).Text("state"), Is.EqualTo("active"));
        Assert.That((await emulator.GetAsync("data/foundation/sandbox-management/sandboxes/prod")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        foreach (var list in new[] { "sandboxes", string.Empty })
            Assert.That((await emulator.GetAsync("data/foundation/sandbox-management/" + list)).Text("sandboxes", "0", "name"), Is.EqualTo("dev"));
    }
}
