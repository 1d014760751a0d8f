using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;
using FlowPlan.Emulator.Storage;

namespace FlowPlan.Emulator.Services.DataLake;

/// <summary>Batches of datasets, and the rows of a batch that were not written.</summary>
internal sealed class Batches(EmulatorContext emulator)
{
    private const string ErrorFolder = "row_errors";
    private const string ErrorFile = "row_errors/streaming_errors_0.json";

    public Reply List(EmulatorRequest request)
    {
        var (dataSet, status) = (request.QueryValue("dataSet"), request.QueryValue("status"));
        var (after, limit) = (Number(request, "createdAfter", 0), Number(request, "limit", 20));
        if (limit is < 1 or > 100)
            throw DataLakeErrors.Of(400, "limit must be from 1 to 100.");
        var found = All(request.Scope).Where(b =>
            (dataSet is null || b.Totals.Owner == dataSet) && b.Totals.First >= after && (status is null || status == (b.IsFailed ? "failed" : "success")));
        if (request.QueryValue("orderBy")?.StartsWith("desc:", StringComparison.Ordinal) == true)
            found = found.Reverse();
        var page = found.Skip((int)Number(request, "start", 0)).Take((int)limit);
        return Reply.Ok(new JsonObject(page.Select(b => KeyValuePair.Create(b.Id, (JsonNode?)b.ToJson(request.Scope)))));
    }

    public Reply Read(EmulatorRequest request, string id) => Reply.Ok(new JsonObject { [id] = Find(request, id).ToJson(request.Scope) });

    /// <summary>The files with the rows that were not written, or the lines of such a file.</summary>
    public Reply ReadMetadata(EmulatorRequest request, string id)
    {
        var batch = Find(request, id);
        var path = request.QueryValue("path");
        if (path is not (ErrorFolder or ErrorFile))
            throw DataLakeErrors.Of(404, "There is no such file in the batch.");
        var lines = LinesOf(request.Scope, batch);
        if (path == ErrorFile)
            return new Reply(200) { Text = lines };
        var files = batch.Totals.Failed == 0 ? [] : new JsonArray(new JsonObject
        {
            ["name"] = ErrorFile[(ErrorFolder.Length + 1)..],
            ["length"] = Encoding.UTF8.GetByteCount(lines).ToString(CultureInfo.InvariantCulture),
            ["_links"] = new JsonObject { ["self"] = new JsonObject { ["href"] = $"https://platform.adobe.io:443/data/foundation/export/batches/{id}/meta?path={Uri.EscapeDataString(ErrorFile)}" } },
        });
        return Reply.Ok(new JsonObject { ["data"] = files, ["_page"] = new JsonObject { ["limit"] = 100, ["count"] = files.Count } });
    }

    private string LinesOf(Scope scope, Batch batch)
    {
        var from = batch.Totals.Period * Batch.Period;
        var lines = new StringBuilder();
        foreach (var record in emulator.Store.Records.Failed(scope, batch.Totals.Owner, from, from + Batch.Period))
        {
            var line = (JsonObject)JsonNode.Parse(record.Body)!;
            line["_errors"] = new JsonObject { ["_streamingValidation"] = JsonNode.Parse(record.Problem!) };
            line["_xactionId"] = record.TransactionId;
            lines.Append(line.ToJsonString()).Append('\n');
        }

        return lines.ToString();
    }

    private Batch Find(EmulatorRequest request, string id) =>
        All(request.Scope).FirstOrDefault(b => b.Id == id) ?? throw DataLakeErrors.Of(404, $"The batch {id} is not found.");

    private IEnumerable<Batch> All(Scope scope) => emulator.Store.Records
        .TotalsByDataSet(scope, Batch.Period, emulator.Now - emulator.Settings.IngestionLagMilliseconds)
        .Select(Batch.Of);

    private static long Number(EmulatorRequest request, string name, long defaultValue) =>
        request.QueryValue(name) is not { } text ? defaultValue
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw DataLakeErrors.Of(400, $"{name} is not a number.");
}
