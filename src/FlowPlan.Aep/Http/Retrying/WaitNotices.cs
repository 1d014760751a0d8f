using FlowPlan.Aep.Http.Messages;

namespace FlowPlan.Aep.Http.Retrying;

/// <summary>Reports delays that somebody who watches would notice: once for each host, however many calls wait for it.</summary>
internal sealed class WaitNotices(TimeProvider time, Action<HttpWait>? report)
{
    private static readonly TimeSpan Noticeable = TimeSpan.FromSeconds(5);
    private readonly Lock gate = new();
    private readonly Dictionary<string, DateTimeOffset> reportedUntil = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reports that a call waits, unless a wait for the same host that ends about then or later was reported.</summary>
    public void Report(HttpWait wait)
    {
        if (report is null || wait.Delay < Noticeable)
            return;
        var until = time.GetUtcNow() + wait.Delay;
        lock (gate)
        {
            if (reportedUntil.TryGetValue(wait.Host, out var known) && until - known < Noticeable)
                return;
            reportedUntil[wait.Host] = until;
        }

        report(wait);
    }
}
