using FlowPlan.Core.Planning;
using FlowPlan.Core.Tests.Support;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Tests.Planning;

/// <summary>Objects that are one unit are made anew together, and only then.</summary>
public sealed class ReplacementGroupTests
{
    private static readonly string[] Whole = ["middle.l", "middle.r", "pair.p"];

    private static async Task<Estate> AppliedAsync()
    {
        var estate = new Estate().Declare(
            Estate.Make("base.a"),
            Estate.Make("middle.l", ("base", Estate.Ref("base.a"))),
            Estate.Make("middle.r", ("base", Estate.Ref("base.a"))),
            Estate.Make("pair.p", ("left", Estate.Ref("middle.l")), ("right", Estate.Ref("middle.r"))));
        await estate.ApplyAsync();
        return estate;
    }

    [Test]
    public async Task A_change_of_either_side_makes_both_sides_and_what_joins_them_anew([Values("middle.l", "middle.r")] string side)
    {
        var estate = await AppliedAsync();
        var other = Whole.Single(a => a.StartsWith("middle", StringComparison.Ordinal) && a != side);
        var former = estate.Id(other);
        estate.Declare(Estate.Make(side, ("base", Estate.Ref("base.a")), ("size", Value.Of(2))));

        var plan = await estate.PlanAsync();
        var result = await estate.ApplyAsync(plan);

        Assert.That(Replaced(plan), Is.EqualTo(Whole));
        Assert.That(plan.Actions.Single(a => a.Address.ToString() == other).Reasons, Is.EqualTo(new ActionReason[] { new ActionReason.ReplacedWith(ResourceAddress.Parse("pair.p")) }));
        Assert.That(plan.Actions.Where(a => a.Kind == ActionKind.Replace).Select(a => a.CreateBeforeDestroy), Is.All.True);
        Assert.That(result.Complete, Is.True);
        Assert.That(estate.Id(other), Is.Not.EqualTo(former));
        Assert.That(estate.Platform.Objects, Has.Count.EqualTo(4), "the old ones are gone");
        Assert.That((await estate.PlanAsync()).HasChanges, Is.False);
    }

    [Test]
    public async Task The_old_pair_goes_only_after_the_new_one_works()
    {
        var estate = await AppliedAsync();
        estate.Platform.Calls.Clear();
        estate.Declare(Estate.Make("middle.l", ("base", Estate.Ref("base.a")), ("size", Value.Of(2))));

        await estate.ApplyAsync(parallelism: 1);

        var verbs = estate.Platform.Calls.Select(c => string.Join(' ', c.Split(' ').Take(2))).ToList();
        Assert.That(verbs.Take(3), Is.EqualTo(new[] { "create middle.l", "create middle.r", "create pair.p" }));
        Assert.That(verbs.Skip(3), Is.EqualTo(new[] { "delete pair", "delete middle", "delete middle" }));
    }

    [Test]
    public async Task A_side_that_another_unit_stays_bound_to_stays_too()
    {
        var estate = await AppliedAsync();
        estate.Declare(
            Estate.Make("middle.x", ("base", Estate.Ref("base.a"))),
            Estate.Make("pair.q", ("left", Estate.Ref("middle.x")), ("right", Estate.Ref("middle.r"))));
        await estate.ApplyAsync();
        estate.Declare(Estate.Make("middle.l", ("base", Estate.Ref("base.a")), ("size", Value.Of(2))));

        Assert.That(Replaced(await estate.PlanAsync()), Is.EqualTo(new[] { "middle.l", "pair.p" }));
    }

    [Test]
    public async Task A_shared_side_that_changes_takes_all_its_units_along()
    {
        var estate = await AppliedAsync();
        estate.Declare(
            Estate.Make("middle.x", ("base", Estate.Ref("base.a"))),
            Estate.Make("pair.q", ("left", Estate.Ref("middle.x")), ("right", Estate.Ref("middle.r"))));
        await estate.ApplyAsync();
        estate.Declare(Estate.Make("middle.r", ("base", Estate.Ref("base.a")), ("size", Value.Of(2))));

        Assert.That(Replaced(await estate.PlanAsync()), Is.EqualTo(new[] { "middle.l", "middle.r", "middle.x", "pair.p", "pair.q" }));
    }

    [Test]
    public async Task What_joins_them_can_be_made_anew_alone()
    {
        var estate = await AppliedAsync();
        estate.Declare(Estate.Make("pair.p", ("left", Estate.Ref("middle.l")), ("right", Estate.Ref("middle.r")), ("size", Value.Of(2))));

        Assert.That(Replaced(await estate.PlanAsync()), Is.EqualTo(new[] { "pair.p" }));
    }

    [Test]
    public async Task A_guard_on_a_side_holds_when_the_other_changes()
    {
        var estate = await AppliedAsync();
        estate.Declare(
            Estate.Make("middle.l", ("base", Estate.Ref("base.a")), ("size", Value.Of(2))),
            Estate.Make("middle.r", ("base", Estate.Ref("base.a"))) with { Lifecycle = new(PreventDestroy: true, [], null) });

        var planned = await estate.TryPlanAsync();

        Assert.That(planned.Diagnostics.Select(d => (d.Code, d.Address?.ToString())), Is.EqualTo(new[] { ("FP4008", "middle.r") }));
    }

    private static IEnumerable<string> Replaced(Plan plan) =>
        plan.Actions.Where(a => a.Kind == ActionKind.Replace).Select(a => a.Address.ToString()).Order(StringComparer.Ordinal);
}
