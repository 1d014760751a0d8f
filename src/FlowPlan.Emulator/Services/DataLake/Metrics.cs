using System.Globalization;
using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;
using FlowPlan.Emulator.Json;
using FlowPlan.Emulator.Storage;

namespace FlowPlan.Emulator.Services.DataLake;

/// <summary>Observability insights: how many records inlets and datasets received, for each period of a time range.</summary>
internal sealed class Metrics(EmulatorContext emulator)
{
    private static readonly Dictionary<string, long> Periods = new(StringComparer.OrdinalIgnoreCase)
    {
        ["MINUTE"] = 60_000,
        ["HOUR"] = 3_600_000,
        ["DAY"] = 86_400_000,
    };

    private static readonly Dictionary<string, MetricSource> Sources = new(StringComparer.Ordinal)
    {
        ["timeseries.data.collection.inlet.total.messages.received"] = new("inletId", t => t.Ingested + t.Failed),
        ["timeseries.data.collection.inlet.success"] = new("inletId", t => t.Ingested),
        ["timeseries.data.collection.inlet.failure"] = new("inletId", t => t.Failed),
        ["timeseries.ingestion.dataset.recordsuccess.count"] = new("dataSetId", t => t.Ingested),
        ["timeseries.ingestion.dataset.batchsuccess.count"] = new("dataSetId", t => t.Ingested > 0 ? 1 : 0),
        ["timeseries.ingestion.dataset.batchfailed.count"] = new("dataSetId", t => t.Ingested == 0 ? 1 : 0),
    };

    public Reply Read(EmulatorRequest request)
    {
        if (request.Json() is not JsonObject query || query["metrics"] is not JsonArray { Count: > 0 } metrics)
            throw DataLakeErrors.InvalidMetrics("At least one metric is required.");
        var (start, end) = (Time(query, "start"), Time(query, "end"));
        if (!Periods.TryGetValue(query.Text("granularity") ?? "DAY", out var period))
            throw DataLakeErrors.InvalidMetrics($"The granularity {query.Text("granularity")} is not known.");
        return Reply.Ok(new JsonObject { ["metricResponses"] = new JsonArray([.. metrics.Select(m => Read(request.Scope, m, start, end, period, query.Text("granularity") ?? "DAY"))]) });
    }

    private JsonObject Read(Scope scope, JsonNode? metric, long start, long end, long period, string granularity)
    {
        var name = metric.Text("name") ?? string.Empty;
        if (!Sources.TryGetValue(name, out var source))
            throw DataLakeErrors.InvalidMetrics($"The metric {name} is not known.");
        var filter = (metric!["filters"] as JsonArray ?? []).FirstOrDefault();
        if (filter is not null && !string.Equals(filter.Text("name"), source.Filter, StringComparison.OrdinalIgnoreCase))
            throw DataLakeErrors.InvalidMetrics($"The metric {name} cannot be filtered by {filter.Text("name")}.");
        var owners = filter.Text("value")?.Split('|');
        var totals = TotalsOf(scope, source, period).Where(t => (owners is null || owners.Contains(t.Owner)) && t.Last >= start && t.First <= end).ToList();
        var isGrouped = filter?["groupBy"].IsTrue() == true;
        var groups = isGrouped ? totals.GroupBy(t => t.Owner) : totals.GroupBy(_ => string.Empty);
        return new()
        {
            ["metric"] = name,
            ["filters"] = metric["filters"]?.DeepClone() ?? new JsonArray(),
            ["datapoints"] = new JsonArray([.. groups.Select(g => Datapoint(g, isGrouped ? source.Filter : null, source, period))]),
            ["granularity"] = granularity,
        };
    }

    private IReadOnlyList<RecordTotals> TotalsOf(Scope scope, MetricSource source, long period)
    {
        var until = emulator.Now - emulator.Settings.IngestionLagMilliseconds;
        return source.Filter == "inletId" ? emulator.Store.Records.TotalsByInlet(scope, period, until) : emulator.Store.Records.TotalsByDataSet(scope, period, until);
    }

    private static JsonObject Datapoint(IGrouping<string, RecordTotals> group, string? groupedBy, MetricSource source, long period) => new()
    {
        ["groupBy"] = groupedBy is null ? new JsonObject() : new JsonObject { [groupedBy] = group.Key },
        ["dps"] = new JsonObject(group.GroupBy(t => t.Period).Select(g => KeyValuePair.Create(Stamp(g.Key * period), (JsonNode?)g.Sum(source.Count)))),
    };

    private static string Stamp(long milliseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static long Time(JsonObject query, string name) =>
        DateTimeOffset.TryParse(query.Text(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time.ToUnixTimeMilliseconds()
            : throw DataLakeErrors.InvalidMetrics($"{name} must be a time such as 2020-07-14T00:00:00.000Z.");

    /// <summary>Where the numbers of a metric come from.</summary>
    private sealed record MetricSource(string Filter, Func<RecordTotals, long> Count);
}
