using System.Globalization;
using System.Text.Json;
using FlowPlan.Aep.Errors;
using FlowPlan.Aep.Json;

namespace FlowPlan.Aep.Services.StreamingIngestion;

/// <summary>Reads what an inlet says of the records that it received.</summary>
internal static class InletReplies
{
    private const int MultiStatus = 207;

    /// <summary>The outcome of each record of a request that the inlet processed.</summary>
    public static IReadOnlyList<RecordOutcome> Read(InletRequest request, int status, ReadOnlyMemory<byte> body)
    {
        JsonElement root;
        try
        {
            root = JsonText.Parse(body.Span);
        }
        catch (JsonException)
        {
            // The status says that a single message was taken; of the messages of a batch nothing is known.
            return request.IsBatch ? All(request, new(RecordResult.Unknown, status, Reason: "the response cannot be read")) : [new(RecordResult.Accepted, status)];
        }

        return request.IsBatch && status == MultiStatus ? ReadBatch(request, root) : All(request, new(RecordResult.Accepted, status, root.IdAt("xactionId")));
    }

    /// <summary>The same outcome for all records of a request.</summary>
    public static IReadOnlyList<RecordOutcome> All(InletRequest request, RecordOutcome outcome) => [.. Enumerable.Repeat(outcome, request.Records)];

    private static List<RecordOutcome> ReadBatch(InletRequest request, JsonElement root)
    {
        var outcomes = root.ItemsAt("responses").Take(request.Records).Select(Read).ToList();
        while (outcomes.Count < request.Records)
            outcomes.Add(new(RecordResult.Unknown, MultiStatus, Reason: "the response does not mention the record"));
        return outcomes;
    }

    private static RecordOutcome Read(JsonElement entry)
    {
        var status = int.TryParse(entry.IdAt("statusCode") ?? entry.IdAt("status"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (int?)null;
        if (status is null or (>= 200 and <= 299))
        {
            return entry.IdAt("xactionId") is { } id
                ? new(RecordResult.Accepted, status ?? MultiStatus, id)
                : new(RecordResult.Unknown, MultiStatus, Reason: "the response has no ID for the record");
        }

        return new(ResultOf(status.Value), status, Reason: ServiceErrorParser.Sanitize(entry.IdAt("message") ?? entry.IdAt("report", "message") ?? "no reason given"));
    }

    /// <summary>What an error says about a record: 429 and 503 mean that it was not looked at.</summary>
    public static RecordResult ResultOf(int status) => status switch
    {
        429 or 503 => RecordResult.NotTaken,
        408 or >= 500 => RecordResult.Unknown,
        _ => RecordResult.Rejected,
    };
}
