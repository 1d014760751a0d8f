using System.Net;
using System.Text.Json.Nodes;

namespace FlowPlan.Emulator.Tests;

/// <summary>Many objects created in one request, as their services create them.</summary>
public sealed class SeedTests
{
    private const string Path = "__emulator/objects?organization=ACME@AdobeOrg&sandbox=dev&user=jane@acme.com";
    private const string SchemaId = "https://ns.adobe.com/acme/schemas/5e01";

    private const string Pipeline = $$$$$"""
        [
          {"kind":"schemas","id":"5e01","body":{"type":"object","title":"Loyalty","allOf":[{"$ref":"https://ns.adobe.com/xdm/context/profile"}]}},
          {"kind":"dataSets","id":"da01","body":{"name":"Loyalty","schemaRef":{"id":"{{{{{SchemaId}}}}}"}}},
          {"kind":"connections","id":"c01","body":{"name":"Web","connectionSpec":{"id":"bc7b00d6-623a-4dfc-9fdb-f1240aeadaeb","version":"1.0"},
            "auth":{"specName":"Streaming Connection","params":{"dataType":"raw"}}}},
          {"kind":"sourceConnections","id":"s01","body":{"name":"Source","baseConnectionId":"c01","connectionSpec":{"id":"bc7b00d6-623a-4dfc-9fdb-f1240aeadaeb"}}},
          {"kind":"targetConnections","id":"t01","body":{"name":"Target","data":{"schema":{"id":"{{{{{SchemaId}}}}}"}},"params":{"dataSetId":"da01"},
            "connectionSpec":{"id":"c604ff05-7f1a-43c0-8e18-33bf874cb11c"}}},
          {"kind":"mappingSets","id":"3a01","body":{"xdmSchema":"{{{{{SchemaId}}}}}","mappings":[{"destination":"person.name.firstName","source":"firstName"}]}},
          {"kind":"flows","body":{"name":"Flow","flowSpec":{"id":"c1a19761-d2c7-4702-b9fa-fe91f0613e81"},"sourceConnectionIds":["s01"],"targetConnectionIds":["t01"],
            "transformations":[{"name":"Mapping","params":{"mappingId":"3a01","mappingVersion":0}}]}}
        ]
        """;

    [Test]
    public async Task Objects_get_the_given_or_an_issued_ID_in_the_order_of_the_request()
    {
        await using var emulator = await EmulatorClient.StartAsync(new EmulatorOptions { NumberedIds = true });

        var answer = await emulator.PostAsync(Path, Pipeline);

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(answer.Body!.AsArray().Select(i => (string?)i), Is.EqualTo(new[]
        {
            SchemaId, "da01", "c01", "s01", "t01", "3a01", "f0000000-0000-4000-8000-000000000001",
        }));
    }

    [Test]
    public async Task Objects_get_the_defaults_of_their_service()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var ids = (await emulator.PostAsync(Path, Pipeline)).Body!.AsArray();

        var flow = await emulator.GetAsync(EmulatorClient.Flow + "flows/" + (string?)ids[^1]);
        var connection = await emulator.GetAsync(EmulatorClient.Flow + "connections/c01");
        var dataSet = await emulator.GetAsync(EmulatorClient.Catalog + "dataSets/da01");
        var mapping = await emulator.GetAsync(EmulatorClient.DataPrep + "mappingSets/3a01?version=0");
        var schema = await emulator.GetAsync(
            EmulatorClient.Xdm + "tenant/schemas/_acme.schemas.5e01", ("Accept", "application/vnd.adobe.xed+json; version=1"));

        Assert.That((flow.Text("items", "0", "state"), flow.Text("items", "0", "createdBy")), Is.EqualTo(("enabled", "jane@acme.com")));
        Assert.That(flow.Text("items", "0", "inheritedAttributes", "sourceConnections", "0", "name"), Is.EqualTo("Source"));
        Assert.That(connection.Text("items", "0", "auth", "params", "inletUrl"), Does.StartWith("https://inlets.flowplan.invalid/collection/"));
        Assert.That(dataSet.Text("da01", "tags", "adobe/pqs/table", "0"), Is.EqualTo("loyalty"));
        Assert.That(mapping.Text("mappings", "0", "sourceType"), Is.EqualTo("text/x.schema-path"));
        Assert.That(schema.Text("meta:class"), Is.EqualTo("https://ns.adobe.com/xdm/context/profile"));
    }

    [Test]
    public async Task A_seeded_object_is_protected_by_what_refers_to_it()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        await emulator.PostAsync(Path, Pipeline);

        Assert.That((await emulator.DeleteAsync(EmulatorClient.Flow + "connections/c01")).Text("type"), Does.EndWith("FLOW-1418-400"));
        Assert.That((await emulator.DeleteAsync(EmulatorClient.Flow + "sourceConnections/s01")).Text("type"), Does.EndWith("FLOW-1447-400"));
    }

    [Test]
    public async Task When_one_object_is_rejected_none_is_created_and_the_error_names_it()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var wrong = Pipeline.Replace("\"sourceConnectionIds\":[\"s01\"]", "\"sourceConnectionIds\":[\"s02\"]", StringComparison.Ordinal);

        var answer = await emulator.PostAsync(Path, wrong);

        Assert.That(((int)answer.Status, answer.Text("error")), Is.EqualTo((400, "object 6 (flows) was rejected")));
        Assert.That(answer.Text("response", "type"), Does.EndWith("FLOW-1439-404"));
        Assert.That((await emulator.GetAsync("__emulator/objects")).Body!.AsArray(), Is.Empty);
    }

    [TestCase("{}", "the body must be an array")]
    [TestCase("[{\"kind\":\"nothing\",\"body\":{}}]", "object 0: ")]
    [TestCase("[{\"kind\":\"flows\"}]", "object 0: ")]
    [TestCase("[null]", "object 0: ")]
    public async Task A_malformed_request_is_rejected(string body, string error)
    {
        await using var emulator = await EmulatorClient.StartAsync();

        var answer = await emulator.PostAsync(Path, body);

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(answer.Text("error"), Does.StartWith(error));
    }

    [Test]
    public async Task An_ID_that_exists_is_rejected()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        const string Schema = """[{"kind":"schemas","id":"d1","body":{"type":"object","title":"T","allOf":[{"$ref":"https://ns.adobe.com/xdm/context/profile"}]}}]""";

        var first = await emulator.PostAsync(Path, Schema);
        var second = await emulator.PostAsync(Path, Schema);

        Assert.That((first.Status, second.Status), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.BadRequest)));
        Assert.That(second.Text("error"), Is.EqualTo("object 0: the ID d1 already exists"));
    }

    [Test]
    public async Task A_thousand_objects_are_created_in_one_request()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var items = new JsonArray([.. Enumerable.Range(0, 1000).Select(i => new JsonObject
        {
            ["kind"] = "schemas",
            ["body"] = JsonNode.Parse($$"""{"type":"object","title":"schema {{i}}","allOf":[{"$ref":"https://ns.adobe.com/xdm/context/profile"}]}"""),
        })]);

        var answer = await emulator.PostAsync(Path, items.ToJsonString());

        Assert.That(answer.Body!.AsArray().Select(i => (string?)i), Is.Unique.And.Exactly(1000).Items);
        Assert.That((await emulator.GetAsync("__emulator/objects")).Body!.AsArray(), Has.Count.EqualTo(1000));
    }
}
