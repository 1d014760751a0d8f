using FlowPlan.Aep.Http.Retrying;
using Microsoft.Extensions.Time.Testing;

namespace FlowPlan.Aep.Tests.Http;

[TestFixture]
internal sealed class HostThrottleTests
{
    private readonly FakeTimeProvider time = new();

    [Test]
    public async Task Only_the_blocked_host_is_held_back()
    {
        var throttle = new HostThrottle(time, () => TimeSpan.Zero);
        throttle.Block("a", TimeSpan.FromSeconds(50));

        Assert.That(throttle.WaitAsync("b", CancellationToken.None).AsTask().IsCompletedSuccessfully, Is.True);
        var waiting = throttle.WaitAsync("a", CancellationToken.None).AsTask();
        Assert.That(waiting.IsCompleted, Is.False);
        time.Advance(TimeSpan.FromSeconds(50));
        await waiting;
    }

    [Test]
    public async Task A_shorter_block_does_not_end_a_longer_one()
    {
        var throttle = new HostThrottle(time, () => TimeSpan.Zero);
        throttle.Block("a", TimeSpan.FromSeconds(50));
        throttle.Block("a", TimeSpan.FromSeconds(20));

        var waiting = throttle.WaitAsync("a", CancellationToken.None).AsTask();
        time.Advance(TimeSpan.FromSeconds(49));
        Assert.That(waiting.IsCompleted, Is.False);
        time.Advance(TimeSpan.FromSeconds(1));
        await waiting;
    }

    [Test]
    public async Task Waiting_calls_are_released_with_jitter()
    {
        var jitter = new Queue<TimeSpan>([TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)]);
        var throttle = new HostThrottle(time, jitter.Dequeue);
        throttle.Block("a", TimeSpan.FromSeconds(10));

        var (first, second) = (throttle.WaitAsync("a", CancellationToken.None).AsTask(), throttle.WaitAsync("a", CancellationToken.None).AsTask());
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.That(first.IsCompleted, Is.False);
        time.Advance(TimeSpan.FromSeconds(1));
        await first;
        Assert.That(second.IsCompleted, Is.False);
        time.Advance(TimeSpan.FromSeconds(1));
        await second;
    }
}
