using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using FlowPlan.Aep.Ingestion;
using FlowPlan.Cli.Arguments;
using FlowPlan.Cli.Output;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Cli.Health;

/// <summary>The runs of a flow as table or JSON.</summary>
internal static class RunReport
{
    public static string Table(IReadOnlyList<FlowRun> runs)
    {
        if (runs.Count == 0)
            return "No runs.\n";
        var text = new StringBuilder(TextTable.Of(
            ["STARTED", "STATUS", "IN", "OUT", "FAILED", "BYTES", "DURATION", "RUN"],
            runs.Select(r => (IReadOnlyList<string>)
            [
                (r.Started ?? r.Created)?.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "-",
                r.Status ?? "-",
                Quantity.Number(r.RecordsIn),
                Quantity.Number(r.RecordsOut),
                Quantity.Number(r.RecordsFailed),
                Quantity.Number(r.BytesIn),
                r.Duration is { } duration ? Durations.Show(duration) : "-",
                r.Id,
            ])));
        foreach (var run in runs.Where(r => r.Error is not null))
            text.Append(CultureInfo.InvariantCulture, $"{run.Id}: {SafeText.Line(run.Error!)}\n");
        return text.ToString();
    }

    public static string Json(DeployedFlow flow, IReadOnlyList<FlowRun> runs) => JsonDocumentText.Of(new JsonObject
    {
        ["address"] = flow.Address.ToString(),
        ["id"] = flow.Id,
        ["runs"] = new JsonArray([.. runs.Select(r => new JsonObject
        {
            ["id"] = r.Id,
            ["status"] = r.Status,
            ["started"] = Time(r.Started ?? r.Created),
            ["completed"] = Time(r.Completed),
            ["recordsIn"] = r.RecordsIn,
            ["recordsOut"] = r.RecordsOut,
            ["recordsFailed"] = r.RecordsFailed,
            ["bytesIn"] = r.BytesIn,
            ["bytesOut"] = r.BytesOut,
            ["error"] = r.Error,
        })]),
    });

    private static string? Time(DateTimeOffset? time) => time?.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
