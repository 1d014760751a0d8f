namespace FlowPlan.Cli.Sending;

/// <summary>Spreads records evenly, so that no more than a number of them is sent each second.</summary>
/// <param name="perSecond">The number; null for no limit.</param>
/// <param name="time">The clock.</param>
internal sealed class RateLimit(double? perSecond, TimeProvider time)
{
    private DateTimeOffset next = time.GetUtcNow();

    /// <summary>Waits until this many records may be sent.</summary>
    public async ValueTask WaitAsync(int records, CancellationToken cancellationToken)
    {
        if (perSecond is not { } rate)
            return;
        var now = time.GetUtcNow();
        if (next > now)
            await Task.Delay(next - now, time, cancellationToken);
        else
            next = now;
        next += TimeSpan.FromSeconds(records / rate);
    }
}
