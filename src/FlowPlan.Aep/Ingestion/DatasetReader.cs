using System.Globalization;
using System.Text.Json;
using FlowPlan.Aep.Errors;
using FlowPlan.Aep.Json;
using FlowPlan.Aep.Services.Catalog;

namespace FlowPlan.Aep.Ingestion;

/// <summary>What the batches of a dataset say of its records.</summary>
/// <param name="Written">The records that were written.</param>
/// <param name="Failed">The records that failed.</param>
/// <param name="WithFailures">The batches in which records failed, the latest first.</param>
public sealed record DatasetTotals(long Written, long Failed, IReadOnlyList<string> WithFailures);

/// <summary>Reads what was written to datasets.</summary>
public sealed class DatasetReader
{
    private readonly BatchClient batches;

    internal DatasetReader(BatchClient batches) => this.batches = batches;

    /// <summary>The totals of the batches that were created since a time.</summary>
    public async Task<DatasetTotals> TotalsAsync(string dataSetId, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var found = await batches.ListAsync(dataSetId, since, cancellationToken);
        return new(
            found.Sum(b => CountAt(b.Batch, "outputRecordCount")),
            found.Sum(FailedIn),
            [.. found.Where(b => FailedIn(b) > 0).Select(b => b.Id)]);
    }

    /// <summary>Why a record failed, found by a text that is in its row; null if no failed row has it.</summary>
    public async Task<string?> RowErrorAsync(string batchId, IReadOnlyCollection<string> texts, CancellationToken cancellationToken)
    {
        foreach (var row in await batches.ReadFailedRowsAsync(batchId, cancellationToken))
        {
            if (texts.Any(t => row.Contains(t, StringComparison.Ordinal)))
                return ErrorOf(row);
        }

        return null;
    }

    private static long FailedIn((string Id, JsonElement Batch) batch) =>
        Math.Max(CountAt(batch.Batch, "failedRecordCount"), batch.Batch.TextAt("status") is "failed" or "failure" ? 1 : 0);

    private static long CountAt(JsonElement batch, string metric) =>
        long.TryParse(batch.IdAt("metrics", metric), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0;

    private static string ErrorOf(string row)
    {
        try
        {
            var errors = JsonElement.Parse(row).At("_errors");
            var messages = Flatten(errors).Select(e => (e.TextAt("pointerToViolation"), e.TextAt("message") ?? e.TextAt("code"))).Where(e => e.Item2 is not null);
            var text = string.Join("; ", messages.Select(e => e.Item1 is null ? e.Item2 : $"{e.Item1}: {e.Item2}"));
            return ServiceErrorParser.Sanitize(text.Length > 0 ? text : "no reason given");
        }
        catch (JsonException)
        {
            return "its row error cannot be read";
        }
    }

    /// <summary>The errors that have no causes of their own, wherever they are.</summary>
    private static IEnumerable<JsonElement> Flatten(JsonElement node) => node.ValueKind switch
    {
        JsonValueKind.Array => node.EnumerateArray().SelectMany(Flatten),
        JsonValueKind.Object when node.ItemsAt("causingExceptions").Any() => Flatten(node.At("causingExceptions")),
        JsonValueKind.Object when node.TextAt("message") is not null || node.TextAt("code") is not null => [node],
        JsonValueKind.Object => node.EnumerateObject().SelectMany(p => Flatten(p.Value)),
        _ => [],
    };
}
