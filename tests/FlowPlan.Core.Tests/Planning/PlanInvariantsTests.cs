using FlowPlan.Core.Planning;
using FlowPlan.Core.Planning.Deciding;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Tests.Planning;

/// <summary>An update that shows no change is a bug, and stops the plan.</summary>
public sealed class PlanInvariantsTests
{
    private static readonly LiveObject Live = new() { Id = "x", Fields = Value.Map.Empty, Attributes = Value.Map.Empty };

    [TestCase(ActionKind.Update)]
    [TestCase(ActionKind.Replace)]
    public void An_action_that_changes_something_shows_a_field(ActionKind kind) =>
        Assert.That(() => PlanInvariants.Assert(Action(kind)), Throws.InvalidOperationException.With.Message.Contains("none of its fields differs"));

    [Test]
    public void A_field_that_is_shown_differs()
    {
        var same = new FieldDifference("name", Value.Of("a"), Value.Of("a"), Value.Of("b"), DifferenceCause.Both, FieldChangeEffect.Update);

        Assert.That(() => PlanInvariants.Assert(Action(ActionKind.Update, same)), Throws.InvalidOperationException.With.Message.Contains("'name'"));
    }

    [Test]
    public void A_secret_shows_as_changed_though_neither_side_does()
    {
        var secret = new FieldDifference("key", new Value.SecretDigest("d"), new Value.Secret(Value.Of("s")), null, DifferenceCause.Manifest, FieldChangeEffect.Update);

        Assert.That(PlanInvariants.Assert(Action(ActionKind.Update, secret)).Differences, Has.Length.EqualTo(1));
    }

    private static PlannedAction Action(ActionKind kind, params FieldDifference[] differences) => new()
    {
        Address = new("base", "a"),
        Kind = kind,
        Live = Live,
        Differences = [.. differences],
    };
}
