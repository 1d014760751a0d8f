using FlowPlan.Core.Planning;
using FlowPlan.Core.Tests.Support;

namespace FlowPlan.Core.Tests.Planning;

/// <summary>A plan that destroys everything says so.</summary>
public sealed class DestroyPlanTests
{
    [Test]
    public async Task The_reason_is_the_destroy_and_not_the_manifest()
    {
        var estate = new Estate().Declare(Estate.Make("base.a"));
        await estate.ApplyAsync();
        estate.Desired.Clear();

        Assert.That((await estate.PlanAsync()).Actions.Single().Reasons, Is.EqualTo(new[] { new ActionReason.NotDeclared() }));
        estate.Options = PlanOptions.Default with { Mode = PlanMode.Destroy };
        Assert.That((await estate.PlanAsync()).Actions.Single().Reasons, Is.EqualTo(new[] { new ActionReason.Destroyed() }));
    }
}
