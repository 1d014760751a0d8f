using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Planning.Findings;
using FlowPlan.Core.Planning.Review;
using FlowPlan.Core.Tests.Support;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Tests.Planning;

/// <summary>What was approved is applied as it was shown, or not at all; each object is judged alone.</summary>
public sealed class StalePlanCheckTests
{
    private static async Task<(Estate Estate, Plan Approved)> ApprovedAsync()
    {
        var estate = new Estate().Declare(
            Estate.Make("base.a", ("color", Value.Of("red"))),
            Estate.Make("base.b", ("color", Value.Of("red"))));
        await estate.ApplyAsync();
        estate.Declare(Estate.Make("base.a", ("color", Value.Of("green"))), Estate.Make("base.new"));
        return (estate, await estate.PlanAsync());
    }

    [Test]
    public async Task A_plan_agrees_with_itself_made_again()
    {
        var (estate, approved) = await ApprovedAsync();

        Assert.That(await CheckAsync(estate, approved), Is.Empty);
    }

    [Test]
    public async Task An_edit_of_a_field_that_is_written_spoils_the_plan()
    {
        var (estate, approved) = await ApprovedAsync();
        estate.Platform.Fake("base").Edit(estate.Id("base.a"), "color", Value.Of("theirs"));

        var stale = (await CheckAsync(estate, approved)).Single();

        Assert.That((stale.Code, stale.Address?.ToString()), Is.EqualTo(("FP4110", "base.a")));
        Assert.That(stale.Message, Does.Contain(estate.Id("base.a")));
        Assert.That(await ReasonAsync(estate, approved, "base.a"), Is.EqualTo(new StaleReason.Changed()));
    }

    [Test]
    public async Task An_edit_of_a_field_that_nobody_declares_spoils_the_plan_too()
    {
        var (estate, approved) = await ApprovedAsync();
        estate.Platform.Fake("base").Edit(estate.Id("base.a"), "note", Value.Of("theirs"));

        Assert.That((await CheckAsync(estate, approved)).Select(d => d.Address?.ToString()), Is.EqualTo(new[] { "base.a" }));
    }

    [Test]
    public async Task An_etag_that_moved_without_a_change_spoils_nothing()
    {
        var (estate, approved) = await ApprovedAsync();
        estate.Platform.Fake("base").Edit(estate.Id("base.a"), "color", Value.Of("red"));

        Assert.That(await CheckAsync(estate, approved), Is.Empty);
    }

    [Test]
    public async Task A_deleted_object_spoils_the_plan()
    {
        var (estate, approved) = await ApprovedAsync();
        estate.Platform.Fake("base").Objects.Remove(estate.Id("base.a"));

        Assert.That((await CheckAsync(estate, approved)).Select(d => d.Address?.ToString()), Is.EqualTo(new[] { "base.a" }));
        Assert.That(await ReasonAsync(estate, approved, "base.a"), Is.EqualTo(new StaleReason.Deleted()));
    }

    [Test]
    public async Task What_changed_elsewhere_spoils_nothing_and_is_left_for_the_next_plan()
    {
        var (estate, approved) = await ApprovedAsync();
        estate.Platform.Fake("base").Edit(estate.Id("base.b"), "color", Value.Of("theirs"));

        var current = await estate.PlanAsync();
        var stale = StalePlanCheck.Check(approved, current);
        var limited = StalePlanCheck.LimitTo(approved, current);
        await estate.ApplyAsync(limited.Plan);

        Assert.That(stale, Is.Empty);
        Assert.That(limited.Held, Is.EqualTo(1));
        Assert.That(limited.Plan.Actions.Where(a => a.Kind == ActionKind.Deferred).Select(a => a.Address.ToString()), Is.EqualTo(new[] { "base.b" }));
        Assert.That((await estate.PlanAsync()).Actions.Where(a => a.IsChange).Select(a => a.Address.ToString()), Is.EqualTo(new[] { "base.b" }));
    }

    [Test]
    public async Task An_update_that_would_be_a_replacement_now_spoils_the_plan()
    {
        var estate = new Estate().Declare(Estate.Make("base.a", ("color", Value.Of("red")), ("size", Value.Of(1))));
        await estate.ApplyAsync();
        estate.Declare(Estate.Make("base.a", ("color", Value.Of("green")), ("size", Value.Of(1))));
        var approved = await estate.PlanAsync();
        estate.Platform.Fake("base").Edit(estate.Id("base.a"), "size", Value.Of(5));

        Assert.That(await ReasonAsync(estate, approved, "base.a"), Is.EqualTo(new StaleReason.OtherAction("replace", "update")));
    }

    [Test]
    public async Task Another_object_under_the_same_address_spoils_the_plan()
    {
        var (estate, approved) = await ApprovedAsync();
        var (id, address) = (estate.Id("base.a"), ResourceAddress.Parse("base.a"));
        estate.Platform.Fake("base").Objects["id-other"] = estate.Platform.Fake("base").Objects[id];
        estate.Lockfile = estate.Lockfile! with { Resources = estate.Lockfile.Resources.SetItem(address, estate.Lockfile.Resources[address] with { Id = "id-other" }) };

        Assert.That(await ReasonAsync(estate, approved, "base.a"), Is.EqualTo(new StaleReason.OtherObject()));
    }

    [Test]
    public async Task A_move_that_was_not_approved_waits_too_and_what_does_not_change_is_not_held()
    {
        var estate = new Estate().Declare(Estate.Make("base.a"), Estate.Make("base.b"), Estate.Make("base.c"));
        await estate.ApplyAsync();
        var approved = await estate.PlanAsync();
        estate.Desired.Remove(ResourceAddress.Parse("base.a"));
        estate.Declare(Estate.Make("base.moved", ("name", Value.Of("a"))));
        estate.Moved = [new(ResourceAddress.Parse("base.a"), ResourceAddress.Parse("base.moved"), SourceSpan.OfFile("f"))];

        var limited = StalePlanCheck.LimitTo(approved, await estate.PlanAsync());

        Assert.That(limited.Held, Is.EqualTo(1));
        Assert.That(
            limited.Plan.Actions.Select(a => $"{a.Address} {a.Kind} {a.MovedFrom}"), Is.EquivalentTo(new[] { "base.b NoOp ", "base.c NoOp ", "base.moved Deferred " }));
        Assert.That(limited.Plan.HasChanges, Is.False);
    }

    [Test]
    public async Task A_manifest_that_changed_spoils_the_plan()
    {
        var (estate, approved) = await ApprovedAsync();
        estate.Declare(Estate.Make("base.b", ("color", Value.Of("blue"))));

        Assert.That((await CheckAsync(estate, approved)).Select(d => d.Code), Is.EqualTo(new[] { "FP4113" }));
    }

    [Test]
    public async Task A_plan_without_a_lockfile_is_spoilt_by_one_that_came()
    {
        var estate = new Estate().Declare(Estate.Make("base.a"));
        var approved = await estate.PlanAsync();
        await estate.ApplyAsync();

        Assert.That((await CheckAsync(estate, approved)).Select(d => d.Code), Is.EqualTo(new[] { "FP4112" }));
    }

    [Test]
    public async Task An_object_created_meanwhile_by_an_unrelated_apply_spoils_its_create()
    {
        var (estate, approved) = await ApprovedAsync();
        await estate.ApplyAsync();

        Assert.That((await CheckAsync(estate, approved)).Select(d => d.Address?.ToString()), Is.EqualTo(new[] { "base.a", "base.new" }));
        Assert.That(await ReasonAsync(estate, approved, "base.a"), Is.EqualTo(new StaleReason.NothingToDo()));
        Assert.That(await ReasonAsync(estate, approved, "base.new"), Is.EqualTo(new StaleReason.AlreadyExists()));
    }

    [Test]
    public async Task An_action_that_is_not_in_the_plan_any_more_spoils_it()
    {
        var (_, approved) = await ApprovedAsync();

        Assert.That(approved.Actions.Where(a => a.IsChange).Select(a => StalePlanCheck.Compare(a, null)), Is.All.EqualTo(new StaleReason.NothingToDo()));
    }

    [Test]
    public async Task Another_value_for_the_same_object_spoils_the_plan()
    {
        var (estate, approved) = await ApprovedAsync();
        estate.Declare(Estate.Make("base.a", ("color", Value.Of("blue"))));

        Assert.That(await ReasonAsync(estate, approved, "base.a"), Is.EqualTo(new StaleReason.OtherWrite()));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task An_object_without_an_etag_is_judged_by_its_fields(bool changed)
    {
        var (_, approved) = await ApprovedAsync();
        var action = approved.Actions.Single(a => a.Address.Key == "a");
        var live = action.Live! with { Etag = null, Fields = changed ? action.Live.Fields.With("note", Value.Of("theirs")) : action.Live.Fields };

        var reason = StalePlanCheck.Compare(action with { Live = action.Live with { Etag = null } }, action with { Live = live });

        Assert.That(reason, Is.EqualTo(changed ? new StaleReason.Changed() : null));
    }

    [Test]
    public async Task A_resource_that_would_move_from_another_address_spoils_the_plan()
    {
        var estate = new Estate().Declare(Estate.Make("base.a", ("color", Value.Of("red"))));
        await estate.ApplyAsync();
        estate.Declare(Estate.Make("base.a", ("color", Value.Of("green"))));
        var current = (await estate.PlanAsync()).Actions.Single();

        var reason = StalePlanCheck.Compare(current with { MovedFrom = ResourceAddress.Parse("base.old") }, current)!;

        Assert.That(
            PlanDiagnostics.Stale(current, null, reason).Message,
            Does.EndWith("it would now move from no other address, not from base.old"));
    }

    private static async Task<IReadOnlyList<Diagnostic>> CheckAsync(Estate estate, Plan approved) =>
        StalePlanCheck.Check(approved, await estate.PlanAsync());

    private static async Task<StaleReason?> ReasonAsync(Estate estate, Plan approved, string address)
    {
        var current = await estate.PlanAsync();
        return StalePlanCheck.Compare(Of(approved), Of(current));

        PlannedAction Of(Plan plan) => plan.Actions.Single(a => a.Address.ToString() == address);
    }
}
