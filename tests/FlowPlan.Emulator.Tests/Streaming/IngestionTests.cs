using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace FlowPlan.Emulator.Tests.Streaming;

/// <summary>What becomes of records after an inlet acknowledged them.</summary>
public sealed class IngestionTests
{
    private const string Batches = "data/foundation/catalog/batches";
    private const string Metrics = "data/infrastructure/observability/insights/metrics";

    private EmulatorClient emulator = null!;
    private StreamingFlow flow = null!;

    [SetUp]
    public async Task StartAsync()
    {
        emulator = await EmulatorClient.StartAsync();
        flow = await emulator.StreamingFlowAsync();
    }

    [TearDown]
    public async Task StopAsync() => await emulator.DisposeAsync();

    [Test]
    public async Task A_record_is_kept_with_its_dataset_as_it_was_sent()
    {
        var sent = await emulator.PostAsync(flow.Url, flow.Message());

        var kept = await emulator.GetAsync($"__emulator/records?dataSet={flow.DataSet}");

        Assert.That(kept.Body!.AsArray(), Has.Count.EqualTo(1));
        Assert.That((kept.Text("0", "flow"), kept.Text("0", "xactionId"), kept.Text("0", "status")), Is.EqualTo((flow.Flow, sent.Text("xactionId"), "ingested")));
        Assert.That(JsonNode.DeepEquals(kept.At("0", "body"), JsonNode.Parse(flow.Message())), Is.True);
        Assert.That((await emulator.GetAsync("__emulator/records?dataSet=other")).Body!.AsArray(), Is.Empty);
        Assert.That((await emulator.GetAsync("__emulator/records?flow=" + flow.Flow)).Body!.AsArray(), Has.Count.EqualTo(1));
        Assert.That((await emulator.GetAsync($"__emulator/records?after={kept.At("0", "order")}")).Body!.AsArray(), Is.Empty);
    }

    [Test]
    public async Task The_records_of_a_flow_are_a_run()
    {
        await emulator.PostAsync(flow.Url, flow.Message());
        await emulator.PostAsync(flow.BatchUrl, $$"""{"messages":[{{flow.Message()}},{{flow.Message().Replace("\"Jane\"", "7", StringComparison.Ordinal)}},{"a":1}]}""");

        var runs = await emulator.GetAsync($"{EmulatorClient.Flow}runs?property=flowId=={flow.Flow}&orderby=-createdAt");

        Assert.That(runs.At("items")!.AsArray().Sum(r => (int)r!["metrics"]!["recordSummary"]!["inputRecordCount"]!), Is.EqualTo(3), "a rejected message is not part of a run");
        Assert.That(runs.At("items")!.AsArray().Sum(r => (int)r!["metrics"]!["recordSummary"]!["failedRecordCount"]!), Is.EqualTo(1));
        Assert.That(runs.Text("items", "0", "flowId"), Is.EqualTo(flow.Flow));
        Assert.That((await emulator.GetAsync(EmulatorClient.Flow + "runs/" + runs.Text("items", "0", "id"))).Text("items", "0", "metrics", "statusSummary", "status"), Is.EqualTo("success"));
    }

    [Test]
    public async Task A_record_that_does_not_follow_its_schema_is_a_row_error_of_its_batch()
    {
        var sent = await emulator.PostAsync(flow.Url, flow.Message().Replace("\"Jane\"", "7", StringComparison.Ordinal));

        var batches = await emulator.GetAsync($"{Batches}?dataSet={flow.DataSet}&orderBy=desc:created");
        var (id, batch) = batches.Body!.AsObject().Single();
        var files = await emulator.GetAsync($"data/foundation/export/batches/{id}/meta?path=row_errors");
        var lines = await emulator.GetAsync($"data/foundation/export/batches/{id}/meta?path=row_errors/{files.Text("data", "0", "name")}");

        Assert.That(((string?)batch!["status"], (int)batch["metrics"]!["failedRecordCount"]!), Is.EqualTo(("failed", 1)));
        Assert.That((lines.Text("_xactionId"), lines.Text("_errors", "_streamingValidation", "0", "pointerToViolation")), Is.EqualTo((sent.Text("xactionId"), "#/person/name/firstName")));
        Assert.That((await emulator.GetAsync(Batches + "/" + id)).Text(id, "status"), Is.EqualTo("failed"));
        Assert.That((await emulator.GetAsync($"{Batches}?dataSet=other")).Body!.AsObject(), Is.Empty);
        Assert.That((await emulator.GetAsync($"{Batches}/none")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Metrics_count_the_messages_of_an_inlet_and_the_records_of_a_dataset()
    {
        await emulator.PostAsync(flow.Url, flow.Message());
        await emulator.PostAsync(flow.Url, """{"a":1}""");

        var answer = await emulator.PostAsync(Metrics, $$"""
            {"start":"2020-01-01T00:00:00.000Z","end":"2100-01-01T00:00:00.000Z","granularity":"DAY","metrics":[
              {"name":"timeseries.data.collection.inlet.total.messages.received","filters":[{"name":"inletId","value":"{{flow.Inlet}}","groupBy":true}],"aggregator":"sum"},
              {"name":"timeseries.data.collection.inlet.failure","filters":[{"name":"inletId","value":"{{flow.Inlet}}"}],"aggregator":"sum"},
              {"name":"timeseries.ingestion.dataset.recordsuccess.count","filters":[{"name":"dataSetId","value":"{{flow.DataSet}}","groupBy":true}],"aggregator":"sum"}]}
            """);

        Assert.That(Enumerable.Range(0, 3).Select(i => Sum(answer, i)), Is.EqualTo(new[] { 2, 1, 1 }));
        Assert.That(answer.Text("metricResponses", "2", "datapoints", "0", "groupBy", "dataSetId"), Is.EqualTo(flow.DataSet));
    }

    [TestCase("""{"start":"2020-01-01T00:00:00Z","end":"2100-01-01T00:00:00Z","metrics":[{"name":"timeseries.unknown"}]}""")]
    [TestCase("""{"start":"2020-01-01T00:00:00Z","end":"2100-01-01T00:00:00Z","metrics":[]}""")]
    [TestCase("""{"start":"soon","end":"later","metrics":[{"name":"timeseries.ingestion.dataset.recordsuccess.count"}]}""")]
    public async Task An_invalid_request_for_metrics_is_refused(string body)
    {
        var answer = await emulator.PostAsync(Metrics, body);

        Assert.That((answer.Status, answer.Text("type")), Is.EqualTo((HttpStatusCode.BadRequest, "https://ns.adobe.com/aep/errors/INSGHT-1000-400")));
    }

    [Test]
    public async Task A_flow_that_is_not_live_yet_loses_records_that_its_inlet_acknowledges()
    {
        await emulator.SendAsync(HttpMethod.Put, "__emulator/settings", """{"flowLiveAfterSeconds":3600}""");

        var sent = await emulator.PostAsync(flow.Url, flow.Message());
        var state = (await emulator.GetAsync(EmulatorClient.Flow + "flows/" + flow.Flow)).Text("items", "0", "state");
        var kept = await emulator.GetAsync("__emulator/records");

        Assert.That((sent.Status, state, kept.Text("0", "status")), Is.EqualTo((HttpStatusCode.OK, "initializing", "dropped")));
        Assert.That((await emulator.GetAsync($"{EmulatorClient.Flow}runs?property=flowId=={flow.Flow}")).At("items")!.AsArray(), Is.Empty);

        await emulator.SendAsync(HttpMethod.Put, "__emulator/settings", "{}");
        Assert.That((await emulator.GetAsync(EmulatorClient.Flow + "flows/" + flow.Flow)).Text("items", "0", "state"), Is.EqualTo("enabled"));
    }

    [Test]
    public async Task A_disabled_flow_loses_records()
    {
        await emulator.PostAsync($"{EmulatorClient.Flow}flows/{flow.Flow}/action?op=disable", string.Empty);
        await emulator.PostAsync(flow.Url, flow.Message());

        Assert.That((await emulator.GetAsync("__emulator/records")).Text("0", "status"), Is.EqualTo("dropped"));
    }

    [Test]
    public async Task Records_appear_in_runs_and_batches_after_the_lag()
    {
        await emulator.SendAsync(HttpMethod.Put, "__emulator/settings", """{"ingestionLagMilliseconds":3600000}""");
        await emulator.PostAsync(flow.Url, flow.Message());

        Assert.That((await emulator.GetAsync($"{EmulatorClient.Flow}runs?property=flowId=={flow.Flow}")).At("items")!.AsArray(), Is.Empty);
        Assert.That((await emulator.GetAsync($"{Batches}?dataSet={flow.DataSet}")).Body!.AsObject(), Is.Empty);
    }

    [Test]
    public async Task Synchronous_validation_is_limited_per_minute_and_can_be_missing()
    {
        await emulator.SendAsync(HttpMethod.Put, "__emulator/settings", """{"synchronousValidationsPerMinute":0}""");
        var limited = await emulator.PostAsync(flow.Url + "?syncValidation=true", flow.Message());
        await emulator.SendAsync(HttpMethod.Put, "__emulator/settings", """{"synchronousValidation":false}""");
        var missing = await emulator.PostAsync(flow.Url + "?syncValidation=true", flow.Message());

        Assert.That((limited.Status, (int)missing.Status), Is.EqualTo((HttpStatusCode.TooManyRequests, 501)));
        Assert.That(limited.Response.Headers.RetryAfter!.Delta, Is.GreaterThan(TimeSpan.Zero));
    }

    [Test]
    public async Task An_event_must_have_an_ID_and_a_time()
    {
        var schema = (await emulator.PostAsync(EmulatorClient.Xdm + "tenant/schemas", """{"type":"object","title":"Visits","allOf":[{"$ref":"https://ns.adobe.com/xdm/context/experienceevent"}]}""")).Text("$id")!;
        var events = await emulator.StreamingFlowAsync(schema: schema, name: "Visits");

        var answer = await emulator.PostAsync(events.Url + "?syncValidation=true", events.Message("""{"eventType":"view"}"""));

        Assert.That(answer.Text("report", "cause", "_streamingValidation", "0", "causingExceptions", "1", "message"), Is.EqualTo("required key [timestamp] not found"));
    }

    [Test]
    public async Task A_run_that_is_created_keeps_its_metrics()
    {
        var run = await emulator.PostAsync(EmulatorClient.Flow + "runs", $$$$"""{"flowId":"{{{{flow.Flow}}}}","metrics":{"recordSummary":{"inputRecordCount":5},"statusSummary":{"status":"failed"}}}""");

        var read = await emulator.GetAsync(EmulatorClient.Flow + "runs/" + run.Text("id"));

        Assert.That((read.Text("items", "0", "metrics", "statusSummary", "status"), (int)read.At("items", "0", "metrics", "recordSummary", "inputRecordCount")!), Is.EqualTo(("failed", 5)));
    }

    private static int Sum(Answer answer, int metric) => answer.At("metricResponses", metric.ToString(CultureInfo.InvariantCulture), "datapoints")!.AsArray()
        .Sum(d => d!["dps"]!.AsObject().Sum(p => (int)p.Value!));
}
