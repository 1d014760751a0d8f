using System.Collections.Concurrent;

namespace FlowPlan.Aep.Http;

/// <summary>Keeps for each host the time before which nothing is sent to it.</summary>
internal sealed class HostGate(TimeProvider time) : IHostGate
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> closedUntil = new(StringComparer.OrdinalIgnoreCase);

    public async ValueTask<IDisposable?> EnterAsync(string host, CancellationToken cancellationToken)
    {
        // The time may have moved on while waiting: another call may have been throttled meanwhile.
        while (closedUntil.TryGetValue(host, out var until))
        {
            var wait = until - time.GetUtcNow();
            if (wait <= TimeSpan.Zero)
                break;
            await Task.Delay(wait, time, cancellationToken);
        }

        return null;
    }

    public void Throttled(string host, TimeSpan wait)
    {
        var until = time.GetUtcNow() + wait;
        closedUntil.AddOrUpdate(host, until, (_, known) => known > until ? known : until);
    }
}
