using System.Globalization;

namespace FlowPlan.Emulator.Tests.Streaming;

/// <summary>Valid and invalid requests to inlets, each with the documented status and the text that its body must have.</summary>
public sealed class InletProbeTests
{
    private const string Invalid = "\"type\":\"http://ns.adobe.com/adobecloud/problem/data-collection-service/inlet\",\"status\":400,\"title\":\"Invalid XDM Message Format\"";
    private const string Unauthorized = "\"type\":\"https://ns.adobe.com/adobecloud/problem/data-collection-service-authorization\",\"status\":\"401\",\"title\":\"Authorization\"";

    private static readonly Probe[] Probes =
    [
        new("an XDM message", "xdm", 200, "\"xactionId\":\""),
        new("an XDM message without an organization, as in the tutorial", "xdm", 200, "\"receivedTimeMs\":") { From = "\"imsOrgId\":\"ACME@AdobeOrg\",", To = "" },
        new("an XDM message with the content type of the tutorial", "xdm", 200, "\"inletId\":\"") { From = "xed-full+json;version=1", To = "xed-full-notext+json; version=1.0" },
        new("an XDM message with the flow in the header", "xdm", 200, "\"xactionId\":\"") { From = "\"flowId\":\"FLOW\",", To = "", Headers = [("x-adobe-flow-id", "FLOW")] },
        new("an XDM message with a source name", "xdm", 200, "\"xactionId\":\"") { From = "\"imsOrgId\"", To = "\"source\":{\"name\":\"Web\"},\"imsOrgId\"" },
        new("raw data with the flow as a header", "raw", 200, "\"xactionId\":\"") { Body = "{\"a\":1}", Headers = [("x-adobe-flow-id", "FLOW")] },
        new("raw data with the flow in the query", "raw", 200, "\"xactionId\":\"") { Body = "{\"a\":1}", Query = "?x-adobe-flow-id=FLOW" },
        new("a charset after the content type", "xdm", 200, "\"xactionId\":\"") { Headers = [("Content-Type", "application/json; charset=utf-8")] },
        new("synchronous validation of a good record", "xdm", 200, "\"syncValidation\":{\"status\":\"pass\"}") { Query = "?syncValidation=true" },
        new("synchronous validation by its other name", "xdm", 400, "\"pointerToViolation\":\"#/person/name/firstName\"") { Query = "?synchronousValidation=true", From = "\"Jane\"", To = "7" },
        new("synchronous validation of raw data", "raw", 200, "\"syncValidation\":{\"skipped\":true}") { Body = "{\"a\":1}", Query = "?syncValidation=true&x-adobe-flow-id=FLOW" },
        new("asynchronous validation acknowledges a bad record", "xdm", 200, "\"xactionId\":\"") { From = "\"Jane\"", To = "7" },
        new("several violations have a common cause", "xdm", 400, "\"_streamingValidation\":[{\"pointerToViolation\":\"#\"") { Query = "?syncValidation=true", From = "{\"firstName\":\"Jane\"}", To = "{\"firstName\":7,\"lastName\":8}" },
        new("raw data on an XDM inlet", "xdm", 400, Invalid) { Body = "{\"a\":1}", Headers = [("x-adobe-flow-id", "FLOW")] },
        new("an XDM message on a raw inlet", "raw", 400, "Message is in XDM format, but the inlet takes raw data"),
        new("another organization", "xdm", 400, "Message has an absent or wrong ims org in the header") { From = "\"ACME@AdobeOrg\"", To = "\"OTHER@AdobeOrg\"" },
        new("no schema in the header", "xdm", 400, "Message has unknown xdm format") { From = "\"header\":{\"schemaRef\"", To = "\"header\":{\"schema\"" },
        new("another schema in the header", "xdm", 400, "is not that of the dataset") { From = "\"header\":{\"schemaRef\":{\"id\":\"", To = "\"header\":{\"schemaRef\":{\"id\":\"x" },
        new("another schema in the body", "xdm", 400, "The schemaRef of xdmMeta is not that of the header") { From = "\"xdmMeta\":{\"schemaRef\":{\"id\":\"", To = "\"xdmMeta\":{\"schemaRef\":{\"id\":\"x" },
        new("no schema in the body", "xdm", 400, "Message has unknown xdm format") { From = "\"xdmMeta\":{\"schemaRef\"", To = "\"xdmMeta\":{\"schema\"" },
        new("no record in the body", "xdm", 400, "Payload body is missing xdmEntity") { From = "\"xdmEntity\"", To = "\"entity\"" },
        new("no dataset", "xdm", 400, "The dataset id is missing in the header") { From = "\"datasetId\"", To = "\"dataset\"" },
        new("an unknown dataset", "xdm", 400, "does not exist") { From = "\"datasetId\":\"", To = "\"datasetId\":\"0" },
        new("no flow", "raw", 400, "The flow id is missing") { Body = "{\"a\":1}" },
        new("an unknown flow", "raw", 400, "takes no data from this inlet") { Body = "{\"a\":1}", Headers = [("x-adobe-flow-id", "00000000-0000-4000-8000-000000000000")] },
        new("text that is not JSON", "xdm", 400, "\"title\":\"Invalid JSON\"") { Body = "{\"a\":" },
        new("another content type", "xdm", 400, "A valid content-type must be specified") { Headers = [("Content-Type", "text/plain")] },
        new("no content type", "xdm", 400, "A valid content-type must be specified") { Headers = [("Content-Type", null)] },
        new("Smile", "xdm", 501, "The emulator does not read Smile") { Headers = [("Content-Type", "application/x-jackson-smile")] },
        new("more than 1 MB", "raw", 413, "A payload is at most 1 MB.") { Body = "{\"a\":\"" + new string('x', 1024 * 1024) + "\"}", Query = "?x-adobe-flow-id=FLOW" },
        new("an unknown inlet", "xdm", 404, "The inlet does not exist.") { Inlet = "00" },
        new("the sandbox of another inlet", "xdm", 400, "The inlet does not belong to the sandbox prod") { Headers = [("x-sandbox-name", "prod")] },
        new("the organization header of another inlet", "xdm", 403, "\"title\":\"Forbidden\"") { Headers = [("x-gw-ims-org-id", "OTHER@AdobeOrg")] },
        new("an authenticated inlet with a token", "locked", 200, "\"xactionId\":\""),
        new("an authenticated inlet without a token", "locked", 401, Unauthorized + ",\"report\":{\"message\":\"[id] Ims service token is empty\"}") { Headers = [("Authorization", null)] },
        new("an authenticated inlet with an expired token", "locked", 401, Unauthorized) { Headers = [("Authorization", "Bearer expired")] },
        new("an open inlet needs no token", "xdm", 200, "\"xactionId\":\"") { Headers = [("Authorization", null)] },
    ];

    private EmulatorClient emulator = null!;
    private Dictionary<string, StreamingFlow> flows = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        emulator = await EmulatorClient.StartAsync();
        flows = new()
        {
            ["xdm"] = await emulator.StreamingFlowAsync(name: "xdm"),
            ["raw"] = await emulator.StreamingFlowAsync("raw", name: "raw"),
            ["locked"] = await emulator.StreamingFlowAsync(authenticated: true, name: "locked"),
        };
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await emulator.DisposeAsync();

    [TestCaseSource(nameof(Probes))]
    public async Task A_request_is_answered_as_documented(Probe probe)
    {
        var flow = flows[probe.On];
        var message = probe.Body ?? flow.Message();
        if (probe.From is not null)
        {
            Assert.That(message, Does.Contain(Fill(probe.From, flow)));
            message = message.Replace(Fill(probe.From, flow), probe.To, StringComparison.Ordinal);
        }

        var answer = await emulator.PostAsync(
            $"collection/{probe.Inlet ?? flow.Inlet}{Fill(probe.Query, flow)}", message, [.. probe.Headers.Select(h => (h.Name, h.Value is null ? null : Fill(h.Value, flow)))]);

        Assert.That((int)answer.Status, Is.EqualTo(probe.Status), answer.Body?.ToJsonString());
        Assert.That(answer.Body!.ToJsonString(), Does.Contain(probe.Says));
        if (probe.Status == 200)
        {
            Assert.That(answer.Text("inletId"), Is.EqualTo(flow.Inlet));
            Assert.That(answer.Text("xactionId"), Does.Match("^[0-9]{13}:[0-9]{4}:[0-9]{3}$"));
        }
    }

    private static string Fill(string text, StreamingFlow flow) => text.Replace("FLOW", flow.Flow, StringComparison.Ordinal);

    /// <summary>A request to an inlet.</summary>
    /// <param name="Name">What it is.</param>
    /// <param name="On">The inlet.</param>
    /// <param name="Status">The documented status.</param>
    /// <param name="Says">What the body contains.</param>
    public sealed record Probe(string Name, string On, int Status, string Says)
    {
        public string? Body { get; init; }

        public string? From { get; init; }

        public string To { get; init; } = string.Empty;

        public string Query { get; init; } = string.Empty;

        public string? Inlet { get; init; }

        public (string Name, string? Value)[] Headers { get; init; } = [];

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name}: {Status}");
    }
}
