using System.Globalization;
using System.Text.Json.Nodes;
using FlowPlan.Emulator.Storage;

namespace FlowPlan.Emulator.Services.DataLake;

/// <summary>A batch of a dataset: the records that arrived within the same minute.</summary>
internal sealed record Batch(string Id, RecordTotals Totals)
{
    public const long Period = 60_000;

    public static Batch Of(RecordTotals totals) => new(
        EmulatorContext.DerivedUuid(string.Create(CultureInfo.InvariantCulture, $"batch {totals.Owner} {totals.Period}")).Replace("-", string.Empty, StringComparison.Ordinal),
        totals);

    /// <summary>Whether no record was written.</summary>
    public bool IsFailed => Totals.Ingested == 0;

    /// <summary>The batch as Catalog returns it.</summary>
    public JsonObject ToJson(Scope scope)
    {
        var batch = new JsonObject
        {
            ["imsOrg"] = scope.Organization,
            ["created"] = Totals.First,
            ["createdClient"] = "acp_core_streaming",
            ["createdUser"] = "acp_core_streaming@AdobeID",
            ["updated"] = Totals.Last,
            ["updatedUser"] = "acp_core_streaming@AdobeID",
            ["started"] = Totals.First,
            ["completed"] = Totals.Last,
            ["status"] = IsFailed ? "failed" : "success",
            ["version"] = "1.0.1",
            ["relatedObjects"] = new JsonArray(new JsonObject { ["type"] = "dataSet", ["id"] = Totals.Owner }),
            ["inputFormat"] = new JsonObject { ["format"] = "json" },
            ["metrics"] = new JsonObject
            {
                ["inputRecordCount"] = Totals.Ingested + Totals.Failed,
                ["outputRecordCount"] = Totals.Ingested,
                ["failedRecordCount"] = Totals.Failed,
                ["inputByteSize"] = Totals.Bytes,
            },
        };
        if (Totals.Failed > 0)
            batch["errors"] = new JsonArray(new JsonObject { ["code"] = "INGEST-1002-400", ["description"] = "Records do not follow the schema of the dataset." });
        return batch;
    }
}
