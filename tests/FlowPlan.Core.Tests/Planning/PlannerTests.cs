using FlowPlan.Core.Planning;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Tests.Support;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Tests.Planning;

public sealed class PlannerTests
{
    [Test]
    public async Task A_warning_of_planning_is_in_the_plan()
    {
        var estate = new Estate().Declare(Estate.Make("base.a", ("color", Value.Of("green"))));
        await estate.ApplyAsync();
        estate.Desired.Clear();
        estate.Declare(Estate.Make("base.renamed", ("name", Value.Of("a")), ("color", Value.Of("green"))));

        var planned = await estate.TryPlanAsync();

        Assert.That(planned.Value!.Diagnostics.Select(d => d.Code), Is.EqualTo(new[] { "FP4101" }));
    }

    private static Estate Row() => new Estate().Declare(
        Estate.Make("base.a", ("size", Value.Of(1))),
        Estate.Make("middle.b", ("base", Estate.Ref("base.a"))),
        Estate.Make("top.c", ("middle", Estate.Ref("middle.b")), ("baseVersion", Estate.Ref("base.a", "version"))));

    [Test]
    public async Task What_is_not_there_is_created_after_what_it_refers_to()
    {
        var plan = await Row().PlanAsync();

        Assert.That(plan.Actions.Select(a => $"{a.Kind} {a.Address}"), Is.EqualTo(new[] { "Create base.a", "Create middle.b", "Create top.c" }));
        Assert.That(plan.Actions[1].Differences.Single(d => d.Path == "base").Planned, Is.InstanceOf<Value.Reference>());
    }

    [Test]
    public async Task After_an_apply_there_is_nothing_to_do()
    {
        var estate = Row();
        await estate.ApplyAsync();

        var plan = await estate.PlanAsync();

        Assert.That(plan.HasChanges, Is.False);
        Assert.That(plan.Actions.Select(a => a.Kind), Is.All.EqualTo(ActionKind.NoOp));
    }

    [Test]
    public async Task A_field_that_changed_in_the_manifest_is_updated_and_says_so()
    {
        var estate = Row();
        await estate.ApplyAsync();
        estate.Declare(Estate.Make("middle.b", ("base", Estate.Ref("base.a")), ("color", Value.Of("red"))));

        var action = (await estate.PlanAsync()).Actions.Single(a => a.IsChange);

        Assert.That(action.Kind, Is.EqualTo(ActionKind.Update));
        Assert.That(action.Differences.Single(), Has.Property("Path").EqualTo(FieldPath.Parse("color")).And.Property("Cause").EqualTo(DifferenceCause.Manifest));
    }

    [Test]
    public async Task A_field_that_changed_on_the_platform_is_drift()
    {
        var estate = new Estate().Declare(Estate.Make("base.a", ("color", Value.Of("red"))));
        await estate.ApplyAsync();
        estate.Platform.Fake("base").Edit(estate.Id("base.a"), "color", Value.Of("blue"));

        var difference = (await estate.PlanAsync()).Actions.Single().Differences.Single();

        Assert.That(difference.Cause, Is.EqualTo(DifferenceCause.Drift));
        Assert.That((difference.Live, difference.Planned), Is.EqualTo((Value.Of("blue"), Value.Of("red"))));
    }

    [Test]
    public async Task A_field_that_changed_on_both_sides_shows_both()
    {
        var estate = new Estate().Declare(Estate.Make("base.a", ("color", Value.Of("red"))));
        await estate.ApplyAsync();
        estate.Platform.Fake("base").Edit(estate.Id("base.a"), "color", Value.Of("blue"));
        estate.Declare(Estate.Make("base.a", ("color", Value.Of("green"))));

        var difference = (await estate.PlanAsync()).Actions.Single().Differences.Single();

        Assert.That(difference.Cause, Is.EqualTo(DifferenceCause.Both));
        Assert.That((difference.LastApplied, difference.Live, difference.Planned), Is.EqualTo((Value.Of("red"), Value.Of("blue"), Value.Of("green"))));
    }

    [Test]
    public async Task An_object_that_the_service_never_deletes_is_no_longer_managed_and_stays()
    {
        var estate = new Estate().Declare(Estate.Make("base.a"));
        await estate.ApplyAsync();
        var id = estate.Id("base.a");
        estate.Platform.Fake("base").KeptBecause = "it is used";
        estate.Desired.Clear();

        var action = (await estate.PlanAsync()).Actions.Single();

        Assert.That((action.Kind, action.Destructive), Is.EqualTo((ActionKind.Forget, false)));
        Assert.That(action.Reasons, Is.EqualTo(new[] { new ActionReason.KeptByService(id, "it is used") }));
        Assert.That(action.Calls, Is.Empty);
    }

    [Test]
    public async Task What_the_service_adds_by_itself_is_no_difference()
    {
        var estate = new Estate().Declare(Estate.Make("base.a"));
        await estate.ApplyAsync();
        estate.Platform.Fake("base").Edit(estate.Id("base.a"), "stamp", Value.Of("by the service"));

        Assert.That((await estate.PlanAsync()).HasChanges, Is.False);
    }

    [Test]
    public async Task A_field_no_longer_declared_is_reset()
    {
        var estate = new Estate().Declare(Estate.Make("base.a", ("color", Value.Of("red"))));
        await estate.ApplyAsync();
        estate.Declare(Estate.Make("base.a"));

        var difference = (await estate.PlanAsync()).Actions.Single().Differences.Single();
        await estate.ApplyAsync();

        Assert.That(difference.Planned, Is.EqualTo(Value.Of("none")));
        Assert.That((await estate.PlanAsync()).HasChanges, Is.False);
    }

    [Test]
    public async Task A_replacement_travels_along_references_that_cannot_be_repointed()
    {
        var estate = Row();
        await estate.ApplyAsync();
        var former = estate.Id("top.c");
        estate.Declare(Estate.Make("base.a", ("size", Value.Of(2))));

        var plan = await estate.PlanAsync();
        var result = await estate.ApplyAsync(plan);

        Assert.That(plan.Actions.Select(a => a.Kind), Is.All.EqualTo(ActionKind.Replace));
        Assert.That(plan.Actions[0].Reasons, Is.EqualTo(new ActionReason[] { new ActionReason.ForcedBy("size") }));
        Assert.That(plan.Actions[0].Consequences, Is.EqualTo(new Consequence[] { new Consequence.OfField("size", "everything in it is lost") }));
        Assert.That(plan.Actions.Select(a => a.CreateBeforeDestroy), Is.All.False, "what depends on an object that goes first goes before it");
        Assert.That(result.Complete, Is.True, string.Join('\n', result.Failed.Select(f => f.Reason.Message)));
        Assert.That(estate.Platform.Objects, Has.Count.EqualTo(3));
        Assert.That(estate.Id("top.c"), Is.Not.EqualTo(former));
        Assert.That((await estate.PlanAsync()).HasChanges, Is.False);
    }

    [Test]
    public async Task A_replacement_that_can_is_made_before_the_old_object_goes()
    {
        var estate = Row();
        await estate.ApplyAsync();
        estate.Declare(Estate.Make("middle.b", ("base", Estate.Ref("base.a")), ("size", Value.Of(9))));
        estate.Platform.Calls.Clear();
        var (middle, top) = (estate.Id("middle.b"), estate.Id("top.c"));

        var result = await estate.ApplyAsync();

        Assert.That(result.Complete, Is.True, string.Join('\n', result.Failed.Select(f => f.Reason.Message)));
        Assert.That(estate.Platform.Calls, Is.EqualTo(new[] { "create middle.b", "create top.c", $"delete top {top}", $"delete middle {middle}" }));
        Assert.That(estate.Lockfile!.Resources.Keys.Select(k => k.ToString()), Is.EqualTo(new[] { "base.a", "middle.b", "top.c" }));
    }

    [Test]
    public async Task What_is_no_longer_declared_is_deleted_dependents_first()
    {
        var estate = Row();
        await estate.ApplyAsync();
        var ids = (Top: estate.Id("top.c"), Middle: estate.Id("middle.b"), Base: estate.Id("base.a"));
        estate.Desired.Clear();
        estate.Platform.Calls.Clear();

        var plan = await estate.PlanAsync();
        await estate.ApplyAsync(plan);

        Assert.That(plan.Actions.Select(a => a.Address.ToString()), Is.EqualTo(new[] { "top.c", "middle.b", "base.a" }));
        Assert.That(estate.Platform.Calls, Is.EqualTo(new[] { $"delete top {ids.Top}", $"delete middle {ids.Middle}", $"delete base {ids.Base}" }));
        Assert.That(estate.Platform.Objects, Is.Empty);
        Assert.That(estate.Lockfile!.Resources, Is.Empty);
    }

    [Test]
    public async Task What_was_deleted_on_the_platform_is_made_again()
    {
        var estate = Row();
        await estate.ApplyAsync();
        estate.Platform.Fake("top").Objects.Clear();

        var action = (await estate.PlanAsync()).Actions.Single(a => a.IsChange);

        Assert.That((action.Kind, action.Address.ToString()), Is.EqualTo((ActionKind.Create, "top.c")));
        Assert.That(action.Reasons.Single(), Is.InstanceOf<ActionReason.DeletedOnPlatform>());
    }

    [Test]
    public async Task What_is_gone_and_no_longer_declared_is_forgotten()
    {
        var estate = new Estate().Declare(Estate.Make("base.a"));
        await estate.ApplyAsync();
        estate.Platform.Fake("base").Objects.Clear();
        estate.Desired.Clear();

        Assert.That((await estate.PlanAsync()).Actions.Single().Kind, Is.EqualTo(ActionKind.Forget));
        await estate.ApplyAsync();
        Assert.That(estate.Lockfile!.Resources, Is.Empty);
    }

    [Test]
    public async Task An_unmanaged_object_of_the_same_name_is_an_error_that_says_what_to_write()
    {
        var estate = new Estate().Declare(Estate.Make("base.a"));
        await estate.ApplyAsync();
        var id = estate.Id("base.a");
        estate.Lockfile = null;

        var planned = await estate.TryPlanAsync();

        Assert.That(planned.Succeeded, Is.False);
        Assert.That(planned.Diagnostics.Single().Code, Is.EqualTo("FP4001"));
        Assert.That(planned.Diagnostics.Single().Help, Does.Contain($"adopt: {id}"));
    }

    [Test]
    public async Task An_adopted_object_is_taken_over_and_changed_where_it_differs()
    {
        var estate = new Estate().Declare(Estate.Make("base.a", ("color", Value.Of("red"))));
        await estate.ApplyAsync();
        var id = estate.Id("base.a");
        estate.Lockfile = null;
        estate.Declare(Estate.Make("base.a", ("color", Value.Of("blue"))) with { Adopt = id });

        var plan = await estate.PlanAsync();
        await estate.ApplyAsync(plan);

        Assert.That(plan.Actions.Single().Kind, Is.EqualTo(ActionKind.Adopt));
        Assert.That(estate.Id("base.a"), Is.EqualTo(id));
        Assert.That(estate.Platform.Fake("base").Objects[id].Fields.TextOf("color"), Is.EqualTo("blue"));
        Assert.That((await estate.PlanAsync()).HasChanges, Is.False);
    }

    [Test]
    public async Task An_existing_object_is_read_and_never_written()
    {
        var estate = new Estate().Declare(Estate.Make("base.a"));
        await estate.ApplyAsync();
        var other = new Estate();
        other.Platform.Fake("base").Objects["id-x"] = (Value.Map.Of(("name", Value.Of("shared"))), 0);
        other.Declare(
            Estate.Make("base.s") with { Fields = Value.Map.Empty, Existing = ExistingCriteria.ByName("shared") },
            Estate.Make("middle.b", ("base", Estate.Ref("base.s"))));

        var plan = await other.PlanAsync();
        await other.ApplyAsync(plan);

        Assert.That(plan.Actions.Select(a => a.Kind), Is.EqualTo(new[] { ActionKind.Read, ActionKind.Create }));
        Assert.That(plan.Actions[1].Differences.Single(d => d.Path == "base").Planned, Is.EqualTo(Value.Of("id-x")));
        Assert.That(other.Lockfile!.Resources.Keys.Select(k => k.ToString()), Is.EqualTo(new[] { "middle.b" }));
    }

    [Test]
    public async Task A_change_that_is_impossible_is_refused_with_the_field()
    {
        var estate = new Estate().Declare(Estate.Make("base.a", ("sealed", Value.Of(1))));
        await estate.ApplyAsync();
        estate.Declare(Estate.Make("base.a", ("sealed", Value.Of(2))));

        var planned = await estate.TryPlanAsync();

        Assert.That(planned.Diagnostics.Single().Code, Is.EqualTo("FP4007"));
        Assert.That(planned.Diagnostics.Single().Message, Does.Contain("'sealed'"));
    }

    [Test]
    public async Task A_guarded_object_is_not_deleted_even_when_its_block_is_gone()
    {
        var estate = new Estate().Declare(Estate.Make("base.a") with { Lifecycle = new Lifecycle(true, [], null) });
        await estate.ApplyAsync();
        estate.Desired.Clear();

        Assert.That((await estate.TryPlanAsync()).Diagnostics.Single().Code, Is.EqualTo("FP4008"));
    }

    [Test]
    public async Task An_ignored_field_is_left_alone()
    {
        var estate = new Estate().Declare(Estate.Make("base.a", ("color", Value.Of("red"))) with { Lifecycle = new Lifecycle(false, ["color"], null) });
        await estate.ApplyAsync();
        estate.Platform.Fake("base").Edit(estate.Id("base.a"), "color", Value.Of("blue"));

        Assert.That((await estate.PlanAsync()).HasChanges, Is.False);
    }

    [Test]
    public async Task A_changed_secret_is_noticed_and_an_unchanged_one_is_not()
    {
        var estate = new Estate().Declare(Estate.Make("base.a", ("secret", new Value.Secret(Value.Of("hunter2")))));
        await estate.ApplyAsync();

        Assert.That((await estate.PlanAsync()).HasChanges, Is.False);
        estate.Declare(Estate.Make("base.a", ("secret", new Value.Secret(Value.Of("hunter3")))));
        Assert.That((await estate.PlanAsync()).Actions.Single().Kind, Is.EqualTo(ActionKind.Update));
        Assert.That(estate.Lockfile!.Resources.Values.Single().Fields["secret"], Is.InstanceOf<Value.SecretDigest>());
    }

    [Test]
    public async Task A_moved_resource_keeps_its_object()
    {
        var estate = new Estate().Declare(Estate.Make("base.a"));
        await estate.ApplyAsync();
        var id = estate.Id("base.a");
        estate.Desired.Clear();
        estate.Declare(Estate.Make("base.z") with { Fields = Value.Map.Of(("name", Value.Of("a"))) });
        estate.Moved = [new(ResourceAddress.Parse("base.a"), ResourceAddress.Parse("base.z"), Core.Diagnostics.SourceSpan.OfFile("f"))];

        var plan = await estate.PlanAsync();
        await estate.ApplyAsync(plan);

        Assert.That(plan.HasChanges, Is.True);
        Assert.That(plan.Actions.Single().Kind, Is.EqualTo(ActionKind.NoOp));
        Assert.That(estate.Id("base.z"), Is.EqualTo(id));
        Assert.That(estate.Lockfile!.Resources, Has.Count.EqualTo(1));
        Assert.That((await estate.PlanAsync()).HasChanges, Is.False);
    }

    [Test]
    public async Task An_attribute_that_an_update_changes_is_unknown_until_then()
    {
        var estate = Row();
        await estate.ApplyAsync();
        estate.Declare(Estate.Make("base.a", ("size", Value.Of(1)), ("color", Value.Of("red"))));

        var plan = await estate.PlanAsync();
        await estate.ApplyAsync(plan);

        Assert.That(plan.Actions.Where(a => a.IsChange).Select(a => $"{a.Kind} {a.Address}"), Is.EqualTo(new[] { "Update base.a", "Update top.c" }));
        Assert.That(estate.Platform.Fake("top").Objects.Values.Single().Fields["baseVersion"], Is.EqualTo(Value.Of(1)));
        Assert.That((await estate.PlanAsync()).HasChanges, Is.False);
    }
}
