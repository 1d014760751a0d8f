using FlowPlan.Core.Applying;
using FlowPlan.Core.Applying.Writing;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Tests.Support;
using FlowPlan.Core.Values;
using static FlowPlan.Core.Tests.Support.Estate;

namespace FlowPlan.Core.Tests.Applying;

/// <summary>How many calls an apply makes at a time, and what other steps do while a step waits for its record.</summary>
public sealed class ParallelCallsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Test]
    public async Task No_more_calls_are_made_at_a_time_than_the_parallelism_allows()
    {
        var estate = new Estate().Declare([.. Enumerable.Range(0, 40).Select(i => Make($"base.r{i}"))]);
        var plan = await estate.PlanAsync();
        var (now, most) = (0, 0);
        var gate = new Lock();
        estate.Platform.Reading = async () =>
        {
            lock (gate)
                most = Math.Max(most, ++now);
            await Task.Delay(2);
            lock (gate)
                now--;
        };

        var result = await estate.ApplyAsync(plan, parallelism: 3);

        Assert.That(result.Done, Has.Length.EqualTo(40));
        Assert.That(most, Is.EqualTo(3));
    }

    [Test]
    public async Task While_steps_wait_for_their_records_others_make_their_calls()
    {
        var estate = new Estate().Declare([.. Enumerable.Range(0, 4).Select(i => Make($"base.r{i}"))]);
        var plan = await estate.PlanAsync();
        var allCreated = new TaskCompletionSource();
        var session = new MemorySession(null)
        {
            Completing = async () =>
            {
                if (estate.Platform.Objects.Count == 4)
                    allCreated.TrySetResult();
                await allCreated.Task;
            },
        };

        var result = await estate.ApplyAsync(plan, parallelism: 2, session: session).WaitAsync(Patience);

        Assert.That(result.Done, Has.Length.EqualTo(4));
    }

    [Test]
    public async Task A_step_whose_first_call_was_not_sent_when_the_run_is_stopped_does_not_begin()
    {
        var estate = new Estate().Declare([.. Enumerable.Range(0, 4).Select(i => Make($"base.r{i}"))]);
        var plan = await estate.PlanAsync();
        using var stop = new CancellationTokenSource();
        using var bothSent = new CountdownEvent(2);
        var session = new MemorySession(null);
        estate.Platform.Fail = _ =>
        {
            bothSent.Signal();
            Assert.That(bothSent.Wait(Patience), Is.True);
            Assert.That(() => session.Intents, Is.EqualTo(4).After((int)Patience.TotalMilliseconds, 1));
            stop.Cancel();
            return null;
        };

        var result = await estate.ApplyAsync(plan, parallelism: 2, session: session, stop: stop.Token);

        Assert.That(result.Done, Has.Length.EqualTo(2));
        Assert.That(result.Failed, Is.Empty);
        Assert.That(result.Skipped.Select(s => s.Because), Is.EqualTo(new ResourceAddress?[] { null, null }));
        Assert.That(estate.Platform.Objects, Has.Count.EqualTo(2));
        Assert.That(session.Log.Count(l => l.StartsWith("rejected", StringComparison.Ordinal)), Is.EqualTo(2));
        Assert.That(session.Entries, Is.Empty, "nothing is left for the next run to look up");
    }

    [Test]
    public async Task A_step_begins_with_its_first_call_and_a_call_that_fails_lets_the_next_begin()
    {
        using var width = new SemaphoreSlim(1);
        var began = new List<string>();
        var platform = new FakePlatform();
        var failing = new TaskCompletionSource();
        platform.Reading = () => failing.Task;
        var (first, second) = (new StepCalls(width, () => began.Add("first"), CancellationToken.None), new StepCalls(width, () => began.Add("second"), CancellationToken.None));

        var one = first.Of(platform.Kind("base")).ReadAsync("a", CancellationToken.None);
        var other = second.Of(platform.Kind("base")).ReadAsync("b", CancellationToken.None);

        Assert.That(began, Is.EqualTo(new[] { "first" }));
        failing.SetException(new ProviderException(Finding.Error("FAKE", "no"), CallEffect.None));
        await Assert.ThatAsync(() => one, Throws.TypeOf<ProviderException>());
        await Assert.ThatAsync(() => other.WaitAsync(Patience), Throws.TypeOf<ProviderException>());
        first.Begin();
        Assert.That(began, Is.EqualTo(new[] { "first", "second" }));
    }

    [TestCase(1, 1)]
    [TestCase(2, 4)]
    [TestCase(8, 16)]
    public void One_call_at_a_time_means_one_step_at_a_time(int parallelism, int steps) =>
        Assert.That(new ApplyOptions(parallelism).Steps, Is.EqualTo(steps));
}
