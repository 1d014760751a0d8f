using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using FlowPlan.Cli.Output;

namespace FlowPlan.Cli.Health;

/// <summary>The way of a test record in the formats of <c>verify</c>.</summary>
internal static class VerifyReport
{
    /// <summary>The report in a format.</summary>
    public static string Of(string format, VerifyResult result) => format switch
    {
        "json" => Json(result),
        "junit" => JUnitText.Of(
            $"flowplan verify {result.Flow}",
            [.. result.Stages.Select(s => new JUnitCase(result.Flow, s.Name, s.Latency, s.Status == StageStatus.Failed ? s.Detail : null, s.Status == StageStatus.Skipped))]),
        _ => Text(result),
    };

    private static string Text(VerifyResult result)
    {
        var text = new StringBuilder(TextTable.Of(
            ["STAGE", "RESULT", "AFTER", "DETAIL"],
            result.Stages.Select(s => (IReadOnlyList<string>)[s.Name, WordOf(s.Status), s.Status == StageStatus.Skipped ? "-" : Seconds(s.Latency), s.Detail ?? string.Empty])));
        text.Append(result switch
        {
            { Arrived: true } => $"The record arrived in the dataset of {result.Flow} after {Seconds(result.Stages[^1].Latency)}.\n",
            { IsNotLive: true } => $"{result.Flow} does not accept data yet; no record was sent.\n",
            _ => $"The record did not arrive: it did not pass '{result.Stuck!.Name}'.\n",
        });
        return text.ToString();
    }

    private static string Json(VerifyResult result) => JsonDocumentText.Of(new JsonObject
    {
        ["address"] = result.Flow,
        ["arrived"] = result.Arrived,
        ["live"] = !result.IsNotLive,
        ["transactionId"] = result.TransactionId,
        ["stuckAt"] = result.Stuck?.Name,
        ["stages"] = new JsonArray([.. result.Stages.Select(s => new JsonObject
        {
            ["name"] = s.Name,
            ["result"] = WordOf(s.Status),
            ["latencySeconds"] = s.Status == StageStatus.Skipped ? null : Math.Round(s.Latency.TotalSeconds, 3),
            ["detail"] = s.Detail,
        })]),
    });

    private static string WordOf(StageStatus status) => status switch { StageStatus.Passed => "passed", StageStatus.Failed => "failed", _ => "skipped" };

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.0's'", CultureInfo.InvariantCulture);
}
