using FlowPlan.Aep.Ingestion;
using FlowPlan.Aep.Tests.Support;
using FlowPlan.Core.Resources;

namespace FlowPlan.Aep.Tests.Ingestion;

/// <summary>What the metrics say of an inlet.</summary>
[TestFixture]
internal sealed class InletCountsTests
{
    private static readonly DateTimeOffset Since = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private static readonly Inlet Inlet = new()
    {
        Flow = new("flow", "visits"),
        FlowId = "f",
        Url = new("https://dcs.adobedc.net/collection/abc"),
        IsXdm = true,
        RequiresToken = false,
        DataSetId = "d",
        SchemaId = "s",
        SchemaVersion = "1.0",
    };

    [Test]
    public async Task The_periods_of_each_metric_are_added_up()
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Json(200, """
            { "metricResponses": [
              { "metric": "timeseries.data.collection.inlet.failure", "datapoints": [ { "groupBy": {}, "dps": {} } ] },
              { "metric": "timeseries.data.collection.inlet.total.messages.received", "datapoints": [
                { "groupBy": {}, "dps": { "2026-01-02T03:04:00Z": 2, "2026-01-02T03:05:00Z": 3.0 } },
                { "groupBy": {}, "dps": { "2026-01-02T03:04:00Z": 4 } } ] },
              { "metric": "another", "datapoints": [ { "dps": { "2026-01-02T03:04:00Z": 100 } } ] } ] }
            """));
        await using var provider = Providers.Create(Providers.Settings(server.Uri));

        var counts = await provider.Ingestion.CountsAsync(Inlet, Since, Since.AddHours(1), CancellationToken.None);

        Assert.That(counts, Is.EqualTo(new InletCounts(9, 0, 0)));
        var request = server.Requests.Single();
        Assert.That(request.Body, Does.StartWith("""{"start":"2026-01-02T03:04:05.000Z","end":"2026-01-02T04:04:05.000Z","granularity":"MINUTE","metrics":[""")
            .And.Contain("""{"name":"timeseries.data.collection.inlet.success","filters":[{"name":"inletId","value":"abc","groupBy":false}],"aggregator":"sum"}"""));
    }

    [Test]
    public async Task A_question_that_only_reads_is_asked_again_when_the_service_is_busy()
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Json(503, "{}"), Answer.Json(200, """{ "metricResponses": [] }"""));
        await using var provider = Providers.Create(Providers.Settings(server.Uri));

        Assert.That(await provider.Ingestion.CountsAsync(Inlet, Since, Since.AddHours(1), CancellationToken.None), Is.EqualTo(new InletCounts(0, 0, 0)));
    }

    [Test]
    public async Task A_refusal_is_an_error_of_the_service()
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Json(403, "{}"));
        await using var provider = Providers.Create(Providers.Settings(server.Uri));

        var failure = await Assert.ThrowsAsync<ProviderException>(() => provider.Ingestion.CountsAsync(Inlet, Since, Since.AddHours(1), CancellationToken.None));
        Assert.That(failure!.Diagnostic.Message, Does.Contain("Observability Insights"));
    }
}
