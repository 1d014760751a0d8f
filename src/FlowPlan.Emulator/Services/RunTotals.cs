using System.Text.Json.Nodes;
using FlowPlan.Emulator.Storage;

namespace FlowPlan.Emulator.Services;

/// <summary>The metrics of a run.</summary>
internal static class RunTotals
{
    /// <summary>The metrics of a run that ingested nothing.</summary>
    public static JsonObject Empty(long now) => Metrics(new(string.Empty, 0, now, now, 0, 0, 0));

    public static JsonObject Metrics(RecordTotals totals)
    {
        var status = new JsonObject { ["status"] = totals is { Failed: > 0, Ingested: 0 } ? "failed" : "success" };
        if (totals.Failed > 0)
            status["errors"] = new JsonArray(new JsonObject { ["code"] = "INGEST-1002-400", ["message"] = "Records do not follow the schema of the dataset." });
        return new()
        {
            ["durationSummary"] = new JsonObject { ["startedAtUTC"] = totals.First, ["completedAtUTC"] = totals.Last },
            ["sizeSummary"] = new JsonObject { ["inputBytes"] = totals.Bytes, ["outputBytes"] = totals.Ingested == 0 ? 0 : totals.Bytes },
            ["recordSummary"] = new JsonObject
            {
                ["inputRecordCount"] = totals.Ingested + totals.Failed,
                ["createdRecordCount"] = totals.Ingested,
                ["outputRecordCount"] = totals.Ingested,
                ["failedRecordCount"] = totals.Failed,
            },
            ["fileSummary"] = new JsonObject { ["inputFileCount"] = 0, ["outputFileCount"] = 0 },
            ["statusSummary"] = status,
        };
    }
}
