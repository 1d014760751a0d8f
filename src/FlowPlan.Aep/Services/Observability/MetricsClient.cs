using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlowPlan.Aep.Http;
using FlowPlan.Aep.Json;

namespace FlowPlan.Aep.Services.Observability;

/// <summary>Observability Insights: counts of messages and records.</summary>
internal sealed class MetricsClient(ServiceTransport transport)
{
    private const string Service = "Observability Insights";
    private const string Path = "data/infrastructure/observability/insights/metrics";

    /// <summary>The sum of each metric over a time, in the order of their names; zero where the service has no data.</summary>
    /// <param name="names">The metrics, which all have the same filter.</param>
    /// <param name="filter">What they are filtered by, such as <c>inletId</c>.</param>
    /// <param name="value">The value of the filter.</param>
    /// <param name="start">The start of the time.</param>
    /// <param name="end">Its end.</param>
    /// <param name="cancellationToken">Stops the wait for the answer.</param>
    public async Task<IReadOnlyList<long>> SumAsync(
        IReadOnlyList<string> names, string filter, string value, DateTimeOffset start, DateTimeOffset end, CancellationToken cancellationToken)
    {
        var body = new JsonObject
        {
            ["start"] = Stamp(start),
            ["end"] = Stamp(end),
            ["granularity"] = "MINUTE",
            ["metrics"] = new JsonArray([.. names.Select(name => new JsonObject
            {
                ["name"] = name,
                ["filters"] = new JsonArray(new JsonObject { ["name"] = filter, ["value"] = value, ["groupBy"] = false }),
                ["aggregator"] = "sum",
            })]),
        };
        var response = await transport.SendAsync(new(Service, HttpMethod.Post, Path) { Body = body, ChangesNothing = true }, cancellationToken);
        var answers = response.Body.ItemsAt("metricResponses").ToLookup(m => m.TextAt("metric"), SumOf, StringComparer.Ordinal);
        return [.. names.Select(name => answers[name].Sum())];
    }

    private static long SumOf(JsonElement metric) => metric.ItemsAt("datapoints")
        .Select(point => point.At("dps"))
        .Where(counts => counts.ValueKind == JsonValueKind.Object)
        .Sum(counts => counts.EnumerateObject().Sum(c => c.Value.ValueKind == JsonValueKind.Number && c.Value.TryGetDouble(out var count) ? (long)count : 0));

    private static string Stamp(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
