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

    [Test]
    public async Task An_object_that_is_not_there_cannot_be_adopted()
    {
        var estate = new Estate().Declare(Estate.Make("base.a") with { Adopt = "id-x" });

        Assert.That((await estate.TryPlanAsync()).Diagnostics.Select(d => (d.Code, $"{d.Address}")), Is.EqualTo(new[] { ("FP4005", "base.a") }));
    }

    [Test]
    public async Task An_object_that_would_have_to_be_replaced_cannot_be_adopted()
    {
        var estate = WithObject().Declare(Named("base.a") with { Fields = Value.Map.Of(("name", Value.Of("shared")), ("size", Value.Of(2))) });

        var error = (await estate.TryPlanAsync()).Diagnostics.Single();

        Assert.That((error.Code, $"{error.Address}"), Is.EqualTo(("FP4007", "base.a")));
        Assert.That(error.Message, Does.Contain("size"));
    }

    [Test]
    public async Task Adopting_an_object_as_it_is_makes_no_call_and_one_that_differs_is_updated()
    {
        var estate = WithObject();
        estate.Platform.Fake("base").Objects["id-y"] = (Value.Map.Of(("name", Value.Of("b"))), 0);
        estate.Declare(Named("base.a"), Estate.Make("base.b", ("color", Value.Of("red"))) with { Adopt = "id-y" });

        var actions = (await estate.PlanAsync()).Actions;

        Assert.That(actions.Select(a => string.Join(' ', a.Calls)), Is.EqualTo(new[] { string.Empty, "Update base" }));
    }

    [Test]
    public async Task What_an_update_of_the_adopted_object_changes_is_unknown_to_those_that_refer_to_it()
    {
        var estate = WithObject().Declare(
            Named("base.a") with { Fields = Value.Map.Of(("name", Value.Of("shared")), ("color", Value.Of("red"))) },
            Estate.Make("top.t", ("baseVersion", Estate.Ref("base.a", "version"))));

        await estate.ApplyAsync();

        var top = estate.Platform.Objects.Single(o => o.Kind == "top");
        Assert.That(top.Fields["baseVersion"], Is.EqualTo(Value.Of(1)), "the version after the update");
        Assert.That((await estate.PlanAsync()).HasChanges, Is.False);
    }

    [Test]
    public async Task An_adopted_object_that_was_deleted_on_the_platform_is_created_again()
    {
        var estate = WithObject().Declare(Named("base.a"));
        await estate.ApplyAsync();
        estate.Platform.Fake("base").Objects.Clear();

        var action = (await estate.PlanAsync()).Actions.Single();

        Assert.That(action.Kind, Is.EqualTo(ActionKind.Create));
        Assert.That(action.Reasons.Single(), Is.EqualTo(new ActionReason.DeletedOnPlatform("id-x")));
        Assert.That(action.Prior!.Id, Is.EqualTo("id-x"));
    }

    [Test]
    public async Task A_resource_that_has_an_object_keeps_it_when_its_block_adopts_another()
    {
        var estate = WithObject();
        estate.Platform.Fake("base").Objects["id-y"] = (Value.Map.Of(("name", Value.Of("other"))), 0);
        estate.Declare(Named("base.a"));
        await estate.ApplyAsync();
        estate.Declare(Named("base.a") with { Adopt = "id-y" });

        var action = (await estate.PlanAsync()).Actions.Single();

        Assert.That((action.Kind, action.Prior!.Id), Is.EqualTo((ActionKind.NoOp, "id-x")));
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
