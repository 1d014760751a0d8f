using FlowPlan.Core.Planning.Deciding;
using FlowPlan.Core.Tests.Support;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Tests.Planning;

/// <summary>A plan beside a running command: unmanaged objects may be those that it is creating.</summary>
public sealed class ConcurrentPlanTests
{
    [Test]
    public async Task It_does_not_recommend_to_import_what_may_be_in_the_making()
    {
        var estate = new Estate().Declare(Estate.Make("base.a"), Estate.Make("base.b"));
        foreach (var name in new[] { "a", "b" })
            estate.Platform.Fake("base").Objects[$"id-{name}"] = (Value.Map.Of(("name", Value.Of(name))), 0);

        var planned = await new Planner(estate.Platform, (_, _, _, _) => false).PlanAsync(
            estate.Input() with { IsConcurrent = true }, CancellationToken.None);

        Assert.That(planned.Diagnostics.Select(d => d.Code), Is.EqualTo(new[] { "FP4001", "FP4001" }));
        Assert.That(planned.Diagnostics.Select(d => d.Help), Is.All.StartsWith("the command that is running may have created it"));
    }
}
