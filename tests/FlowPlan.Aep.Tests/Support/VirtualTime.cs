using System.Collections.Concurrent;

namespace FlowPlan.Aep.Tests.Support;

/// <summary>
/// A clock that moves only by the delays requested on it: a delay ends after a thousandth of its time and moves the clock by all of it.
/// For calls over a real connection that delay by themselves; where the test moves the clock, FakeTimeProvider does.
/// </summary>
internal sealed class VirtualTime : TimeProvider
{
    private readonly Lock gate = new();
    private DateTimeOffset now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The lengths of all delays requested, timeouts included.</summary>
    public ConcurrentQueue<TimeSpan> Waits { get; } = new();

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
            return now;
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private void ReachAtLeast(DateTimeOffset moment)
    {
        lock (gate)
            now = moment > now ? moment : now;
    }

    private sealed class VirtualTimer : ITimer
    {
        private readonly VirtualTime time;
        private readonly ITimer inner;
        private DateTimeOffset due = DateTimeOffset.MaxValue;

        public VirtualTimer(VirtualTime time, TimerCallback callback, object? state)
        {
            this.time = time;
            inner = System.CreateTimer(
                _ =>
                {
                    time.ReachAtLeast(due);
                    callback(state);
                },
                null,
                Timeout.InfiniteTimeSpan,
                Timeout.InfiniteTimeSpan);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime == Timeout.InfiniteTimeSpan)
                return inner.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            time.Waits.Enqueue(dueTime);
            due = time.GetUtcNow() + dueTime;
            return inner.Change(dueTime / 1000, Timeout.InfiniteTimeSpan);
        }

        public void Dispose() => inner.Dispose();

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
