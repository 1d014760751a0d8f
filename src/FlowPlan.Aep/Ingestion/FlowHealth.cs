using System.Globalization;

namespace FlowPlan.Aep.Ingestion;

/// <summary>How a flow is doing, apart from whether it is as declared.</summary>
public sealed record FlowHealth
{
    /// <summary>The flow.</summary>
    public required DeployedFlow Flow { get; init; }

    /// <summary>Whether it takes data.</summary>
    public required FlowReadiness Readiness { get; init; }

    /// <summary>When a record was last written; null if none was in the window, or in the silence that is allowed.</summary>
    public DateTimeOffset? LastSuccess { get; init; }

    /// <summary>How many runs the window has.</summary>
    public int Runs { get; init; }

    /// <summary>The records that arrived in the window.</summary>
    public long RecordsIn { get; init; }

    /// <summary>Those of them that failed.</summary>
    public long RecordsFailed { get; init; }

    /// <summary>The share of records that failed, from 0 to 1.</summary>
    public double FailureRate => RecordsIn == 0 ? 0 : (double)RecordsFailed / RecordsIn;

    /// <summary>Why it is unhealthy; empty when it is healthy.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    /// <summary>Whether it is as the thresholds expect.</summary>
    public bool IsHealthy => Problems.Count == 0;

    /// <summary>Judges a flow.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="status">The flow as the platform has it; null when it does not exist.</param>
    /// <param name="life">Whether it takes data.</param>
    /// <param name="isOffByIntent">Whether the manifest disables it.</param>
    /// <param name="runs">Its runs in the window, the latest first.</param>
    /// <param name="thresholds">What is expected.</param>
    /// <param name="now">The time.</param>
    public static FlowHealth Of(
        DeployedFlow flow, FlowStatus? status, FlowLife life, bool isOffByIntent, IReadOnlyList<FlowRun> runs, HealthThresholds thresholds, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(runs);
        ArgumentNullException.ThrowIfNull(thresholds);
        ArgumentNullException.ThrowIfNull(life);
        var problems = new List<string>();
        var lastSuccess = runs.Where(r => r.RecordsOut > 0).Max(r => r.Completed ?? r.Created);
        runs = [.. runs.Where(r => (r.Completed ?? r.Created ?? now) >= now - thresholds.Window)];
        var health = new FlowHealth
        {
            Flow = flow,
            Readiness = life.Readiness,
            LastSuccess = lastSuccess,
            Runs = runs.Count,
            RecordsIn = runs.Sum(r => r.RecordsIn),
            RecordsFailed = runs.Sum(r => r.RecordsFailed),
            Problems = problems,
        };
        if (status is null)
            problems.Add("it does not exist any more");
        else if (life.Readiness == FlowReadiness.Off && !isOffByIntent)
            problems.Add($"it is {status.State?.ToLowerInvariant() ?? "in an unknown state"}");
        if (health.FailureRate > thresholds.MaxFailureRate)
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"{health.RecordsFailed:N0} of {health.RecordsIn:N0} records failed{ReasonOf(runs)}"));
        else if (runs.Count(r => r.RecordsIn == 0 && r.HasFailures) is > 0 and var failed)
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"{failed:N0} of {runs.Count:N0} runs failed{ReasonOf(runs)}"));
        if (thresholds.MaxSilence is { } most && life.IsLive && (health.LastSuccess ?? status?.Created) is { } last && now - last > most)
            problems.Add($"no record for {Show(now - last)}, more than {Show(most)}");
        return health;
    }

    private static string ReasonOf(IReadOnlyList<FlowRun> runs) => runs.FirstOrDefault(r => r.Error is not null)?.Error is { } error ? $": {error.TrimEnd('.')}" : string.Empty;

    private static string Show(TimeSpan time) => time switch
    {
        { TotalDays: >= 2 } => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalDays} days"),
        { TotalHours: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours}h{(time.Minutes > 0 ? $" {time.Minutes}m" : string.Empty)}"),
        { TotalMinutes: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes}m"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalSeconds}s"),
    };
}
