using System.Text.Json.Nodes;
using FlowPlan.EndToEnd.Tests.Support;

namespace FlowPlan.EndToEnd.Tests;

/// <summary>What arrives at the platform is, field by field, what the HTTP API tutorial sends by hand.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class TutorialBodyTests
{
    private const string Schemas = """
        schemas:
          target: { definition: { title: Target, class: https://ns.adobe.com/xdm/context/profile, fieldGroups: [https://ns.adobe.com/xdm/context/profile-person-details] } }
        datasets:
          target: { name: Target, schema: target }
        """;

    private const string Open = """
            name: ACME Streaming Connection
            description: ACME streaming connection for customer data
        """;

    private const string Authenticated = Open + """

            authenticationRequired: true
            sourceId: Authenticated streaming connection
        """;

    [TestCase("xdm", false)]
    [TestCase("raw", false)]
    [TestCase("xdm", true)]
    [TestCase("raw", true)]
    public async Task The_base_connection_is_sent_as_the_tutorial_sends_it(string dataType, bool authenticated)
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = Manifest($"connections:\n  web:\n{(authenticated ? Authenticated : Open)}\n    dataType: {dataType}\n");

        await ApplyAsync(platform, workspace);

        var parameters = authenticated
            ? new JsonObject
            {
                ["sourceId"] = "Authenticated streaming connection",
                ["dataType"] = dataType,
                ["name"] = "Authenticated streaming connection",
                ["authenticationRequired"] = true,
            }
            : new JsonObject { ["dataType"] = dataType };
        AssertBody(platform, "/flowservice/connections", new JsonObject
        {
            ["name"] = "ACME Streaming Connection",
            ["description"] = "ACME streaming connection for customer data",
            ["connectionSpec"] = new JsonObject { ["id"] = "bc7b00d6-623a-4dfc-9fdb-f1240aeadaeb", ["version"] = "1.0" },
            ["auth"] = new JsonObject { ["specName"] = "Streaming Connection", ["params"] = parameters },
        });
    }

    [Test]
    public async Task Source_target_and_flow_without_a_mapping_are_sent_as_the_tutorial_sends_them()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = Manifest(FlowManifest("xdm", string.Empty));

        await ApplyAsync(platform, workspace);

        var resources = JsonNode.Parse(workspace.Read("flowplan.default.lock.json"))!["resources"]!;
        string Id(string address) => (string)resources[address]!["id"]!;
        AssertBody(platform, "/sourceConnections", new JsonObject
        {
            ["name"] = "ACME Streaming Source Connection for Customer Data",
            ["description"] = "A streaming source connection for ACME XDM Customer Data",
            ["baseConnectionId"] = Id("connection.web"),
            ["connectionSpec"] = new JsonObject { ["id"] = "bc7b00d6-623a-4dfc-9fdb-f1240aeadaeb", ["version"] = "1.0" },
        });
        AssertBody(platform, "/targetConnections", new JsonObject
        {
            ["name"] = "ACME Streaming Target Connection",
            ["description"] = "ACME Streaming Target Connection",
            ["data"] = new JsonObject
            {
                ["schema"] = new JsonObject { ["id"] = Id("schema.target"), ["version"] = "application/vnd.adobe.xed-full+json;version=1.0" },
            },
            ["params"] = new JsonObject { ["dataSetId"] = Id("dataset.target") },
            ["connectionSpec"] = new JsonObject { ["id"] = "c604ff05-7f1a-43c0-8e18-33bf874cb11c", ["version"] = "1.0" },
        });
        AssertBody(platform, "/flows", new JsonObject
        {
            ["name"] = "ACME Streaming Dataflow",
            ["description"] = "ACME streaming dataflow for customer data",
            ["flowSpec"] = new JsonObject { ["id"] = "d8a6f005-7eaf-4153-983e-e8574508b877", ["version"] = "1.0" },
            ["sourceConnectionIds"] = new JsonArray(Id("sourceConnection.flow")),
            ["targetConnectionIds"] = new JsonArray(Id("targetConnection.flow")),
        });
    }

    [Test]
    public async Task A_flow_with_a_mapping_is_sent_as_the_tutorial_sends_it()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = Manifest(FlowManifest("raw", "    mapping: person\n") + Mapping);

        await ApplyAsync(platform, workspace);

        var resources = JsonNode.Parse(workspace.Read("flowplan.default.lock.json"))!["resources"]!;
        AssertBody(platform, "/flows", new JsonObject
        {
            ["name"] = "ACME Streaming Dataflow",
            ["description"] = "ACME streaming dataflow for customer data",
            ["flowSpec"] = new JsonObject { ["id"] = "c1a19761-d2c7-4702-b9fa-fe91f0613e81", ["version"] = "1.0" },
            ["sourceConnectionIds"] = new JsonArray((string)resources["sourceConnection.flow"]!["id"]!),
            ["targetConnectionIds"] = new JsonArray((string)resources["targetConnection.flow"]!["id"]!),
            ["transformations"] = new JsonArray(new JsonObject
            {
                ["name"] = "Mapping",
                ["params"] = new JsonObject { ["mappingId"] = (string)resources["mapping.person"]!["id"]!, ["mappingVersion"] = 0 },
            }),
        });
    }

    [Test]
    public async Task The_mapping_set_goes_to_the_documented_path_in_its_dialect()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = Manifest(Schemas + "\n" + Mapping);

        await ApplyAsync(platform, workspace);

        var body = JsonNode.Parse(platform.BodyOfPost("/data/foundation/conversion/mappingSets"))!;
        var schema = (string)JsonNode.Parse(workspace.Read("flowplan.default.lock.json"))!["resources"]!["schema.target"]!["id"]!;
        Assert.That((string?)body["outputSchema"]!["schemaRef"]!["id"], Is.EqualTo(schema));
        var first = body["mappings"]![0]!;
        Assert.That(
            ((string?)first["sourceType"], (string?)first["source"], (string?)first["destination"]),
            Is.EqualTo(("ATTRIBUTE", "firstName", "person.name.firstName")));
    }

    [Test]
    public async Task The_mapping_set_can_go_to_the_path_of_the_tutorial_in_the_dialect_of_the_tutorial()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = Manifest(Schemas + "\n" + Mapping);
        var environment = new Dictionary<string, string>(Platform.Credentials)
        {
            ["FLOWPLAN_SANDBOX"] = "dev",
            ["FLOWPLAN_MAPPING_SETS_PATH"] = "data/foundation/mappingSets",
        };

        var apply = await FlowPlanProcess.RunAsync(workspace.Folder, environment, "apply", "--auto-approve", "--endpoint", platform.Target);

        Assert.That(apply.ExitCode, Is.Zero, apply.All);
        var schema = (string)JsonNode.Parse(workspace.Read("flowplan.default.lock.json"))!["resources"]!["schema.target"]!["id"]!;
        AssertBody(platform, "/data/foundation/mappingSets", new JsonObject
        {
            ["name"] = "person",
            ["version"] = 0,
            ["xdmSchema"] = schema,
            ["xdmVersion"] = "1.0",
            ["mappings"] = new JsonArray(
                new JsonObject { ["destinationXdmPath"] = "person.name.firstName", ["sourceAttribute"] = "firstName", ["identity"] = false, ["version"] = 0 },
                new JsonObject { ["destinationXdmPath"] = "person.name.lastName", ["sourceAttribute"] = "lastName", ["identity"] = false, ["version"] = 0 }),
        });
    }

    private const string Mapping = """
        mappings:
          person:
            schema: target
            fields:
              person.name.firstName: firstName
              person.name.lastName: lastName
        """;

    private static string FlowManifest(string dataType, string mapping) => Schemas + $"""

        connections:
          web: {"{"} name: ACME Streaming Connection, dataType: {dataType} {"}"}
        flows:
          flow:
            name: ACME Streaming Dataflow
            description: ACME streaming dataflow for customer data
            source:
              connection: web
              name: ACME Streaming Source Connection for Customer Data
              description: A streaming source connection for ACME XDM Customer Data
            target:
              dataset: target
              name: ACME Streaming Target Connection
              description: ACME Streaming Target Connection

        """ + mapping;

    private static Workspace Manifest(string sections)
    {
        var workspace = new Workspace();
        workspace.Write("flowplan.yaml", "apiVersion: flowplan/v1\nproject: tutorial\n" + sections);
        return workspace;
    }

    private static async Task ApplyAsync(Platform platform, Workspace workspace)
    {
        var environment = new Dictionary<string, string>(Platform.Credentials) { ["FLOWPLAN_SANDBOX"] = "dev" };
        var apply = await FlowPlanProcess.RunAsync(workspace.Folder, environment, "apply", "--auto-approve", "--endpoint", platform.Target);
        Assert.That(apply.ExitCode, Is.Zero, apply.All);
    }

    private static void AssertBody(Platform platform, string path, JsonObject expected)
    {
        var sent = JsonNode.Parse(platform.BodyOfPost(path));
        Assert.That(JsonNode.DeepEquals(sent, expected), $"sent\n{sent}\nbut the tutorial sends\n{expected}");
    }
}
