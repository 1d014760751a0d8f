using FlowPlan.Aep.Http.Paging;

namespace FlowPlan.Aep.Tests.Http;

[TestFixture]
internal sealed class BoundedParallelTests
{
    [Test]
    public async Task Results_come_in_order_from_as_many_calls_as_allowed_at_once()
    {
        var (running, widest) = (0, 0);
        var full = new TaskCompletionSource();
        async Task<int> SlowAsync(int item, CancellationToken cancellationToken)
        {
            widest = Math.Max(widest, ++running);
            if (running == 3)
                full.TrySetResult();
            await full.Task.WaitAsync(TimeSpan.FromSeconds(30), cancellationToken);
            await Task.Yield();
            running--;
            return item * 10;
        }

        var results = await SynchronizeAsync(() => Enumerable.Range(0, 8).ToAsyncEnumerable().SelectAsync(3, SlowAsync, CancellationToken.None).ToListAsync().AsTask());

        Assert.That(results, Is.EqualTo(Enumerable.Range(0, 8).Select(i => i * 10)));
        Assert.That(widest, Is.EqualTo(3));
    }

    [Test]
    public async Task A_consumer_that_stops_early_causes_no_further_calls()
    {
        var calls = 0;
        var list = Enumerable.Range(0, 100).ToAsyncEnumerable().SelectAsync(4, (item, _) => Task.FromResult(calls++), CancellationToken.None);

        await foreach (var first in list)
            break;

        Assert.That(calls, Is.EqualTo(1));
    }

    [Test]
    public async Task A_call_that_fails_ends_the_list_and_cancels_the_others()
    {
        // The call that fails waits for another one: a call that has not begun by then never begins.
        var (begun, cancelled) = (new TaskCompletionSource(), new TaskCompletionSource());
        async Task<int> CallAsync(int item, CancellationToken cancellationToken)
        {
            await Task.Yield();
            if (item == 0)
            {
                await begun.Task;
                throw new InvalidDataException("first");
            }

            await using var registration = cancellationToken.Register(() => cancelled.TrySetResult());
            begun.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return item;
        }

        var list = Enumerable.Range(0, 3).ToAsyncEnumerable().SelectAsync(3, CallAsync, CancellationToken.None);

        await Assert.ThrowsAsync<InvalidDataException>(() => list.ToListAsync().AsTask());
        await cancelled.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    /// <summary>Runs on one thread at a time, so that the test may count without a lock.</summary>
    private static Task<T> SynchronizeAsync<T>(Func<Task<T>> run) => Task.Factory.StartNew(
        run, CancellationToken.None, TaskCreationOptions.None, new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler).Unwrap();
}
