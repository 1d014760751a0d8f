using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;
using FlowPlan.EndToEnd.Tests.Support;

namespace FlowPlan.EndToEnd.Tests.Data;

/// <summary>
/// Every call of the data section of Adobe's tutorial for the HTTP API source is made by a command: method, URL, headers and body are
/// those of its curl command, with our IDs, and two additions that the API's description requires: the sandbox, and the organization in the
/// header of an XDM message.
/// </summary>
[Parallelizable(ParallelScope.All)]
public sealed class TutorialCallTests
{
    private const string Raw = """{"name":"Johnson Smith","location":{"city":"Seattle","country":"United State of America","address":"3692 Main Street"},"gender":"Male","birthday":{"year":1984,"month":6,"day":9}}""";
    private const string Profile = """{"_id":"http-source-connector-acme-01","person":{"name":{"firstName":"suman","lastName":"nolan"}},"workEmail":{"primary":true,"address":"suman@acme.com","type":"work","status":"active"}}""";

    private const string XdmManifest = """
        apiVersion: flowplan/v1
        project: acme-tutorial
        environments:
          dev: { sandbox: dev }
        connections:
          web: { name: ACME Streaming Connection XDM Data, dataType: xdm, authenticationRequired: AUTH }
        schemas:
          people:
            definition:
              title: ACME People
              class: https://ns.adobe.com/xdm/context/profile
              fieldGroups: [https://ns.adobe.com/xdm/context/profile-person-details, https://ns.adobe.com/xdm/context/profile-work-details]
        datasets:
          people: { name: ACME People, schema: people }
        flows:
          people: { name: ACME Streaming Dataflow, source: { connection: web }, target: { dataset: people } }
        """;

    [Test]
    public async Task Send_XDM_data()
    {
        await using var data = await DataPlatform.StartAsync(XdmManifest.Replace("AUTH", "false", StringComparison.Ordinal), folder: true);

        var send = await data.SendAsync("people", Profile);

        Assert.That(send.ExitCode, Is.Zero, send.All);
        var schemaRef = $$"""{"id":"{{data.IdOf("schema.people")}}","contentType":"application/vnd.adobe.xed-full-notext+json; version=1.0"}""";
        var body = $$$"""
            {
              "header": { "schemaRef": {{{schemaRef}}}, "imsOrgId": "{{{Platform.Organization}}}", "flowId": "{{{data.IdOf("flow.people")}}}", "datasetId": "{{{data.IdOf("dataset.people")}}}" },
              "body": { "xdmMeta": { "schemaRef": {{{schemaRef}}} }, "xdmEntity": {{{Profile}}} }
            }
            """;
        Check(data.Posts.Single(), InletOf(data), body, ("content-type", "application/json"), ("x-sandbox-name", "dev"));
        Assert.That((string?)(await data.RecordsAsync("?dataSet=" + data.IdOf("dataset.people"))).Single()!["status"], Is.EqualTo("ingested"));
    }

    [Test]
    public async Task Send_raw_data_with_the_flow_ID_as_an_HTTP_header()
    {
        await using var data = await DataPlatform.StartAsync("quickstart");
        await OpenInletAsync(data);

        var send = await data.SendAsync("loyalty", Raw);

        Assert.That(send.ExitCode, Is.Zero, send.All);
        Check(data.Posts.Single(), InletOf(data), Raw, ("content-type", "application/json"), ("x-sandbox-name", "dev"), ("x-adobe-flow-id", data.IdOf("flow.loyalty")));
    }

    [Test]
    public async Task Send_raw_data_with_the_flow_ID_as_a_query_parameter()
    {
        await using var data = await DataPlatform.StartAsync("quickstart");
        await OpenInletAsync(data);

        var send = await data.SendAsync("loyalty", Raw, "--flow-id-in", "query");

        Assert.That(send.ExitCode, Is.Zero, send.All);
        Check(data.Posts.Single(), $"{InletOf(data)}?x-adobe-flow-id={data.IdOf("flow.loyalty")}", Raw, ("content-type", "application/json"), ("x-sandbox-name", "dev"));
    }

    [Test]
    public async Task Send_to_an_authenticated_connection_adds_the_token_and_the_organization()
    {
        await using var data = await DataPlatform.StartAsync(XdmManifest.Replace("AUTH", "true", StringComparison.Ordinal), folder: true);

        var send = await data.SendAsync("people", Profile);

        Assert.That(send.ExitCode, Is.Zero, send.All);
        var headers = data.Posts.Single().Headers;
        Assert.That((headers.ContainsKey("authorization"), headers["x-gw-ims-org-id"]), Is.EqualTo((true, Platform.Organization)));
        Assert.That(headers.ContainsKey("x-api-key"), Is.False);
    }

    [Test]
    public async Task The_401_of_an_authenticated_connection_is_explained()
    {
        await using var data = await DataPlatform.StartAsync(XdmManifest.Replace("AUTH", "false", StringComparison.Ordinal), folder: true);
        var inlet = InletOf(data).Split('/')[^1];
        await data.Platform.EditAsync("inlet", inlet, """{"authenticationRequired":true}""");

        var send = await data.SendAsync("people", Profile);

        Assert.That(send.ExitCode, Is.EqualTo(1), send.All);
        Assert.That(send.Error, Does.Contain("[id] Ims service token is empty").And.Contain("The inlet requires authentication, but 'authenticationRequired' was not set when it was applied."));
    }

    [Test]
    public async Task The_equivalent_curl_command_is_the_call_that_is_made()
    {
        await using var data = await DataPlatform.StartAsync("quickstart");

        var dry = await data.SendAsync("loyalty", Raw, "--dry-run");

        Assert.That((dry.ExitCode, data.Posts.Count), Is.EqualTo((0, 0)), dry.All);
        Assert.That(dry.Output, Is.EqualTo(
            $"""
            curl -X POST '{data.Platform.Target.TrimEnd('/')}{InletOf(data)}' \
              -H 'Content-Type: application/json' \
              -H 'x-sandbox-name: dev' \
              -H 'x-gw-ims-org-id: {Platform.Organization}' \
              -H 'x-adobe-flow-id: {data.IdOf("flow.loyalty")}' \
              -H 'Authorization: Bearer ***' \
              -d '{Raw}'

            """.ReplaceLineEndings("\n")));
    }

    /// <summary>The tutorial's raw inlet takes data from anybody; that of the example does not.</summary>
    private static async Task OpenInletAsync(DataPlatform data)
    {
        data.Workspace.Write("flowplan.yaml", data.Workspace.Read("flowplan.yaml").Replace("authenticationRequired: true", "authenticationRequired: false", StringComparison.Ordinal));
        var apply = await data.RunAsync("apply", data.Workspace.Folder, "--env", "dev", "--auto-approve");
        Assert.That(apply.ExitCode, Is.Zero, apply.All);
        data.Platform.Host.ClearRequests();
    }

    private static string InletOf(DataPlatform data)
    {
        var resources = JsonNode.Parse(data.Workspace.Read("flowplan.dev.lock.json"))!["resources"]!;
        return new Uri((string)resources["connection.web"]!["attributes"]!["inletUrl"]!).AbsolutePath;
    }

    private static void Check(RecordedRequest request, string url, string body, params (string Name, string Value)[] headers)
    {
        string[] ofTheTransport = ["host", "content-length", "user-agent", "accept-encoding"];
        Assert.That((request.Method, request.PathAndQuery), Is.EqualTo(("POST", url)));
        Assert.That(request.Headers.Where(h => !ofTheTransport.Contains(h.Key)).Select(h => (h.Key, h.Value)), Is.EquivalentTo(headers));
        Assert.That(JsonNode.DeepEquals(JsonNode.Parse(request.Body), JsonNode.Parse(body)), Is.True, request.Body);
    }
}
