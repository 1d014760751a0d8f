using FlowPlan.Core.Applying;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Tests.Support;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Tests.Applying;

/// <summary>What the observer of an apply is told, and what happens when it throws.</summary>
public sealed class ObserverTests
{
    [TestCase(typeof(ApplyEvent.Started))]
    [TestCase(typeof(ApplyEvent.Completed))]
    [TestCase(typeof(ApplyEvent))]
    public async Task An_observer_that_throws_does_not_disturb_the_apply(Type when)
    {
        var estate = new Estate().Declare(Estate.Make("base.a"), Estate.Make("base.b"), Estate.Make("middle.c", ("base", Estate.Ref("base.a"))));
        var session = new MemorySession(null);

        var result = await estate.ApplyAsync(await estate.PlanAsync(), session: session, observer: told =>
        {
            if (when.IsInstanceOfType(told))
                throw new IOException("the disk is full");
        });

        Assert.That(result.Failed, Is.Empty);
        Assert.That(result.Done, Has.Length.EqualTo(3));
        Assert.That(session.Saved!.Resources, Has.Count.EqualTo(3));
        Assert.That(result.ReportFailure!.Code, Is.EqualTo("FP5008"));
        Assert.That(result.ReportFailure.Message, Does.Contain("the disk is full"));
        Assert.That(result.Complete, Is.True, "all of the plan was carried out");
    }

    [Test]
    public async Task An_observer_that_throws_at_skips_does_not_disturb_the_apply()
    {
        var estate = new Estate().Declare(Estate.Make("base.a"), Estate.Make("middle.c", ("base", Estate.Ref("base.a"))));
        estate.Platform.Fail = _ => new(Finding.Error("FAKE", "no"), CallEffect.None);

        var result = await estate.ApplyAsync(await estate.PlanAsync(), observer: _ => throw new IOException("full"));

        Assert.That(result.Failed.Single().Reason.Code, Is.EqualTo("FAKE"));
        Assert.That(result.Skipped.Single().Address.ToString(), Is.EqualTo("middle.c"));
    }

    [Test]
    public async Task Both_halves_of_a_replacement_are_told_and_it_counts_once_with_the_new_object()
    {
        var estate = new Estate().Declare(Estate.Make("base.a"), Estate.Make("middle.b", ("base", Estate.Ref("base.a"))));
        await estate.ApplyAsync();
        estate.Declare(Estate.Make("middle.b", ("base", Estate.Ref("base.a")), ("size", Value.Of(2))));
        var halves = new List<ApplyEvent.Completed>();

        var result = await estate.ApplyAsync(await estate.PlanAsync(), observer: told =>
        {
            if (told is ApplyEvent.Completed half)
                halves.Add(half);
        });

        Assert.That(halves.Select(h => (h.Step, Deleted: h.Id is null)), Is.EqualTo(new[] { (StepKind.Apply, false), (StepKind.Destroy, true) }));
        var done = result.Done.Single();
        Assert.That((done.Action, done.Step, done.Id), Is.EqualTo((ActionKind.Replace, StepKind.Apply, estate.Id("middle.b"))));
        Assert.That(done.Elapsed, Is.EqualTo(halves[0].Elapsed + halves[1].Elapsed));
    }
}
