using FlowPlan.Core.Tests.Support;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Tests.Applying;

/// <summary>Each object is read back after it was written: a successful apply leaves nothing for the next plan.</summary>
public sealed class ReadBackTests
{
    [Test]
    public async Task A_field_that_the_service_does_not_keep_is_an_error_and_the_object_is_recorded()
    {
        var estate = new Estate().Declare(Estate.Make("base.a", ("color", Value.Of("red"))));
        var plan = await estate.PlanAsync();
        estate.Platform.Fake("base").Forgets.Add("color");

        var result = await estate.ApplyAsync(plan);

        var reason = result.Failed.Single().Reason;
        Assert.That(reason.Code, Is.EqualTo("FP5001"));
        Assert.That(reason.Message, Does.Contain("'color'"));
        Assert.That(reason.Details, Has.Some.EqualTo($"id: {estate.Id("base.a")}"));
        Assert.That(estate.Platform.Objects, Has.Count.EqualTo(1));
        Assert.That((await estate.PlanAsync()).Summarize().Update, Is.EqualTo(1), "the next plan shows the field");
    }

    [Test]
    public async Task So_is_a_field_that_an_update_does_not_keep()
    {
        var estate = new Estate().Declare(Estate.Make("base.a"));
        await estate.ApplyAsync();
        estate.Declare(Estate.Make("base.a", ("color", Value.Of("red"))));
        var plan = await estate.PlanAsync();
        estate.Platform.Fake("base").Forgets.Add("color");

        Assert.That((await estate.ApplyAsync(plan)).Failed.Single().Reason.Code, Is.EqualTo("FP5001"));
    }

    [Test]
    public async Task An_object_that_shows_only_after_a_while_is_read_again()
    {
        var estate = new Estate().Declare(Estate.Make("base.a"));
        var plan = await estate.PlanAsync();
        var (kind, reads) = (estate.Platform.Fake("base"), 0);
        kind.Hides = true;
        estate.Platform.Reading = () =>
        {
            kind.Hides = ++reads < 4;
            return Task.CompletedTask;
        };

        Assert.That((await estate.ApplyAsync(plan)).Complete, Is.True);
        Assert.That(reads, Is.EqualTo(4));
    }

    [Test]
    public async Task An_update_that_the_service_does_not_keep_is_not_sent_twice()
    {
        var estate = new Estate().Declare(Estate.Make("base.a"));
        await estate.ApplyAsync();
        estate.Declare(Estate.Make("base.a", ("color", Value.Of("red"))));
        var plan = await estate.PlanAsync();
        estate.Platform.Fake("base").Forgets.Add("color");
        estate.Platform.Calls.Clear();

        var result = await estate.ApplyAsync(plan);

        Assert.That(result.Failed.Single().Reason.Code, Is.EqualTo("FP5001"));
        Assert.That(estate.Platform.Calls, Is.EqualTo(new[] { "update base.a" }));
    }

    [Test]
    public async Task An_object_that_cannot_be_read_back_is_an_error_and_is_recorded()
    {
        var estate = new Estate().Declare(Estate.Make("base.a"));
        var plan = await estate.PlanAsync();
        estate.Platform.Fake("base").Hides = true;

        var result = await estate.ApplyAsync(plan);

        var reason = result.Failed.Single().Reason;
        Assert.That(reason.Code, Is.EqualTo("FP5002"));
        Assert.That(reason.Message, Does.Contain(estate.Platform.Objects.Single().Id));
        Assert.That(estate.Id("base.a"), Is.EqualTo(estate.Platform.Objects.Single().Id));
    }

    [Test]
    public async Task A_field_that_cannot_be_changed_and_reads_back_differently_is_an_error_and_no_second_object_is_made()
    {
        var estate = new Estate().Declare(Estate.Make("middle.a", ("size", Value.Of(1))));
        estate.Platform.Fake("middle").Answers = fields => fields.With("size", Value.Of(2));

        var result = await estate.ApplyAsync();

        Assert.That(result.Failed.Single().Reason.Code, Is.EqualTo("FP5001"));
        Assert.That(estate.Platform.Calls, Is.EqualTo(new[] { "create middle.a" }));
        var planned = await estate.TryPlanAsync();
        Assert.That(planned.Value!.Actions.Where(a => a.IsChange), Is.Empty);
        Assert.That(planned.Diagnostics.Select(d => (d.Code, $"{d.Address}")), Is.EqualTo(new[] { ("FP4106", "middle.a") }));
        Assert.That(planned.Diagnostics[0].Details, Is.EqualTo(new[] { "wanted '1', found '2'" }));
    }

    [Test]
    public async Task A_field_that_cannot_be_changed_is_replaced_when_the_manifest_or_the_object_changes_later()
    {
        var estate = new Estate().Declare(Estate.Make("middle.a", ("size", Value.Of(1))));
        estate.Platform.Fake("middle").Answers = fields => fields.With("size", Value.Of(2));
        await estate.ApplyAsync();

        estate.Declare(Estate.Make("middle.a", ("size", Value.Of(3))));
        Assert.That((await estate.PlanAsync()).Summarize().Replace, Is.EqualTo(1));

        estate.Declare(Estate.Make("middle.a", ("size", Value.Of(1))));
        estate.Platform.Fake("middle").Answers = fields => fields.With("size", Value.Of(4));
        Assert.That((await estate.PlanAsync()).Summarize().Replace, Is.EqualTo(1));
    }

    [Test]
    public async Task Another_field_of_the_object_can_still_be_updated()
    {
        var estate = new Estate().Declare(Estate.Make("middle.a", ("size", Value.Of(1))));
        estate.Platform.Fake("middle").Answers = fields => fields.Without("size");
        await estate.ApplyAsync();
        estate.Declare(Estate.Make("middle.a", ("size", Value.Of(1)), ("color", Value.Of("red"))));

        var result = await estate.ApplyAsync((await estate.TryPlanAsync()).Value!);

        Assert.That(result.Failed, Is.Empty);
        Assert.That((await estate.TryPlanAsync()).Value!.Actions.Where(a => a.IsChange), Is.Empty);
    }

    [Test]
    public async Task Fields_that_can_be_changed_are_set_beside_one_that_cannot()
    {
        var estate = new Estate().Declare(Estate.Make("middle.a", ("size", Value.Of(1)), ("color", Value.Of("red"))));
        var updated = false;
        estate.Platform.Fake("middle").Answers = fields =>
        {
            updated = estate.Platform.Calls.Contains("update middle.a");
            return (updated ? fields : fields.With("color", Value.Of("none"))).With("size", Value.Of(2));
        };

        var reason = (await estate.ApplyAsync()).Failed.Single().Reason;

        Assert.That(updated, Is.True);
        Assert.That(reason.Code, Is.EqualTo("FP5001"));
        Assert.That(reason.Message, Does.Contain("'size'").And.Not.Contain("'color'"));
    }
}
