using FlowPlan.Core.Planning;
using FlowPlan.Core.Tests.Support;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Tests.Planning;

/// <summary>A field that can be changed until a time only.</summary>
public sealed class FixedFieldTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeSeconds(1000);

    [TestCase(-1, true)]
    [TestCase(0, false)]
    [TestCase(1, false)]
    public async Task It_can_be_changed_until_then(int seconds, bool possible)
    {
        var estate = await StartedAsync();
        estate.Now = Start.AddSeconds(seconds);
        estate.Declare(Starting(2000));

        var planned = await estate.TryPlanAsync();

        Assert.That(planned.Succeeded, Is.EqualTo(possible));
        Assert.That(planned.Diagnostics.Select(d => (d.Code, d.Help)), Is.EqualTo(possible ? [] : new[] { ("FP4007", "it has started") }));
    }

    [Test]
    public async Task It_can_be_changed_by_a_replacement()
    {
        var estate = await StartedAsync();
        estate.Now = Start;
        estate.Declare(Starting(2000));
        estate.Options = PlanOptions.Default with { Replace = [new("base", "a")] };

        Assert.That((await estate.PlanAsync()).Summarize().Replace, Is.EqualTo(1));
    }

    [Test]
    public async Task It_cannot_be_removed_either()
    {
        var estate = await StartedAsync();
        estate.Now = Start;
        estate.Declare(Estate.Make("base.a"));

        Assert.That((await estate.TryPlanAsync()).Diagnostics.Select(d => d.Code), Is.EqualTo(new[] { "FP4007" }));
    }

    private static async Task<Estate> StartedAsync()
    {
        var estate = new Estate().Declare(Starting(1000));
        await estate.ApplyAsync();
        return estate;
    }

    private static Core.Resources.DesiredResource Starting(int start) =>
        Estate.Make("base.a", ("options", Value.Map.Of(("start", Value.Of(start)))));
}
