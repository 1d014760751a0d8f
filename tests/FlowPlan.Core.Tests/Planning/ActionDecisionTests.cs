using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Tests.Support;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Tests.Planning;

/// <summary>What is decided about one resource.</summary>
public sealed class ActionDecisionTests
{
    [Test]
    public async Task An_object_that_the_service_keeps_is_not_replaced()
    {
        var estate = await ResizedAsync();
        estate.Platform.Fake("middle").KeptBecause = "the service keeps it";

        var error = (await estate.TryPlanAsync()).Diagnostics.Single();

        Assert.That(error.Code, Is.EqualTo("FP4012"));
        Assert.That(error.Message, Does.Contain("the service keeps it").And.Contain(estate.Id("middle.a")));
    }

    [Test]
    public async Task The_loss_of_the_object_comes_before_the_consequences_of_its_fields()
    {
        var estate = await ResizedAsync();
        estate.Platform.Fake("middle").ReplacedBecause = "its address changes";

        var action = (await estate.PlanAsync()).Actions.Single();

        Assert.That(action.Consequences.Select(c => c.Text), Is.EqualTo(new[] { "its address changes", "everything in it is lost" }));
    }

    [Test]
    public async Task A_consequence_that_several_fields_have_is_told_once()
    {
        var estate = new Estate().Declare(Estate.Make("base.a"), Estate.Make("base.b"), Estate.Make("middle.a", ("base", Estate.Ref("base.a")), ("size", Value.Of(1))));
        await estate.ApplyAsync();
        estate.Platform.Fake("middle").ReplacedBecause = "everything in it is lost";
        estate.Declare(Estate.Make("middle.a", ("base", Estate.Ref("base.b")), ("size", Value.Of(2))));

        var action = (await estate.PlanAsync()).Actions.Single(a => a.IsChange);

        Assert.That(action.Differences, Has.Length.EqualTo(2));
        Assert.That(action.Consequences.Select(c => c.Text), Is.EqualTo(new[] { "everything in it is lost" }));
    }

    [TestCase(true, false)]
    [TestCase(false, true)]
    public async Task A_protected_resource_is_not_replaced_in_the_run_that_adds_or_removes_the_protection(bool before, bool now)
    {
        var estate = new Estate().Declare(Protected(1, before));
        await estate.ApplyAsync();
        estate.Declare(Protected(2, now));

        Assert.That((await estate.TryPlanAsync()).Diagnostics.Select(d => d.Code), Is.EqualTo(new[] { "FP4008" }));

        static DesiredResource Protected(int size, bool isProtected)
        {
            var made = Estate.Make("middle.a", ("size", Value.Of(size)));
            return made with { Lifecycle = made.Lifecycle with { PreventDestroy = isProtected } };
        }
    }

    [Test]
    public async Task A_field_that_the_service_did_not_keep_excuses_no_other()
    {
        var estate = new Estate().Declare(Estate.Make("middle.a", ("size", Value.Of(1)), ("params", Value.Map.Of(("x", Value.Of(1))))));
        estate.Platform.Fake("middle").Answers = fields => fields.With("size", Value.Of(2));
        await estate.ApplyAsync();
        estate.Platform.Fake("middle").Edit(estate.Id("middle.a"), "params", Value.Map.Of(("x", Value.Of(9))));

        var action = (await estate.TryPlanAsync()).Value!.Actions.Single();

        Assert.That(action.Kind, Is.EqualTo(ActionKind.Replace));
        Assert.That(action.Differences.Select(d => d.Path.ToString()), Is.EqualTo(new[] { "params/x" }));
        Assert.That(action.NotKept.Select(d => d.Path.ToString()), Is.EqualTo(new[] { "size" }));
    }

    [Test]
    public async Task An_ignored_secret_may_change_and_an_ignored_field_of_a_new_object_is_set()
    {
        var estate = new Estate().Declare(Ignoring("first"));

        var created = (await estate.PlanAsync()).Actions.Single();
        await estate.ApplyAsync();
        estate.Declare(Ignoring("second"));
        var later = (await estate.PlanAsync()).Actions.Single();

        Assert.That(created.Differences.Select(d => d.Path.ToString()), Is.SupersetOf(new[] { "color", "secret" }));
        Assert.That(later.Kind, Is.EqualTo(ActionKind.NoOp));

        static DesiredResource Ignoring(string secret)
        {
            var made = Estate.Make("base.a", ("color", Value.Of("red")), ("secret", new Value.Secret(Value.Of(secret))));
            return made with { Lifecycle = made.Lifecycle with { IgnoreChanges = ["color", "secret"] } };
        }
    }

    [Test]
    public async Task An_ignored_field_may_be_taken_out_of_the_manifest()
    {
        var estate = new Estate().Declare(Estate.Make("base.a", ("color", Value.Of("red"))));
        await estate.ApplyAsync();
        var without = Estate.Make("base.a");
        estate.Declare(without with { Lifecycle = without.Lifecycle with { IgnoreChanges = ["color"] } });

        Assert.That((await estate.PlanAsync()).Actions.Single().Kind, Is.EqualTo(ActionKind.NoOp));
    }

    [Test]
    public async Task A_secret_is_compared_with_what_was_applied_because_a_service_shows_it_masked()
    {
        var estate = new Estate().Declare(Estate.Make("base.a", ("color", new Value.Secret(Value.Of("s3cret")))));
        await estate.ApplyAsync();
        estate.Platform.Fake("base").Edit(estate.Id("base.a"), "color", Value.Of("********"));

        var same = await estate.PlanAsync();
        estate.Declare(Estate.Make("base.a", ("color", new Value.Secret(Value.Of("other")))));

        Assert.That(same.Actions.Single().Kind, Is.EqualTo(ActionKind.NoOp));
        Assert.That((await estate.PlanAsync()).Actions.Single().Differences.Select(d => d.Cause), Is.EqualTo(new[] { DifferenceCause.Manifest }));
    }

    [TestCase(7, true)]
    [TestCase(90, false)]
    public async Task A_change_that_deletes_data_is_destructive_and_says_so(int days, bool loses)
    {
        var estate = new Estate().Declare(Estate.Make("base.a", ("kept", Value.Of(30))));
        await estate.ApplyAsync();
        estate.Declare(Estate.Make("base.a", ("kept", Value.Of(days))));

        var action = (await estate.PlanAsync()).Actions.Single();

        Assert.That((action.Kind, action.Destructive, action.Differences.Single().LosesData), Is.EqualTo((ActionKind.Update, loses, loses)));
        Assert.That(action.Consequences.Select(c => c.Text), Is.EqualTo(loses ? ["older rows are deleted"] : Array.Empty<string>()));
    }

    [Test]
    public async Task A_write_only_field_that_is_no_longer_declared_is_reset_although_it_never_shows()
    {
        var estate = new Estate().Declare(Estate.Make("base.a", ("secret", new Value.Secret(Value.Of("s3cret")))));
        await estate.ApplyAsync();
        estate.Declare(Estate.Make("base.a"));

        var action = (await estate.PlanAsync()).Actions.Single();

        Assert.That(action.Differences.Select(d => $"{d.Path} {d.Cause}"), Is.EqualTo(new[] { "secret Manifest" }));
    }

    [Test]
    public async Task A_removed_field_that_has_its_default_already_is_left_alone()
    {
        var estate = new Estate().Declare(Estate.Make("base.a", ("color", Value.Of("red"))));
        await estate.ApplyAsync();
        estate.Platform.Fake("base").Edit(estate.Id("base.a"), "color", Value.Of("none"));
        estate.Declare(Estate.Make("base.a"));

        Assert.That((await estate.PlanAsync()).Actions.Single().Kind, Is.EqualTo(ActionKind.NoOp));
    }

    [Test]
    public async Task A_removed_field_that_was_a_secret_is_not_shown()
    {
        var estate = new Estate().Declare(Estate.Make("base.a", ("color", new Value.Secret(Value.Of("s3cret")))));
        await estate.ApplyAsync();
        estate.Platform.Fake("base").Edit(estate.Id("base.a"), "color", Value.Of("s3cret"));
        estate.Declare(Estate.Make("base.a"));

        var difference = (await estate.PlanAsync()).Actions.Single().Differences.Single();

        Assert.That($"{difference.Live} {difference.LastApplied}", Does.Not.Contain("s3cret"));
        Assert.That(difference.Planned, Is.EqualTo(Value.Of("none")));
    }

    [TestCase(null, true)]
    [TestCase(true, true)]
    [TestCase(false, false)]
    public async Task The_manifest_decides_the_order_of_a_replacement_before_the_kind_does(bool? declared, bool first)
    {
        var estate = await ResizedAsync();
        var resource = estate.Desired.Values.Single();
        estate.Declare(resource with { Lifecycle = resource.Lifecycle with { CreateBeforeDestroy = declared } });

        Assert.That((await estate.PlanAsync()).Actions.Single().CreateBeforeDestroy, Is.EqualTo(first));
    }

    [Test]
    public async Task A_difference_points_to_the_field_or_else_to_what_holds_it()
    {
        var block = SourceSpan.OfFile("f");
        var field = SourceSpan.OfLine("f", 3, 1, 2);
        var estate = new Estate().Declare(Estate.Make("base.a", ("color", Value.Of("red")), ("options", Value.Map.Of(("x", Value.Of(1)))), ("tags", Value.Map.Of(("t", Value.Of(true))))) with
        {
            Span = block,
            FieldSpans = new(new("color", field), new("options", field)),
        });

        var spans = (await estate.PlanAsync()).Actions.Single().Differences.ToDictionary(d => d.Path.ToString(), d => d.Span);

        Assert.That((spans["color"], spans["options/x"], spans["tags/t"]), Is.EqualTo(((SourceSpan?)field, (SourceSpan?)field, (SourceSpan?)block)));
    }

    [Test]
    public async Task Drift_does_not_ask_whether_a_missing_object_exists_under_another_id()
    {
        var estate = new Estate().Declare(Estate.Make("base.a"));
        await estate.ApplyAsync();
        estate.Platform.Fake("base").Objects.Remove(estate.Id("base.a"));
        estate.Platform.Fake("base").Objects["theirs"] = (Value.Map.Of(("name", Value.Of("a"))), 0);

        var plan = await estate.TryPlanAsync();
        estate.Options = PlanOptions.Default with { Mode = PlanMode.Drift };
        var drift = await estate.TryPlanAsync();

        Assert.That(plan.Diagnostics.Select(d => d.Code), Is.EqualTo(new[] { "FP4001" }));
        Assert.That(drift.Diagnostics, Is.Empty);
        Assert.That(drift.Value!.Actions.Single().Reasons, Is.EqualTo(new ActionReason[] { new ActionReason.DeletedOnPlatform(estate.Id("base.a")) }));
    }

    private static async Task<Estate> ResizedAsync()
    {
        var estate = new Estate().Declare(Estate.Make("middle.a", ("size", Value.Of(1))));
        await estate.ApplyAsync();
        estate.Declare(Estate.Make("middle.a", ("size", Value.Of(2))));
        return estate;
    }
}
