using FlowPlan.Core.Planning;

namespace FlowPlan.Core.Tests.Planning;

/// <summary>The codes of actions are part of the plan's file format: this table is what is in files.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ActionNameTests
{
    private static readonly Dictionary<ActionKind, string> Codes = new()
    {
        [ActionKind.NoOp] = "no-op",
        [ActionKind.Read] = "read",
        [ActionKind.Create] = "create",
        [ActionKind.Update] = "update",
        [ActionKind.Replace] = "replace",
        [ActionKind.Delete] = "delete",
        [ActionKind.Adopt] = "import",
        [ActionKind.Forget] = "forget",
        [ActionKind.Deferred] = "deferred",
    };

    [Test]
    public void Every_action_has_its_code() =>
        Assert.That(Enum.GetValues<ActionKind>().ToDictionary(k => k, k => ActionNames.Of(k).Code), Is.EqualTo(Codes));

    [Test]
    public void A_code_names_its_action() =>
        Assert.That(Codes.ToDictionary(c => ActionNames.Parse(c.Value), c => c.Value), Is.EqualTo(Codes));

    [TestCase("move", ActionKind.NoOp)]
    [TestCase("adopt", ActionKind.Adopt)]
    public void A_move_and_the_former_code_of_an_import_are_read(string code, ActionKind kind) =>
        Assert.That(ActionNames.Parse(code), Is.EqualTo(kind));

    [TestCase("noop")]
    [TestCase("Create")]
    [TestCase("")]
    public void Anything_else_is_not_an_action(string code) =>
        Assert.That(() => ActionNames.Parse(code), Throws.TypeOf<FormatException>());

    [Test]
    public void A_resource_that_only_moves_is_a_move()
    {
        var action = new PlannedAction { Address = new("flow", "b"), Kind = ActionKind.NoOp, MovedFrom = new("flow", "a") };

        Assert.That((ActionNames.Of(action).Code, ActionNames.Of(action).Verb), Is.EqualTo(("move", "move")));
    }
}
