using FlowPlan.Cli.Progress;
using FlowPlan.Core.Applying;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Values;
using Microsoft.Extensions.Time.Testing;

namespace FlowPlan.Cli.Tests.Progress;

/// <summary>What those who wait are told.</summary>
internal sealed class ActivityTests
{
    private readonly FakeTimeProvider time = new();

    [Test]
    public void An_apply_shows_what_is_in_progress_longest_first_and_how_many_changes_are_done()
    {
        var plan = Plans.Of(
            Plans.Action("connection.a", ActionKind.Create),
            Plans.Action("flow.b", ActionKind.Update),
            Plans.Action("flow.c", ActionKind.Delete),
            Plans.Action("flow.same", ActionKind.NoOp));
        var activity = new ApplyActivity(plan, time);
        activity.OnEvent(new ApplyEvent.Started(AddressOf("connection.a"), ActionKind.Create));
        activity.OnEvent(new ApplyEvent.Completed(AddressOf("connection.a"), ActionKind.Create, StepKind.Apply, "1", TimeSpan.Zero));
        activity.OnEvent(new ApplyEvent.Started(AddressOf("flow.c"), ActionKind.Delete));
        time.Advance(TimeSpan.FromSeconds(70));
        activity.OnEvent(new ApplyEvent.Started(AddressOf("flow.b"), ActionKind.Update));
        time.Advance(TimeSpan.FromSeconds(5));

        Assert.That(activity.Rows(TimeSpan.FromSeconds(80)), Is.EqualTo(new[]
        {
            "  deleting   flow.c  1m 15s",
            "  updating   flow.b  5s",
            "1 of 3 changes done, 2 in progress, 1m 20s",
        }));
        Assert.That(
            activity.Summary(TimeSpan.FromSeconds(80)),
            Is.EqualTo("Still applying: 1 of 3 changes done, 2 in progress, 1m 20s. Longest: deleting flow.c, 1m 15s."));
    }

    [Test]
    public void A_replacement_is_done_after_both_halves_and_a_failure_is_counted()
    {
        var activity = new ApplyActivity(Plans.Of(Plans.Action("flow.a", ActionKind.Replace), Plans.Action("flow.b", ActionKind.Create)), time);
        activity.OnEvent(new ApplyEvent.Completed(AddressOf("flow.a"), ActionKind.Replace, StepKind.Destroy, null, TimeSpan.Zero));

        Assert.That(activity.Rows(default), Is.EqualTo(new[] { "0 of 2 changes done, 0 in progress, 0s" }));

        activity.OnEvent(new ApplyEvent.Completed(AddressOf("flow.a"), ActionKind.Replace, StepKind.Apply, "2", TimeSpan.Zero));
        activity.OnEvent(new ApplyEvent.Failed(AddressOf("flow.b"), ActionKind.Create, Diagnostic.Of(FlowPlan.Core.Applying.Writing.ApplyDescriptors.InternalError, "no"), false));

        Assert.That(activity.Rows(default), Is.EqualTo(new[] { "2 of 2 changes done, 1 failed, 0 in progress, 0s" }));
    }

    [Test]
    public void More_than_fit_are_counted()
    {
        var addresses = Enumerable.Range(10, 20).Select(n => $"flow.f{n}").ToArray();
        var activity = new ApplyActivity(Plans.Of([.. addresses.Select(a => Plans.Action(a, ActionKind.Create))]), time);
        foreach (var address in addresses)
            activity.OnEvent(new ApplyEvent.Started(AddressOf(address), ActionKind.Create));

        var rows = activity.Rows(TimeSpan.FromSeconds(1));

        Assert.That(rows, Has.Count.EqualTo(10));
        Assert.That(rows.TakeLast(2), Is.EqualTo(new[] { "  … and 12 more", "0 of 20 changes done, 20 in progress, 1s" }));
    }

    [Test]
    public void Reading_shows_how_many_of_how_many_and_the_kinds_that_are_left()
    {
        var progress = new ReadProgress();
        progress.Want("dataset", 1200);
        progress.Want("flow", 1);
        progress.Find("flow");
        for (var found = 0; found < 400; found++)
            progress.Find("dataset");
        progress.List("schema");

        Assert.That(
            new ReadActivity(progress).Summary(TimeSpan.FromSeconds(3)),
            Is.EqualTo("Reading the platform: 401 of 1,201 resources (dataset 400 of 1,200, schema 1), 3s so far."));
    }

    private static ResourceAddress AddressOf(string address) => ResourceAddress.Parse(address);
}
