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
    public void A_replacement_is_done_after_both_halves_and_what_failed_or_was_skipped_is_not_done()
    {
        var activity = new ApplyActivity(
            Plans.Of(Plans.Action("flow.a", ActionKind.Replace), Plans.Action("flow.b", ActionKind.Create), Plans.Action("flow.c", ActionKind.Create), Plans.Action("flow.d", ActionKind.Replace)), time);
        activity.OnEvent(new ApplyEvent.Completed(AddressOf("flow.a"), ActionKind.Replace, StepKind.Destroy, null, TimeSpan.Zero));

        Assert.That(activity.Rows(default), Is.EqualTo(new[] { "0 of 4 changes done, 0 in progress, 0s" }));

        activity.OnEvent(new ApplyEvent.Completed(AddressOf("flow.a"), ActionKind.Replace, StepKind.Apply, "2", TimeSpan.Zero));
        activity.OnEvent(Failed("flow.b", ActionKind.Create));
        activity.OnEvent(new ApplyEvent.Skipped(AddressOf("flow.c"), ActionKind.Create, AddressOf("flow.b")));

        Assert.That(activity.Rows(default), Is.EqualTo(new[] { "1 of 4 changes done, 1 failed, 1 skipped, 0 in progress, 0s" }));

        // One half failed, so that the other was not begun: one failure.
        activity.OnEvent(Failed("flow.d", ActionKind.Replace));
        activity.OnEvent(new ApplyEvent.Skipped(AddressOf("flow.d"), ActionKind.Replace, AddressOf("flow.d")));

        Assert.That(activity.Rows(default), Is.EqualTo(new[] { "1 of 4 changes done, 2 failed, 1 skipped, 0 in progress, 0s" }));
    }

    [Test]
    public void A_move_is_not_counted_because_nothing_is_sent_for_it()
    {
        var moved = Plans.Action("flow.b", ActionKind.NoOp) with { MovedFrom = AddressOf("flow.a") };
        var alone = new ApplyActivity(Plans.Of(moved), time);
        var besides = new ApplyActivity(Plans.Of(moved, Plans.Action("flow.c", ActionKind.Update)), time);

        Assert.That(alone.Rows(TimeSpan.FromSeconds(1)), Is.EqualTo(new[] { "saving the state, 1s" }));
        Assert.That(besides.Rows(TimeSpan.FromSeconds(1)), Is.EqualTo(new[] { "0 of 1 change done, 0 in progress, 1s" }));
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
            Is.EqualTo("Reading the platform: 401 of 1,201 resources, 3s so far (dataset 400 of 1,200, schema 1)."));
    }

    [TestCase(1, 1, "1 of 1 resource")]
    [TestCase(1200, 0, "0 of 1,200 resources")]
    public void A_number_goes_with_its_noun(int wanted, int found, string counts)
    {
        var progress = new ReadProgress();
        progress.Want("dataset", wanted);
        for (var i = 0; i < found; i++)
            progress.Find("dataset");

        Assert.That(new ReadActivity(progress).Summary(TimeSpan.Zero), Does.StartWith($"Reading the platform: {counts}"));
    }

    private static ApplyEvent.Failed Failed(string address, ActionKind action) =>
        new(AddressOf(address), action, Diagnostic.Of(FlowPlan.Core.Applying.Writing.ApplyDescriptors.InternalError, "no"), false);

    private static ResourceAddress AddressOf(string address) => ResourceAddress.Parse(address);
}
