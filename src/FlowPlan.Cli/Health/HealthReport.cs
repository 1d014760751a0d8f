using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using FlowPlan.Aep.Ingestion;
using FlowPlan.Cli.Output;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Cli.Health;

/// <summary>The health of flows in the formats of <c>health</c>.</summary>
internal static class HealthReport
{
    /// <summary>The report in a format.</summary>
    public static string Of(string format, string project, string environment, IReadOnlyList<FlowHealth> flows) => format switch
    {
        "json" => Json(project, environment, flows),
        "junit" => JUnitText.Of($"flowplan health {project} {environment}", [.. flows.Select(f => new JUnitCase(f.Flow.Address.ToString(), "health", TimeSpan.Zero, f.IsHealthy ? null : string.Join("; ", f.Problems)))]),
        "prometheus" => Prometheus(project, environment, flows),
        _ => Table(flows),
    };

    /// <summary>Whether a flow takes data, in a word.</summary>
    public static string WordOf(FlowReadiness readiness) => readiness switch
    {
        FlowReadiness.Live => "live",
        FlowReadiness.Young or FlowReadiness.Starting => "starting",
        _ => "off",
    };

    private static string Table(IReadOnlyList<FlowHealth> flows)
    {
        var text = new StringBuilder(TextTable.Of(
            ["FLOW", "HEALTH", "STATE", "LAST SUCCESS", "RECORDS", "FAILED"],
            flows.Select(f => (IReadOnlyList<string>)
            [
                f.Flow.Address.ToString(),
                f.IsHealthy ? "healthy" : "unhealthy",
                WordOf(f.Readiness),
                f.LastSuccess is { } time ? time.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) : "-",
                Quantity.Number(f.RecordsIn),
                f.RecordsIn == 0 ? "-" : string.Create(CultureInfo.InvariantCulture, $"{f.RecordsFailed:N0} ({f.FailureRate * 100:0.##}%)"),
            ])));
        foreach (var flow in flows.Where(f => !f.IsHealthy))
        {
            foreach (var problem in flow.Problems)
                text.Append(CultureInfo.InvariantCulture, $"{flow.Flow.Address}: {SafeText.Line(problem)}.\n");
        }

        return text.ToString();
    }

    private static string Json(string project, string environment, IReadOnlyList<FlowHealth> flows) => JsonDocumentText.Of(new JsonObject
    {
        ["project"] = project,
        ["environment"] = environment,
        ["healthy"] = flows.All(f => f.IsHealthy),
        ["flows"] = new JsonArray([.. flows.Select(f => new JsonObject
        {
            ["address"] = f.Flow.Address.ToString(),
            ["id"] = f.Flow.Id,
            ["healthy"] = f.IsHealthy,
            ["state"] = WordOf(f.Readiness),
            ["lastSuccess"] = f.LastSuccess?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["runs"] = f.Runs,
            ["recordsIn"] = f.RecordsIn,
            ["recordsFailed"] = f.RecordsFailed,
            ["failureRate"] = f.FailureRate,
            ["problems"] = new JsonArray([.. f.Problems.Select(p => (JsonNode)p)]),
        })]),
    });

    private static string Prometheus(string project, string environment, IReadOnlyList<FlowHealth> flows)
    {
        var text = new StringBuilder();
        Metric("flowplan_flow_healthy", "Whether the flow is as its thresholds expect.", f => f.IsHealthy ? 1 : 0);
        Metric("flowplan_flow_live", "Whether the flow takes data.", f => f.Readiness == FlowReadiness.Live ? 1 : 0);
        Metric("flowplan_flow_records", "Records that arrived in the window.", f => f.RecordsIn);
        Metric("flowplan_flow_failed_records", "Records that failed in the window.", f => f.RecordsFailed);
        Metric("flowplan_flow_last_success_timestamp_seconds", "When a record was last written.", f => f.LastSuccess?.ToUnixTimeSeconds());
        return text.ToString();

        void Metric(string name, string help, Func<FlowHealth, long?> value)
        {
            text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} gauge\n");
            foreach (var flow in flows)
            {
                if (value(flow) is { } number)
                    text.Append(CultureInfo.InvariantCulture, $"{name}{{project=\"{Label(project)}\",environment=\"{Label(environment)}\",flow=\"{Label(flow.Flow.Address.Key)}\"}} {number}\n");
            }
        }
    }

    private static string Label(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
