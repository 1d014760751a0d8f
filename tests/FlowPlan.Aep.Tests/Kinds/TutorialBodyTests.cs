using System.Text.Json.Nodes;
using FlowPlan.Aep.Settings;
using FlowPlan.Aep.Tests.Support;
using FlowPlan.Core.Values;
using static FlowPlan.Aep.Tests.Support.Make;

namespace FlowPlan.Aep.Tests.Kinds;

/// <summary>Each request of the streaming tutorial, as it arrives at the service.</summary>
[TestFixture]
internal sealed class TutorialBodyTests
{
    private const string Schema = "https://ns.adobe.com/acme/schemas/7f682c29f887512a897791e7161b90a1ae7ed3dd07a177b1";

    private static Value HttpApi => Map(("id", Text("bc7b00d6-623a-4dfc-9fdb-f1240aeadaeb")), ("version", Text("1.0")));

    [TestCase("xdm", "XDM")]
    [TestCase("raw", "Raw")]
    public Task A_connection_without_authentication(string dataType, string title) => Check(
        "connection",
        Map(
            ("name", Text($"ACME Streaming Connection {title} Data")),
            ("description", Text("ACME streaming connection for customer data")),
            ("type", HttpApi),
            ("dataType", Text(dataType))),
        "/data/foundation/flowservice/connections",
        $$"""
        {
          "name": "ACME Streaming Connection {{title}} Data",
          "description": "ACME streaming connection for customer data",
          "connectionSpec": {"id": "bc7b00d6-623a-4dfc-9fdb-f1240aeadaeb", "version": "1.0"},
          "auth": {"specName": "Streaming Connection", "params": {"dataType": "{{dataType}}"} }
        }
        """);

    [TestCase("xdm", "XDM", "Authenticated XDM streaming connection")]
    [TestCase("raw", "Raw", "Authenticated raw streaming connection")]
    public Task A_connection_with_authentication(string dataType, string title, string source) => Check(
        "connection",
        Map(
            ("name", Text($"ACME Streaming Connection {title} Data Authenticated")),
            ("description", Text("ACME streaming connection for customer data")),
            ("type", HttpApi),
            ("dataType", Text(dataType)),
            ("sourceId", Text(source)),
            ("streamName", Text(source)),
            ("authenticationRequired", Value.Of(true))),
        "/data/foundation/flowservice/connections",
        $$"""
        {
          "name": "ACME Streaming Connection {{title}} Data Authenticated",
          "description": "ACME streaming connection for customer data",
          "connectionSpec": {"id": "bc7b00d6-623a-4dfc-9fdb-f1240aeadaeb", "version": "1.0"},
          "auth": {
            "specName": "Streaming Connection",
            "params": {"sourceId": "{{source}}", "dataType": "{{dataType}}", "name": "{{source}}", "authenticationRequired": true}
          }
        }
        """);

    [Test]
    public Task A_source_connection() => Check(
        "sourceConnection",
        Map(
            ("name", Text("ACME Streaming Source Connection for Customer Data")),
            ("description", Text("A streaming source connection for ACME XDM Customer Data")),
            ("baseConnectionId", Text("a59d368a-1152-4673-a46e-bd52e8cdb9a9")),
            ("spec", HttpApi)),
        "/data/foundation/flowservice/sourceConnections",
        """
        {
          "name": "ACME Streaming Source Connection for Customer Data",
          "description": "A streaming source connection for ACME XDM Customer Data",
          "baseConnectionId": "a59d368a-1152-4673-a46e-bd52e8cdb9a9",
          "connectionSpec": {"id": "bc7b00d6-623a-4dfc-9fdb-f1240aeadaeb", "version": "1.0"}
        }
        """);

    [Test]
    public Task A_target_connection() => Check(
        "targetConnection",
        Map(
            ("name", Text("ACME Streaming Target Connection")),
            ("description", Text("ACME Streaming Target Connection")),
            ("spec", Map(("id", Text("c604ff05-7f1a-43c0-8e18-33bf874cb11c")), ("version", Text("1.0")))),
            ("dataSetId", Text("637eb7fadc8a211b6312b65b")),
            ("schema", Map(("id", Text(Schema)), ("version", Text("1.0"))))),
        "/data/foundation/flowservice/targetConnections",
        $$$"""
        {
          "name": "ACME Streaming Target Connection",
          "description": "ACME Streaming Target Connection",
          "data": {"schema": {"id": "{{{Schema}}}", "version": "application/vnd.adobe.xed-full+json;version=1.0"}},
          "params": {"dataSetId": "637eb7fadc8a211b6312b65b"},
          "connectionSpec": {"id": "c604ff05-7f1a-43c0-8e18-33bf874cb11c", "version": "1.0"}
        }
        """);

    [Test]
    public Task A_mapping() => Check(
        "mapping",
        Map(
            ("schema", Map(("id", Text(Schema)), ("version", Text("1.0")))),
            ("fields", Map(
                ("person.name.firstName", Map(("source", Text("firstName")))),
                ("person.name.lastName", Map(("source", Text("lastName"))))))),
        "/data/foundation/mappingSets",
        $$"""
        {
          "version": 0,
          "xdmSchema": "{{Schema}}",
          "xdmVersion": "1.0",
          "mappings": [
            {"destinationXdmPath": "person.name.firstName", "sourceAttribute": "firstName", "identity": false, "version": 0},
            {"destinationXdmPath": "person.name.lastName", "sourceAttribute": "lastName", "identity": false, "version": 0}
          ]
        }
        """,
        AepSettings.TutorialMappingSetsPath);

    [Test]
    public Task A_flow_without_a_mapping() => Check(
        "flow",
        Flow("ACME Streaming Dataflow", "d8a6f005-7eaf-4153-983e-e8574508b877", null),
        "/data/foundation/flowservice/flows",
        """
        {
          "name": "ACME Streaming Dataflow",
          "description": "ACME streaming dataflow for customer data",
          "flowSpec": {"id": "d8a6f005-7eaf-4153-983e-e8574508b877", "version": "1.0"},
          "sourceConnectionIds": ["34ece231-294d-416c-ad2a-5a5dfb2bc69f"],
          "targetConnectionIds": ["07f2f6ff-1da5-4704-916a-c615b873cba9"]
        }
        """);

    [Test]
    public Task A_flow_with_a_mapping() => Check(
        "flow",
        Flow(
            "With",
            "c1a19761-d2c7-4702-b9fa-fe91f0613e81",
            Map(("id", Text("79a623960d3f4969835c9e00dc90c8df")), ("version", Text("0")))).With("enabled", Value.Of(true)),
        "/data/foundation/flowservice/flows",
        """
        {
          "name": "With",
          "description": "ACME streaming dataflow for customer data",
          "flowSpec": {"id": "c1a19761-d2c7-4702-b9fa-fe91f0613e81", "version": "1.0"},
          "sourceConnectionIds": ["34ece231-294d-416c-ad2a-5a5dfb2bc69f"],
          "targetConnectionIds": ["07f2f6ff-1da5-4704-916a-c615b873cba9"],
          "transformations": [{"name": "Mapping", "params": {"mappingId": "79a623960d3f4969835c9e00dc90c8df", "mappingVersion": 0}}]
        }
        """);

    private static Value.Map Flow(string name, string spec, Value? mapping) => Map(
        ("name", Text(name)),
        ("description", Text("ACME streaming dataflow for customer data")),
        ("flowSpec", Map(("id", Text(spec)), ("version", Text("1.0")))),
        ("sourceConnectionId", Text("34ece231-294d-416c-ad2a-5a5dfb2bc69f")),
        ("targetConnectionId", Text("07f2f6ff-1da5-4704-916a-c615b873cba9")),
        ("mapping", mapping));

    private static async Task Check(string kindName, Value.Map fields, string path, string body, string? mappingSetsPath = null)
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Json(201, """{"id": "made", "etag": "\"e\"", "version": 0}"""));
        var settings = Providers.Settings(server.Uri);
        await using var provider = Providers.Create(settings with { MappingSetsPath = mappingSetsPath ?? settings.MappingSetsPath });
        var kind = provider.Kind(kindName);

        var created = await kind.CreateAsync(new(new(kindName, "a"), "acme", kind.Canonicalize(fields)), CancellationToken.None);

        var arrived = server.Requests.Single();
        Assert.That(created.Id, Is.EqualTo("made"));
        Assert.That((arrived.Method, arrived.Target), Is.EqualTo(("POST", path)));
        Assert.That(arrived.Headers["Content-Type"], Is.EqualTo("application/json"));
        Assert.That(JsonNode.DeepEquals(arrived.Json, JsonNode.Parse(body)), Is.True, $"Arrived: {arrived.Body}");
    }
}
