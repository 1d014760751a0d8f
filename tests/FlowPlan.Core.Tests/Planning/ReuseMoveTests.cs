using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Tests.Support;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Tests.Planning;

/// <summary>Renames that concern several resources change nothing on the platform.</summary>
public sealed class ReuseMoveTests
{
    [TestCase("component.old", "component.new", "component.old.base.a,component.old.base.b[\"x\"]", "component.new.base.a,component.new.base.b[\"x\"]")]
    [TestCase("component.old", "component.new", "component.old[\"x\"].base.a", "component.new[\"x\"].base.a")]
    [TestCase("component.old", "component.new[\"x\"]", "component.old.base.a", "component.new[\"x\"].base.a")]
    [TestCase("component.a.component.b", "component.c", "component.a.component.b.base.a", "component.c.base.a")]
    [TestCase("base.a", "base.b", "base.a[\"x\"],base.a[\"y\"]", "base.b[\"x\"],base.b[\"y\"]")]
    [TestCase("base.a", "base.a[\"x\"]", "base.a", "base.a[\"x\"]")]
    [TestCase("base.a", "component.c.base.a", "base.a", "component.c.base.a")]
    public async Task A_rename_changes_nothing_live(string from, string to, string before, string after)
    {
        var plan = await PlanAsync(new MovedDeclaration(ResourceAddress.Parse(from), ResourceAddress.Parse(to), SourceSpan.OfFile("f")), before, after);

        Assert.That(plan.Actions.Select(a => (a.Kind, a.Address.ToString())), Is.EqualTo(after.Split(',').Order(StringComparer.Ordinal).Select(a => (ActionKind.NoOp, a))));
        Assert.That(plan.Actions.Select(a => a.MovedFrom?.ToString()), Is.EqualTo(before.Split(',').Order(StringComparer.Ordinal)));
    }

    [Test]
    public async Task A_resource_that_is_declared_in_the_block_of_another_moves_with_it()
    {
        var move = new MovedDeclaration(new("base", "a"), new("base", "b"), SourceSpan.OfFile("f")) { Inline = ["middle"] };
        var plan = await PlanAsync(move, "base.a,middle.a", "base.b,middle.b");
        Assert.That(plan.Actions.Select(a => (a.Kind, a.MovedFrom?.ToString())), Is.EqualTo(new[] { (ActionKind.NoOp, "base.a"), (ActionKind.NoOp, "middle.a") }));
    }

    [Test]
    public async Task A_resource_of_its_own_does_not_move_with_one_of_the_same_key()
    {
        var move = new MovedDeclaration(new("base", "a"), new("base", "b"), SourceSpan.OfFile("f")) { Inline = ["middle"] };
        var plan = await PlanAsync(move, "base.a,middle.a", "base.b,middle.a");
        Assert.That(plan.Actions.Select(a => (a.Kind, a.MovedFrom?.ToString())), Is.EqualTo(new[] { (ActionKind.NoOp, (string?)"base.a"), (ActionKind.NoOp, null) }));
    }

    [Test]
    public async Task A_resource_of_forEach_does_not_move_with_a_component_of_its_name()
    {
        var plan = await PlanAsync(new MovedDeclaration(ResourceAddress.Parse("component.old"), ResourceAddress.Parse("component.new"), SourceSpan.OfFile("f")), "component.old.base.a,base.old[\"x\"]", "component.new.base.a,base.old[\"x\"]");
        Assert.That(plan.Actions.Select(a => (a.Kind, a.MovedFrom?.ToString())), Is.EquivalentTo(new[] { (ActionKind.NoOp, "component.old.base.a"), (ActionKind.NoOp, (string?)null) }));
    }

    private static async Task<Plan> PlanAsync(MovedDeclaration move, string before, string after)
    {
        var estate = new Estate().Declare([.. before.Split(',').Select(a => Estate.Make(a))]);
        await estate.ApplyAsync();
        estate.Desired.Clear();
        foreach (var (old, now) in before.Split(',').Zip(after.Split(',')))
        {
            var made = Estate.Make(old);
            estate.Declare(made with { Address = ResourceAddress.Parse(now) });
        }

        estate.Moved = [move];
        var planned = await estate.TryPlanAsync();
        Assert.That(planned.Diagnostics.Where(d => d.Severity == Severity.Error), Is.Empty);
        return planned.Value!;
    }
}
