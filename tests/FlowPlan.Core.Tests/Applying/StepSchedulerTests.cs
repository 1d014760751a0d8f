using FlowPlan.Core.Applying;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Tests.Applying;

/// <summary>The scheduler alone, with steps that end when the test says so.</summary>
public sealed class StepSchedulerTests
{
    [Test]
    public async Task Whatever_it_throws_no_step_is_still_running_afterwards()
    {
        var (failing, slow, dependent) = (Step("a", 0), Step("b", 1), Step("c", 2, "a"));
        var release = new TaskCompletionSource<bool?>();
        var run = new StepScheduler([failing, slow, dependent], 2).RunAsync(
            step => step == slow ? release.Task : Task.FromResult<bool?>(false),
            (_, _) => throw new IOException("nobody listens"),
            CancellationToken.None);

        Assert.That(run.IsCompleted, Is.False, "the slow step is awaited");
        release.SetResult(true);
        await Assert.ThatAsync(() => run, Throws.TypeOf<IOException>());
    }

    [Test]
    public async Task A_failed_step_skips_all_that_need_it_and_nothing_else()
    {
        var skipped = new List<string>();
        var steps = new[] { Step("a", 0), Step("b", 1), Step("c", 2, "a"), Step("d", 3, "c", "b"), Step("e", 4, "b") };
        var ran = new List<string>();
        await new StepScheduler(steps, 1).RunAsync(
            step =>
            {
                ran.Add(step.Action.Address.Key);
                return Task.FromResult<bool?>(step.Action.Address.Key != "a");
            },
            (step, cause) => skipped.Add($"{step.Action.Address.Key} because of {cause!.Action.Address.Key}"),
            CancellationToken.None);
        Assert.That(skipped, Is.EqualTo(new[] { "c because of a", "d because of c" }));
        Assert.That(ran, Is.EqualTo(new[] { "a", "b", "e" }));
    }

    [Test]
    public async Task A_step_that_needs_the_failed_one_in_two_ways_is_skipped_once()
    {
        var skipped = new List<string>();
        var ran = new List<string>();
        await new StepScheduler([Step("a", 0), Step("b", 1, "a"), Step("c", 2, "a"), Step("d", 3, "b", "c", "e"), Step("e", 4)], 1).RunAsync(
            step =>
            {
                ran.Add(step.Action.Address.Key);
                return Task.FromResult<bool?>(step.Action.Address.Key != "a");
            },
            (step, cause) => skipped.Add($"{step.Action.Address.Key} because of {cause!.Action.Address.Key}"),
            CancellationToken.None);
        Assert.That(skipped, Is.EqualTo(new[] { "b because of a", "d because of b", "c because of a" }));
        Assert.That(ran, Is.EqualTo(new[] { "a", "e" }));
    }

    [Test]
    public async Task Of_the_steps_that_can_begin_the_first_of_the_plan_begins()
    {
        var ran = new List<string>();
        await new StepScheduler([Step("a", 0), Step("b", 1, "a"), Step("c", 2, "a"), Step("d", 3), Step("e", 4, "b")], 1).RunAsync(
            step =>
            {
                ran.Add(step.Action.Address.Key);
                return Task.FromResult<bool?>(true);
            },
            (_, _) => { },
            CancellationToken.None);
        Assert.That(ran, Is.EqualTo(new[] { "a", "b", "c", "d", "e" }));
    }

    [Test]
    public async Task Once_stopped_nothing_begins_and_each_other_step_is_skipped_once()
    {
        using var stop = new CancellationTokenSource();
        var skipped = new List<string>();
        var ran = new List<string>();
        await new StepScheduler([Step("a", 0), Step("b", 1), Step("c", 2, "a")], 1).RunAsync(
            step =>
            {
                ran.Add(step.Action.Address.Key);
                stop.Cancel();
                return Task.FromResult<bool?>(true);
            },
            (step, cause) => skipped.Add($"{step.Action.Address.Key}{cause}"),
            stop.Token);
        Assert.That(ran, Is.EqualTo(new[] { "a" }));
        Assert.That(skipped, Is.EqualTo(new[] { "b", "c" }));
    }

    [Test]
    public async Task Steps_that_wait_for_each_other_are_reported_not_awaited() => await Assert.ThatAsync(
        () => new StepScheduler([Step("a", 0, "b"), Step("b", 1, "a")], 1).RunAsync(_ => Task.FromResult<bool?>(true), (_, _) => { }, CancellationToken.None),
        Throws.InvalidOperationException.With.Message.Contains("base.a").And.Message.Contains("base.b"));

    private static ExecutionStep Step(string key, int order, params string[] needs) => new(
        new PlannedAction { Address = new("base", key), Kind = ActionKind.Create },
        StepKind.Apply,
        order,
        [.. needs.Select(n => new StepId(new ResourceAddress("base", n), StepKind.Apply))]);
}
