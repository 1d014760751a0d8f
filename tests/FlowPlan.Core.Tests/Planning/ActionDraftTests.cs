using FlowPlan.Core.Planning;
using FlowPlan.Core.Planning.Deciding;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Tests.Support;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Tests.Planning;

/// <summary>
/// Of an estate of many resources all are compared before anything is decided, as if nothing that they refer to changed. What is decided is the same as
/// for few.
/// </summary>
public sealed class ActionDraftTests
{
    [Test]
    public async Task What_refers_to_a_replaced_resource_is_compared_again()
    {
        var estate = await AppliedAsync(Estate.Make("base.a"), Estate.Make("middle.m", ("base", Estate.Ref("base.a"))), Estate.Make("top.t", ("middle", Estate.Ref("middle.m"))));
        estate.Declare(Estate.Make("base.a", ("size", Value.Of(2))));

        var plan = await PlanAsync(estate);

        Assert.That(plan.Actions.Select(a => (a.Address.Kind, a.Kind, string.Join(' ', a.Differences.Select(d => d.Path)))), Is.EqualTo(new[]
        {
            ("base", ActionKind.Replace, "size"),
            ("middle", ActionKind.Replace, "base"),
            ("top", ActionKind.Replace, "middle"),
        }));
    }

    [Test]
    public async Task What_an_update_changes_is_unknown_to_what_refers_to_it()
    {
        var estate = await AppliedAsync(Estate.Make("base.a"), Estate.Make("top.t", ("baseVersion", Estate.Ref("base.a", "version"))));
        estate.Declare(Estate.Make("base.a", ("color", Value.Of("red"))));

        var plan = await PlanAsync(estate);

        Assert.That(plan.Actions.Select(a => a.Kind), Is.All.EqualTo(ActionKind.Update));
        Assert.That(plan.Actions[1].Differences.Single().Planned, Is.EqualTo(Estate.Ref("base.a", "version")));
    }

    [Test]
    public async Task The_attributes_of_an_adopted_object_and_of_one_that_is_only_referred_to_are_known()
    {
        var estate = await AppliedAsync();
        foreach (var id in new[] { "id-x", "id-y" })
            estate.Platform.Fake("base").Objects[id] = (Value.Map.Of(("name", Value.Of(id))), 0);
        estate.Declare(
            Estate.Make("base.x") with { Adopt = "id-x", Fields = Value.Map.Of(("name", Value.Of("id-x"))) },
            Estate.Make("base.y") with { Existing = ExistingCriteria.ByName("id-y"), Fields = Value.Map.Empty },
            Estate.Make("middle.x", ("base", Estate.Ref("base.x"))),
            Estate.Make("middle.y", ("base", Estate.Ref("base.y"))));

        var plan = await PlanAsync(estate);

        Assert.That(plan.Actions.Select(a => a.Kind), Is.EqualTo(new[] { ActionKind.Adopt, ActionKind.Read, ActionKind.Create, ActionKind.Create }));
        Assert.That(plan.Actions.Skip(2).Select(a => a.Fields.TextOf("base")), Is.EqualTo(new[] { "id-x", "id-y" }));
    }

    [Test]
    public async Task Of_several_resources_that_cannot_be_compared_the_first_tells_why()
    {
        var estate = await AppliedAsync(
            [.. Enumerable.Range(100, 400).Select(i => Estate.Make($"base.n{i}", ("color", new Value.Secret(Value.Of("s")))))]);

        Assert.That(
            () => new Planner(estate.Platform, (address, _, _, _) => throw new InvalidOperationException($"{address} is illegible")).PlanAsync(estate.Input(), CancellationToken.None),
            Throws.InvalidOperationException.With.Message.EqualTo("base.n100 is illegible"));
    }

    private static async Task<Estate> AppliedAsync(params DesiredResource[] resources)
    {
        var estate = Crowd.Around(new Estate().Declare(resources));
        await estate.ApplyAsync();
        return estate;
    }

    private static async Task<Plan> PlanAsync(Estate estate) => Crowd.Without(await estate.PlanAsync());
}
