using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;
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
        var field = block with { Line = 3, EndLine = 3 };
        var estate = new Estate().Declare(Estate.Make("base.a", ("color", Value.Of("red")), ("options", Value.Map.Of(("x", Value.Of(1)))), ("tags", Value.Map.Of(("t", Value.Of(true))))) with
        {
            Span = block,
            FieldSpans = new Dictionary<FieldPath, SourceSpan> { [FieldPath.Parse("color")] = field, [FieldPath.Parse("options")] = field },
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
