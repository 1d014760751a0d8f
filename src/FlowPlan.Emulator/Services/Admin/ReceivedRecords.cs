using System.Globalization;
using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;
using FlowPlan.Emulator.Storage;

namespace FlowPlan.Emulator.Services.Admin;

/// <summary>The records that the inlets received, each with its flow, its dataset, and what became of it.</summary>
internal sealed class ReceivedRecords(EmulatorContext emulator)
{
    /// <summary>Up to <c>limit</c> records after the one with the number <c>after</c>; those of one dataset or flow when it is given.</summary>
    public Reply List(EmulatorRequest request)
    {
        var rows = new DatasetRows(emulator.Store);
        return Reply.Ok(new JsonArray([.. emulator.Store.Records
            .List(request.QueryValue("dataSet"), request.QueryValue("flow"), Number(request, "after", 0), (int)Number(request, "limit", 1000))
            .Select(r => ToJson(r, rows))]));
    }

    private static JsonObject ToJson(StoredRecord record, DatasetRows rows)
    {
        var result = new JsonObject
        {
            ["order"] = record.Sequence,
            ["organization"] = record.Organization,
            ["sandbox"] = record.Sandbox,
            ["inlet"] = record.Inlet,
            ["flow"] = record.Flow,
            ["dataSet"] = record.DataSet,
            ["xactionId"] = record.TransactionId,
            ["receivedTimeMs"] = record.Received,
            ["status"] = record.Status,
        };
        if (record.Problem is { } problem)
            result["problem"] = JsonNode.Parse(problem);
        if (record.Body.Length > 0)
        {
            var body = JsonNode.Parse(record.Body);
            result["body"] = body;
            if (rows.RowOf(record, body) is { } row)
                result["row"] = row;
        }

        return result;
    }

    private static long Number(EmulatorRequest request, string name, long defaultValue) =>
        request.QueryValue(name) is not { } text ? defaultValue
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw AdminErrors.Of(400, $"{name} is not a number");
}
