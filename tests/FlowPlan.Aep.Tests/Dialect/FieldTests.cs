using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Tests.Dialect;

/// <summary>What each section's block becomes: the field space that the kinds send and compare.</summary>
[TestFixture]
internal sealed class FieldTests
{
    private const string Base = "connections: { web: { name: Web, dataType: raw } }\nschemas: { s: { ref: S }, v: { ref: V, version: \"2.0\" } }\ndatasets: { d: { name: D, schema: s }, e: { existing: { name: E } }, v: { name: V, schema: v } }\n";

    private ManifestFolder folder = null!;

    [SetUp]
    public void MakeFolder() => folder = new();

    [TearDown]
    public void RemoveFolder() => folder.Dispose();

    [Test]
    public void A_streaming_connection_has_the_type_and_stream_name_that_go_without_saying()
    {
        var web = folder.Resource("connections:\n  web: { name: Web, dataType: raw, authenticationRequired: true, sourceId: Raw }\n", "connection.web");

        Assert.That(web.Fields, Is.EqualTo(Value.Map.Of(
            ("name", Value.Of("Web")),
            ("type", Value.Map.Of(("id", Value.Of("bc7b00d6-623a-4dfc-9fdb-f1240aeadaeb")), ("version", Value.Of("1.0")))),
            ("dataType", Value.Of("raw")),
            ("authenticationRequired", Value.Of(true)),
            ("sourceId", Value.Of("Raw")),
            ("streamName", Value.Of("Raw")))));
    }

    [Test]
    public void The_alias_and_its_specification_say_the_same()
    {
        var resources = folder.Resources(
            "connections:\n  a: { name: A, dataType: xdm, type: http-api }\n  b: { name: B, dataType: xdm, type: { id: bc7b00d6-623a-4dfc-9fdb-f1240aeadaeb } }\n");

        Assert.That(resources[0].Fields["type"], Is.EqualTo(resources[1].Fields["type"]));
    }

    [Test]
    public void A_stream_name_of_ones_own_is_kept_and_none_is_made_up_without_a_source_id()
    {
        var resources = folder.Resources("connections:\n  a: { name: A, dataType: xdm, sourceId: S, streamName: T }\n  b: { name: B, dataType: xdm }\n");

        Assert.That(resources.Select(r => r.Fields.TextOf("streamName")), Is.EqualTo(new[] { "T", null }));
    }

    [Test]
    public void Every_parameter_of_another_sources_auth_is_a_secret_and_only_once()
    {
        var s3 = folder.Resource(
            "variables: { key: { sensitive: true } }\nconnections:\n  s3:\n    name: S3\n    type: { id: ecadc60c-7455-4d87-84dc-2a0e293d997b, version: \"1.1\" }\n"
            + "    auth: { specName: Access Key, params: { id: open, key: \"{{ var.key }}\" } }\n    params: { region: { name: eu } }\n",
            "connection.s3",
            "key=hush");

        Assert.That(s3.Fields, Is.EqualTo(Value.Map.Of(
            ("name", Value.Of("S3")),
            ("type", Value.Map.Of(("id", Value.Of("ecadc60c-7455-4d87-84dc-2a0e293d997b")), ("version", Value.Of("1.1")))),
            ("auth", Value.Map.Of(
                ("specName", Value.Of("Access Key")),
                ("params", Value.Map.Of(("id", new Value.Secret(Value.Of("open"))), ("key", new Value.Secret(Value.Of("hush"))))))),
            ("params", Value.Map.Of(("region", Value.Map.Of(("name", Value.Of("eu")))))))));
        Assert.That(s3.FieldSpans["auth/params/id"].Hidden);
        Assert.That(s3.FieldSpans["params/region/name"].Line, Is.EqualTo(9));
    }

    [Test]
    public void A_schema_by_reference_is_only_looked_up()
    {
        var schema = folder.Resource("schemas:\n  s: { ref: ACME Orders, version: \"1.0\" }\n", "schema.s");

        Assert.That(schema.Existing, Is.EqualTo(ExistingCriteria.ByName("ACME Orders") with { Key = "ref" }));
        Assert.That(schema.Fields, Is.EqualTo(Value.Map.Empty));
    }

    [TestCase("true", true, null)]
    [TestCase("false", false, null)]
    [TestCase("{ enabled: true, upsert: false }", true, false)]
    public void A_datasets_switches_are_the_same_in_the_short_form_and_the_long(string written, bool enabled, bool? upsert)
    {
        var dataset = folder.Resource(
            $"schemas: {{ s: {{ ref: S }} }}\ndatasets:\n  d: {{ name: D, description: What, schema: s, profile: {written}, identity: true, tags: {{ a: [x, y], b: [] }} }}\n", "dataset.d");

        Assert.That(dataset.Fields, Is.EqualTo(Value.Map.Of(
            ("name", Value.Of("D")),
            ("description", Value.Of("What")),
            ("schema", Value.Map.Of(("id", Reference("schema.s.id")), ("version", Value.Of("1")))),
            ("profile", Value.Map.Of(("enabled", Value.Of(enabled)), ("upsert", upsert is { } known ? Value.Of(known) : null))),
            ("identity", Value.Map.Of(("enabled", Value.Of(true)))),
            ("tags", Value.Map.Of(("a", new Value.List([Value.Of("x"), Value.Of("y")])))))));
    }

    [Test]
    public void A_source_connection_has_the_type_of_its_connection()
    {
        var source = folder.Resource(
            "connections: { s3: { name: S3, type: { id: ecadc60c-7455-4d87-84dc-2a0e293d997b, version: \"1.1\" } } }\n"
            + "sourceConnections:\n  s: { name: Source, connection: s3, data: { format: delimited }, params: { path: /a } }\n",
            "sourceConnection.s");

        Assert.That(source.Fields, Is.EqualTo(Value.Map.Of(
            ("name", Value.Of("Source")),
            ("baseConnectionId", Reference("connection.s3.id")),
            ("spec", Value.Map.Of(("id", Value.Of("ecadc60c-7455-4d87-84dc-2a0e293d997b")), ("version", Value.Of("1.1")))),
            ("data", Value.Map.Of(("format", Value.Of("delimited")))),
            ("params", Value.Map.Of(("path", Value.Of("/a")))))));
    }

    [TestCase("dataset: d", "schema.s.id", "1.0", "dataset.d.id")]
    [TestCase("dataset: v", "schema.v.id", "2.0", "dataset.v.id")]
    [TestCase("dataset: e", "dataset.e.schemaId", "1.0", "dataset.e.id")]
    [TestCase("dataset: e, schema: v", "schema.v.id", "2.0", "dataset.e.id")]
    public void A_target_writes_the_schema_of_its_dataset(string written, string schema, string version, string dataset)
    {
        var target = folder.Resource(Base + $"targetConnections:\n  t: {{ name: T, {written} }}\n", "targetConnection.t");

        Assert.That(target.Fields, Is.EqualTo(Value.Map.Of(
            ("name", Value.Of("T")),
            ("spec", Value.Map.Of(("id", Value.Of("c604ff05-7f1a-43c0-8e18-33bf874cb11c")), ("version", Value.Of("1.0")))),
            ("dataSetId", Reference(dataset)),
            ("schema", Value.Map.Of(("id", Reference(schema)), ("version", Value.Of(version)))))));
    }

    [Test]
    public void Another_target_is_passed_through()
    {
        var target = folder.Resource(
            "targetConnections:\n  t: { name: T, type: { id: c604ff05-7f1a-43c0-8e18-33bf874cb11d }, data: { a: 1 }, params: {} }\n", "targetConnection.t");

        Assert.That(target.Fields, Is.EqualTo(Value.Map.Of(
            ("name", Value.Of("T")),
            ("spec", Value.Map.Of(("id", Value.Of("c604ff05-7f1a-43c0-8e18-33bf874cb11d")), ("version", Value.Of("1.0")))),
            ("data", Value.Map.Of(("a", Value.Of(1)))))));
    }

    [Test]
    public void A_mapping_is_named_by_its_key_and_its_fields_are_keyed_by_destination()
    {
        var mapping = folder.Resource(
            Base + "mappings:\n  m:\n    schema: s\n    fields:\n      a.b: x\n      c: { expression: 'concat(x, y)', identity: false }\n      d/e: { source: y, identity: true }\n",
            "mapping.m");

        Assert.That(mapping.Fields, Is.EqualTo(Value.Map.Of(
            ("name", Value.Of("m")),
            ("schema", Value.Map.Of(("id", Reference("schema.s.id")), ("version", Value.Of("1.0")))),
            ("fields", Value.Map.Of(
                ("a.b", Value.Map.Of(("source", Value.Of("x")))),
                ("c", Value.Map.Of(("expression", Value.Of("concat(x, y)")))),
                ("d/e", Value.Map.Of(("source", Value.Of("y")), ("identity", Value.Of(true)))))))));
        Assert.That(mapping.FieldSpans["fields/a.b"].Line, Is.EqualTo(10));
        Assert.That(mapping.FieldSpans["fields/c/expression"].Line, Is.EqualTo(11));
        Assert.That(mapping.FieldSpans["fields/d~1e"].Line, Is.EqualTo(12));
    }

    [Test]
    public void A_flow_refers_to_its_ends_and_its_mapping_and_is_enabled_unless_told_otherwise()
    {
        var flow = folder.Resource(
            Base + "mappings: { m: { schema: s, fields: { a: b } } }\nflows:\n  f: { name: F, source: { connection: web }, target: { dataset: d }, mapping: m, schedule: { interval: 15 } }\n", "flow.f");

        Assert.That(flow.Fields, Is.EqualTo(Value.Map.Of(
            ("name", Value.Of("F")),
            ("flowSpec", Value.Map.Of(("id", Value.Of("c1a19761-d2c7-4702-b9fa-fe91f0613e81")), ("version", Value.Of("1.0")))),
            ("sourceConnectionId", Reference("sourceConnection.f.id")),
            ("targetConnectionId", Reference("targetConnection.f.id")),
            ("mapping", Value.Map.Of(("id", Reference("mapping.m.id")), ("version", Reference("mapping.m.version")))),
            ("enabled", Value.Of(true)),
            ("schedule", Value.Map.Of(("interval", Value.Of(15)))))));
    }

    [Test]
    public void Resources_are_sorted_by_address_and_know_what_they_need()
    {
        var resources = folder.Resources(
            "connections: { web: { name: Web, dataType: xdm } }\nschemas: { s: { ref: S } }\ndatasets: { d: { name: D, schema: s } }\nflows: { f: { name: F, source: { connection: web }, target: { dataset: d } } }\n");

        Assert.That(resources.Select(r => $"{r.Address} <- {string.Join(' ', r.FindDependencies())}".TrimEnd()), Is.EqualTo(new[]
        {
            "connection.web <-",
            "dataset.d <- schema.s",
            "flow.f <- sourceConnection.f targetConnection.f",
            "schema.s <-",
            "sourceConnection.f <- connection.web",
            "targetConnection.f <- dataset.d schema.s",
        }));
    }

    private static Value.Reference Reference(string text)
    {
        var dot = text.LastIndexOf('.');
        return new(ResourceAddress.Parse(text[..dot]), text[(dot + 1)..]);
    }
}
