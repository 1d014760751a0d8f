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
}
