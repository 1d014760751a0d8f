using System.Collections.Concurrent;

namespace FlowPlan.Aep.Http.Retrying;

/// <summary>Holds calls to a host back until the time that the host asked for.</summary>
/// <param name="time">The clock.</param>
/// <param name="jitter">Gives the additional delay of each waiting call, so that they are not all released at the same moment.</param>
internal sealed class HostThrottle(TimeProvider time, Func<TimeSpan> jitter)
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> blockedUntil = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Waits until a call may be sent to the host.</summary>
    public async ValueTask WaitAsync(string host, CancellationToken cancellationToken)
    {
        // Another call may have been rate-limited during the wait, which extends the block.
        while (blockedUntil.TryGetValue(host, out var until))
        {
            var delay = until - time.GetUtcNow();
            if (delay <= TimeSpan.Zero)
                break;
            await Task.Delay(delay + jitter(), time, cancellationToken);
        }
    }

    /// <summary>Blocks calls to the host for a time. A shorter block does not end a longer one.</summary>
    public void Block(string host, TimeSpan duration)
    {
        var until = time.GetUtcNow() + duration;
        blockedUntil.AddOrUpdate(host, until, (_, known) => known > until ? known : until);
    }
}
