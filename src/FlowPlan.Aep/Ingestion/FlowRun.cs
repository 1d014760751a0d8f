using System.Globalization;
using System.Text.Json;
using FlowPlan.Aep.Errors;
using FlowPlan.Aep.Json;

namespace FlowPlan.Aep.Ingestion;

/// <summary>A run of a flow: what it ingested in a period of time.</summary>
public sealed record FlowRun
{
    /// <summary>Its ID.</summary>
    public required string Id { get; init; }

    /// <summary>Its status, such as <c>success</c> or <c>failed</c>; null when the service gives none.</summary>
    public string? Status { get; init; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>When it ended; null while it runs.</summary>
    public DateTimeOffset? Completed { get; init; }

    /// <summary>The records that it received.</summary>
    public long RecordsIn { get; init; }

    /// <summary>The records that it wrote.</summary>
    public long RecordsOut { get; init; }

    /// <summary>The records that failed.</summary>
    public long RecordsFailed { get; init; }

    /// <summary>The bytes that it received.</summary>
    public long BytesIn { get; init; }

    /// <summary>The bytes that it wrote.</summary>
    public long BytesOut { get; init; }

    /// <summary>What the service says of a failure.</summary>
    public string? Error { get; init; }

    /// <summary>How long it took; null while it runs.</summary>
    public TimeSpan? Duration => Completed - Started;

    /// <summary>Whether it failed, or some of its records did.</summary>
    public bool HasFailures => RecordsFailed > 0 || string.Equals(Status, "failed", StringComparison.OrdinalIgnoreCase);

    internal static FlowRun Read(JsonElement run)
    {
        var metrics = run.At("metrics");
        var error = metrics.ItemsAt("statusSummary", "errors").FirstOrDefault();
        var message = error.IdAt("message");
        return new()
        {
            Id = run.IdAt("id")!,
            Status = metrics.TextAt("statusSummary", "status"),
            Created = run.TimeAt("createdAt"),
            Started = metrics.TimeAt("durationSummary", "startedAtUTC"),
            Completed = metrics.TimeAt("durationSummary", "completedAtUTC"),
            RecordsIn = CountAt(metrics, "recordSummary", "inputRecordCount"),
            RecordsOut = CountAt(metrics, "recordSummary", "outputRecordCount"),
            RecordsFailed = CountAt(metrics, "recordSummary", "failedRecordCount"),
            BytesIn = CountAt(metrics, "sizeSummary", "inputBytes"),
            BytesOut = CountAt(metrics, "sizeSummary", "outputBytes"),
            Error = message is null ? error.IdAt("code") : ServiceErrorParser.Sanitize(error.IdAt("code") is { } code ? $"{code}: {message}" : message),
        };
    }

    private static long CountAt(JsonElement element, params ReadOnlySpan<string> path) =>
        long.TryParse(element.IdAt(path), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0;
}
