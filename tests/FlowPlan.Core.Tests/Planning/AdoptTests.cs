using FlowPlan.Core.Planning;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Tests.Support;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Tests.Planning;

/// <summary>Importing with <c>adopt</c>: one object belongs to one resource.</summary>
public sealed class AdoptTests
{
    [Test]
    public async Task Two_blocks_that_adopt_one_object_are_an_error()
    {
        var estate = WithObject();
        estate.Declare(Estate.Make("base.a") with { Adopt = "id-x" }, Estate.Make("base.b") with { Adopt = "id-x" });

        var planned = await estate.TryPlanAsync();

        Assert.That(planned.Diagnostics.Select(d => (d.Code, $"{d.Address}")), Is.EqualTo(new[] { ("FP4006", "base.b") }));
        Assert.That(planned.Diagnostics.Single().Message, Does.Contain("id-x").And.Contain("base.a"));
    }

    [Test]
    public async Task An_object_that_another_resource_manages_cannot_be_adopted()
    {
        var estate = new Estate().Declare(Estate.Make("base.a"));
        await estate.ApplyAsync();
        estate.Declare(Estate.Make("base.b") with { Adopt = estate.Id("base.a") });

        var planned = await estate.TryPlanAsync();

        Assert.That(planned.Diagnostics.Select(d => (d.Code, $"{d.Address}")), Is.EqualTo(new[] { ("FP4006", "base.b") }));
    }

    [Test]
    public async Task One_object_of_each_kind_can_have_the_same_ID()
    {
        var estate = WithObject();
        estate.Platform.Fake("middle").Objects["id-x"] = (Value.Map.Of(("name", Value.Of("shared"))), 0);
        estate.Declare(Named("base.a"), Named("middle.b"));

        var plan = await estate.PlanAsync();

        Assert.That(plan.Actions.Select(a => a.Kind), Is.All.EqualTo(ActionKind.Adopt));
        Assert.That(plan.Actions, Has.Length.EqualTo(2));
    }

    private static Estate WithObject()
    {
        var estate = new Estate();
        estate.Platform.Fake("base").Objects["id-x"] = (Value.Map.Of(("name", Value.Of("shared"))), 0);
        return estate;
    }

    private static DesiredResource Named(string address) =>
        Estate.Make(address) with { Fields = Value.Map.Of(("name", Value.Of("shared"))), Adopt = "id-x" };
}
