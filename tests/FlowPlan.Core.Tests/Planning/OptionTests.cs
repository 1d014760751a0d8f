using FlowPlan.Core.Planning;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Tests.Support;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Tests.Planning;

/// <summary><c>--only</c>, <c>--replace</c> and <c>--refresh=false</c>: each does what it says and says what it leaves out.</summary>
public sealed class OptionTests
{
    private static async Task<Estate> AppliedAsync()
    {
        var estate = new Estate().Declare(
            Estate.Make("base.a"),
            Estate.Make("base.z"),
            Estate.Make("middle.b", ("base", Estate.Ref("base.a"))),
            Estate.Make("top.c", ("middle", Estate.Ref("middle.b")), ("baseVersion", Estate.Ref("base.a", "version"))));
        await estate.ApplyAsync();
        return estate;
    }

    [Test]
    public async Task Only_takes_along_what_the_resource_needs_and_names_what_it_leaves()
    {
        var estate = await AppliedAsync();
        foreach (var (address, reference) in new[] { ("base.a", "base"), ("base.z", "base"), ("middle.b", "base.a") })
            Recolor(estate, address, reference);
        estate.Options = new() { Only = ["middle.b"] };

        var plan = await estate.PlanAsync();
        await estate.ApplyAsync(plan);

        Assert.That(Changed(plan), Is.EqualTo(new[] { "base.a", "middle.b" }));
        Assert.That(((PlanRemark.IncludedByTarget)plan.Remarks[0]).Addresses.Select(a => a.ToString()), Is.EqualTo(new[] { "base.a" }));
        Assert.That(((PlanRemark.ExcludedByTarget)plan.Remarks[1]).Addresses.Select(a => a.ToString()), Is.EqualTo(new[] { "base.z", "top.c" }));
        estate.Options = PlanOptions.Default;
        Assert.That(Changed(await estate.PlanAsync()), Is.EqualTo(new[] { "base.z", "top.c" }), "what was left out is still to be done");
    }

    [Test]
    public async Task Only_with_a_replacement_takes_its_dependents_along()
    {
        var estate = await AppliedAsync();
        estate.Declare(Estate.Make("base.a", ("size", Value.Of(2))));
        estate.Options = new() { Only = ["base.a"] };

        var plan = await estate.PlanAsync();
        var result = await estate.ApplyAsync(plan);

        Assert.That(Changed(plan), Is.EqualTo(new[] { "base.a", "middle.b", "top.c" }));
        Assert.That(result.Complete, Is.True);
        Assert.That((await estate.PlanAsync()).HasChanges, Is.False);
    }

    [Test]
    public async Task Only_with_a_delete_takes_along_what_must_go_first()
    {
        var estate = await AppliedAsync();
        estate.Desired.Clear();
        estate.Options = new() { Only = ["middle.*"] };

        var plan = await estate.PlanAsync();
        var result = await estate.ApplyAsync(plan);

        Assert.That(Changed(plan), Is.EqualTo(new[] { "middle.b", "top.c" }));
        Assert.That(result.Complete, Is.True);
        Assert.That(estate.Lockfile!.Resources.Keys.Select(k => k.ToString()), Is.EqualTo(new[] { "base.a", "base.z" }));
    }

    [Test]
    public async Task Only_warns_of_no_object_that_it_leaves_out()
    {
        var estate = await AppliedAsync();
        estate.Platform.Fake("base").Unsupported = "a second source";
        estate.Options = new() { Only = ["base.a"] };

        var warnings = (await estate.TryPlanAsync()).Diagnostics;

        Assert.That(warnings.Select(d => (d.Code, $"{d.Address}")), Is.EqualTo(new[] { ("FP4105", "base.a") }));
    }

    [Test]
    public async Task Only_of_nothing_known_is_an_error_with_a_guess()
    {
        var estate = await AppliedAsync();
        estate.Options = new() { Only = ["base.aa"] };

        var finding = (await estate.TryPlanAsync()).Diagnostics.Single();

        Assert.That((finding.Code, finding.Help), Is.EqualTo(("FP4103", "did you mean 'base.a'?")));
    }

    [Test]
    public async Task Replace_makes_a_resource_anew_that_nothing_forces()
    {
        var estate = await AppliedAsync();
        var former = estate.Id("top.c");
        estate.Options = new() { Replace = [ResourceAddress.Parse("top.c")] };

        var plan = await estate.PlanAsync();
        await estate.ApplyAsync(plan);

        Assert.That(plan.Actions.Single(a => a.IsChange), Has.Property("Kind").EqualTo(ActionKind.Replace).And.Property("Reasons").EqualTo(new ActionReason[] { new ActionReason.Requested() }));
        Assert.That(estate.Id("top.c"), Is.Not.EqualTo(former));
        Assert.That(estate.Platform.Objects, Has.Count.EqualTo(4));
    }

    [Test]
    public async Task Replace_of_what_is_not_on_record_is_an_error()
    {
        var estate = await AppliedAsync();
        estate.Declare(Estate.Make("top.new"));
        estate.Options = new() { Replace = [ResourceAddress.Parse("top.new")] };

        Assert.That((await estate.TryPlanAsync()).Diagnostics.Select(d => d.Code), Is.EqualTo(new[] { "FP4102" }));
    }

    [Test]
    public async Task Without_refresh_drift_elsewhere_does_not_show_and_the_plan_says_so()
    {
        var estate = await AppliedAsync();
        estate.Platform.Fake("base").Edit(estate.Id("base.z"), "color", Value.Of("drifted"));
        estate.Declare(Estate.Make("base.z", ("color", Value.Of("red"))));
        await estate.ApplyAsync();
        estate.Platform.Fake("base").Edit(estate.Id("base.z"), "color", Value.Of("drifted"));
        Recolor(estate, "middle.b", "base.a");
        estate.Options = new() { Refresh = false };

        var plan = await estate.PlanAsync();

        Assert.That(Changed(plan), Is.EqualTo(new[] { "middle.b" }));
        Assert.That(plan.Remarks.Single(), Is.EqualTo(new PlanRemark.NotRefreshed(3)));
    }

    [Test]
    public async Task Without_refresh_what_is_written_is_read_first_all_the_same()
    {
        var estate = await AppliedAsync();
        estate.Platform.Fake("middle").Edit(estate.Id("middle.b"), "color", Value.Of("theirs"));
        Recolor(estate, "middle.b", "base.a");
        estate.Options = new() { Refresh = false };

        var plan = await estate.PlanAsync();
        var result = await estate.ApplyAsync(plan);

        Assert.That(plan.Actions.Single(a => a.Address.Kind == "middle").Differences.Single().Live, Is.EqualTo(Value.Of("theirs")));
        Assert.That(result.Complete, Is.True);
    }

    [Test]
    public async Task A_replacement_knows_which_other_objects_bear_its_name()
    {
        var estate = await AppliedAsync();
        estate.Platform.Fake("top").Objects["theirs"] = (Value.Map.Of(("name", Value.Of("c"))), 0);
        estate.Declare(Estate.Make("top.c", ("middle", Estate.Ref("middle.b")), ("baseVersion", Estate.Ref("base.a", "version")), ("size", Value.Of(2))));

        var action = (await estate.PlanAsync()).Actions.Single(a => a.IsChange);

        Assert.That(action.ExistingIds, Is.EquivalentTo(new[] { "theirs", estate.Id("top.c") }), "none of them is what a lost create call made");
    }

    [Test]
    public async Task An_object_that_somebody_made_again_is_not_made_a_second_time()
    {
        var estate = await AppliedAsync();
        estate.Platform.Fake("top").Objects.Remove(estate.Id("top.c"));
        estate.Platform.Fake("top").Objects["theirs"] = (Value.Map.Of(("name", Value.Of("c"))), 0);

        var finding = (await estate.TryPlanAsync()).Diagnostics.Single();

        Assert.That(finding.Code, Is.EqualTo("FP4001"));
        Assert.That(finding.Help, Does.Contain("theirs"));
    }

    [Test]
    public async Task A_renamed_block_is_suggested_as_moved()
    {
        var estate = await AppliedAsync();
        var renamed = estate.Desired[ResourceAddress.Parse("base.z")];
        estate.Desired.Remove(renamed.Address);
        estate.Declare(renamed with { Address = ResourceAddress.Parse("base.y") });

        var planned = await estate.TryPlanAsync();

        Assert.That(planned.Succeeded, Is.True);
        Assert.That(planned.Diagnostics.Single().Code, Is.EqualTo("FP4101"));
        Assert.That(planned.Diagnostics.Single().Help, Does.Contain("{ from: base.z, to: base.y }"));
    }

    [Test]
    public async Task A_renamed_object_goes_only_once_its_namesake_is_there()
    {
        var estate = await AppliedAsync();
        var renamed = estate.Desired[ResourceAddress.Parse("base.z")];
        estate.Desired.Remove(renamed.Address);
        estate.Declare(renamed with { Address = ResourceAddress.Parse("base.y") });
        estate.Platform.Fail = call => call == "create base.y"
            ? new ProviderException(Finding.Error("FAKE", "that name is taken"), CallEffect.None)
            : null;

        var planned = await estate.TryPlanAsync();
        var result = await estate.ApplyAsync(planned.Value!);

        Assert.That(result.Skipped.Select(s => s.Address.ToString()), Is.EqualTo(new[] { "base.z" }));
        Assert.That(estate.Platform.Objects, Has.Count.EqualTo(4), "the old one is still there");
    }

    private static void Recolor(Estate estate, string address, string reference) => estate.Declare(
        reference.Contains('.', StringComparison.Ordinal)
            ? Estate.Make(address, ("base", Estate.Ref(reference)), ("color", Value.Of("blue")))
            : Estate.Make(address, ("color", Value.Of("blue"))));

    private static IEnumerable<string> Changed(Plan plan) =>
        plan.Actions.Where(a => a.IsChange).Select(a => a.Address.ToString()).Order(StringComparer.Ordinal);
}
