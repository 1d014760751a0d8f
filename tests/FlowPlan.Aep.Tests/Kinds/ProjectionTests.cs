using FlowPlan.Aep.Tests.Support;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;
using static FlowPlan.Aep.Tests.Support.Make;

namespace FlowPlan.Aep.Tests.Kinds;

/// <summary>
/// What a service gives back of what was declared, with its defaults, rewritings and additions, equals what was declared:
/// otherwise a plan would never be empty.
/// </summary>
[TestFixture]
internal sealed class ProjectionTests
{
    private const string Schema = "https://ns.adobe.com/acme/schemas/7f68";

    [Test]
    public async Task A_connection_of_the_tutorial()
    {
        var live = await Read("connection", "a59d", """
            {"items": [{
              "id": "a59d", "createdAt": 1669238699119, "updatedAt": 1669238699119, "createdBy": "acme@AdobeID", "updatedBy": "acme@AdobeID",
              "sandboxName": "dev", "imsOrgId": "o", "name": "ACME", "description": "For customers",
              "connectionSpec": {"id": "bc7b00d6-623a-4dfc-9fdb-f1240aeadaeb", "version": "1.0"}, "state": "enabled",
              "auth": {"specName": "Streaming Connection", "params": {
                "sourceId": "ACME", "inletUrl": "https://dcs.adobedc.net/collection/667b", "authenticationRequired": false,
                "inletId": "667b", "dataType": "xdm", "name": "ACME"}},
              "version": "\"f501\"", "etag": "\"f501\""}]}
            """);

        AssertSame("connection", live, Map(
            ("name", Text("ACME")),
            ("description", Text("For customers")),
            ("type", Map(("id", Text("bc7b00d6-623a-4dfc-9fdb-f1240aeadaeb")), ("version", Text("1.0")))),
            ("dataType", Text("xdm")),
            ("sourceId", Text("ACME")),
            ("streamName", Text("ACME")),
            ("authenticationRequired", Value.Of(false))));
        Assert.That(live.Etag, Is.EqualTo("\"f501\""));
        Assert.That(live.UpdatedBy, Is.EqualTo("acme@AdobeID"));
        Assert.That(live.UpdatedAt, Is.EqualTo(DateTimeOffset.FromUnixTimeMilliseconds(1669238699119)));
        Assert.That(live.Attributes, Is.EqualTo(Map(
            ("id", Text("a59d")), ("inletId", Text("667b")),
            ("inletUrl", Text("https://dcs.adobedc.net/collection/667b")), ("name", Text("ACME")))));
    }

    [Test]
    public async Task A_connection_of_another_source_keeps_its_secrets_out_of_what_is_read()
    {
        var live = await Read("connection", "c", """
            {"items": [{"id": "c", "name": "S3", "etag": "\"1\"", "connectionSpec": {"id": "s3", "version": "1.0"},
              "auth": {"specName": "Access Key", "params": {"s3SecretKey": "canary", "s3AccessKey": "k"}}}]}
            """);

        AssertSame("connection", live, Map(
            ("name", Text("S3")), ("type", Map(("id", Text("s3")), ("version", Value.Of(1m)))), ("auth", Map(("specName", Text("Access Key"))))));
        Assert.That(live.ToString(), Does.Not.Contain("canary"));
    }

    [Test]
    public async Task A_target_connection_with_a_blank_in_its_media_type()
    {
        var live = await Read("targetConnection", "t", $$$"""
            {"items": [{"id": "t", "etag": "\"1\"", "name": "T",
              "connectionSpec": {"id": "c604ff05-7f1a-43c0-8e18-33bf874cb11c", "version": "1.0"},
              "data": {"format": "parquet_xdm", "schema": {"id": "{{{Schema}}}", "version": "application/vnd.adobe.xed-full+json; version=1.0"}},
              "params": {"dataSetId": "637e", "more": true}, "inheritedAttributes": {"x": 1} }]}
            """);

        AssertSame("targetConnection", live, Map(
            ("name", Text("T")),
            ("spec", Map(("id", Text("c604ff05-7f1a-43c0-8e18-33bf874cb11c")), ("version", Text("1.0")))),
            ("dataSetId", Text("637e")),
            ("schema", Map(("id", Text(Schema)), ("version", Text("1.0"))))));
    }

    [Test]
    public async Task A_source_connection_with_inherited_attributes()
    {
        var live = await Read("sourceConnection", "s", """
            {"items": [{"id": "s", "etag": "\"1\"", "name": "S", "baseConnectionId": "b", "state": "enabled",
              "connectionSpec": {"id": "bc7b", "version": "1.0"}, "params": {}, "providerRefId": "p",
              "inheritedAttributes": {"baseConnection": {"id": "b"}}}]}
            """);

        AssertSame("sourceConnection", live, Map(
            ("name", Text("S")), ("baseConnectionId", Text("b")), ("spec", Map(("id", Text("bc7b")), ("version", Text("1.0"))))));
    }

    [TestCase("enabled", true)]
    [TestCase("initializing", true)]
    [TestCase("enabling", true)]
    [TestCase("disabled", false)]
    [TestCase("disabling", false)]
    [TestCase("draft", false)]
    public async Task A_flow_whose_mapping_version_is_text(string state, bool enabled)
    {
        var live = await Read("flow", "f", $$"""
            {"items": [{"id": "f", "etag": "\"1\"", "name": "F", "flowSpec": {"id": "c1a1", "version": "1.0"}, "state": "{{state}}",
              "sourceConnectionIds": ["s"], "targetConnectionIds": ["t"], "scheduleParams": {}, "runs": "/flows/f/runs",
              "transformations": [{"name": "Copy", "params": {} }, {"name": "Mapping", "params": {"mappingId": "m", "mappingVersion": "0"} }] }]}
            """);

        AssertSame("flow", live, Map(
            ("name", Text("F")),
            ("flowSpec", Map(("id", Text("c1a1")), ("version", Text("1.0")))),
            ("sourceConnectionId", Text("s")),
            ("targetConnectionId", Text("t")),
            ("mapping", Map(("id", Text("m")), ("version", Value.Of(0m)))),
            ("enabled", Value.Of(enabled))));
    }

    [Test]
    public async Task A_dataset_with_the_tags_of_the_platform()
    {
        var live = await Read("dataset", "5c8c", $$$"""
            {"5c8c": {"name": "Loyalty", "version": "1.0.3", "created": 1, "updated": 1669238699119, "updatedUser": "u", "imsOrg": "o", "state": "DRAFT",
              "schemaRef": {"id": "{{{Schema}}}", "contentType": "application/vnd.adobe.xed-full-notext+json; version=1"},
              "tags": {"adobe/pqs/table": ["loyalty"], "unifiedProfile": ["enabled: true", "isUpsert:true"], "unifiedIdentity": ["enabled:true"],
                "flowplan": ["acme/dataset.loyalty"], "team": ["a", "b"]},
              "files": "@/dataSetFiles?dataSetId=5c8c"} }
            """);

        AssertSame("dataset", live, Map(
            ("name", Text("Loyalty")),
            ("schema", Map(("id", Text(Schema)), ("version", Value.Of(1m)))),
            ("profile", Map(("enabled", Value.Of(true)), ("upsert", Value.Of(true)))),
            ("identity", Map(("enabled", Value.Of(true)))),
            ("tags", Map(("team", List("a", "b"))))));
        Assert.That(FieldPath.Find(live.Fields, "tags"), Is.EqualTo(Map(("team", List("a", "b")))));
        Assert.That(live.Attributes["schemaId"], Is.EqualTo(Text(Schema)));
    }

    [Test]
    public async Task A_dataset_without_tags_is_not_in_Profile()
    {
        var live = await Read("dataset", "5c8c", """{"5c8c": {"name": "L", "version": "1.0.0", "schemaRef": {"id": "s", "contentType": "application/vnd.adobe.xed+json;version=1"}}}""");

        AssertSame("dataset", live, Map(
            ("name", Text("L")),
            ("schema", Map(("id", Text("s")), ("version", Text("1.0")))),
            ("profile", Map(("enabled", Value.Of(false)), ("upsert", Value.Of(false)))),
            ("identity", Map(("enabled", Value.Of(false))))));
    }

    [Test]
    public async Task A_schema_with_what_the_registry_adds()
    {
        var live = await Read("schema", Schema, $$"""
            {"$id": "{{Schema}}", "meta:altId": "_acme.schemas.7f68", "meta:resourceType": "schemas", "version": "1.3", "title": "Loyalty", "type": "object",
             "description": "Members", "meta:class": "https://ns.adobe.com/xdm/context/profile",
             "allOf": [{"$ref": "https://ns.adobe.com/xdm/context/profile", "type": "object", "meta:xdmType": "object"},
                       {"$ref": "https://ns.adobe.com/acme/mixins/b/c", "type": "object"}],
             "meta:extends": ["https://ns.adobe.com/xdm/context/profile", "https://ns.adobe.com/xdm/data/record"],
             "meta:immutableTags": ["union"], "meta:registryMetadata": {"eTag": "abc"} }
            """);

        AssertSame("schema", live, Map(
            ("title", Text("Loyalty")),
            ("description", Text("Members")),
            ("class", Text("https://ns.adobe.com/xdm/context/profile")),
            ("fieldGroups", Map(("https://ns.adobe.com/acme/mixins/b/c", Value.Of(true)))),
            ("profile", Value.Of(true))));
        Assert.That(live.Attributes, Is.EqualTo(Map(
            ("altId", Text("_acme.schemas.7f68")), ("id", Text(Schema)), ("title", Text("Loyalty")), ("version", Text("1.0")))));
    }

    [TestCase(""" "outputSchema": {"schemaRef": {"id": "S", "contentType": "application/vnd.adobe.xed-full+json;version=1"}, "jsonSchema": "{}"} """)]
    [TestCase(""" "schemaRef": {"id": "S", "contentType": "1.0"} """)]
    [TestCase(""" "xdmSchema": "S", "xdmVersion": "1.0" """)]
    public async Task A_mapping_in_any_of_its_forms(string schema)
    {
        var live = await Read("mapping", "79a6", $$"""
            {"id": "79a6", "version": 2, "name": "M", "createdDate": 1, "modifiedDate": 2, "status": "PUBLISHED", {{schema}},
             "mappings": [
               {"id": "x", "version": 0, "sourceType": "text/x.schema-path", "source": "a", "sourceAttribute": "a", "destination": "p.a", "destinationXdmPath": "p.a", "identity": false, "primaryIdentity": false},
               {"id": "y", "version": 0, "sourceType": "EXPRESSION", "source": "concat(a, b)", "destination": "p.b"}]}
            """);

        AssertSame("mapping", live, Map(
            ("name", Text("M")),
            ("schema", Map(("id", Text("S")), ("version", Text("1.0")))),
            ("fields", Map(("p.a", Map(("source", Text("a")))), ("p.b", Map(("expression", Text("concat(a, b)"))))))));
        Assert.That(live.Etag, Is.EqualTo("2"));
        Assert.That(live.Attributes["version"], Is.EqualTo(Value.Of(2m)));
    }

    private static async Task<LiveObject> Read(string kind, string id, string answer)
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Json(200, answer));
        await using var provider = Providers.Create(Providers.Settings(server.Uri));
        return (await provider.Kind(kind).ReadAsync(id, CancellationToken.None))!;
    }

    /// <summary>Every declared field has the value that was read; and what is read is canonical, and has the natural key of what is declared.</summary>
    private static void AssertSame(string kindName, LiveObject live, Value.Map declared)
    {
        using var provider = new Disposable(Providers.Create(Providers.Settings(new("http://localhost:1/"))));
        var kind = provider.Value.Kind(kindName);
        var canonical = kind.Canonicalize(declared);
        Assert.That(kind.Canonicalize(canonical), Is.EqualTo(canonical));
        foreach (var (path, value) in Leaves.Of(kind, canonical))
            Assert.That(FieldPath.Find(live.Fields, path), Is.EqualTo(value), path.ToString());
        Assert.That(kind.NaturalKey(live.Fields), Is.EqualTo(kind.NaturalKey(canonical)).And.Not.Null);
        Assert.That(kind.Attributes, Is.Ordered.Using((IComparer<string>)StringComparer.Ordinal).And.Contains("id"));
        Assert.That(live.Attributes.Entries.Select(a => a.Key), Is.SubsetOf(kind.Attributes));
    }

    private sealed class Disposable(AepProvider value) : IDisposable
    {
        public AepProvider Value => value;

        public void Dispose() => value.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
