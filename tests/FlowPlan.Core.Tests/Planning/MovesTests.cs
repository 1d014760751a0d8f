using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Tests.Support;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Tests.Planning;

/// <summary>Moves that contradict each other or the state.</summary>
public sealed class MovesTests
{
    [Test]
    public async Task Two_moves_to_one_address_are_an_error()
    {
        var error = await ErrorAsync(("base.a", "base.z"), ("base.b", "base.z"));

        Assert.That(error.Code, Is.EqualTo("FP4010"));
        Assert.That(error.Message, Is.EqualTo("base.b cannot move to base.z: another 'moved' block has the same 'from' or 'to'"));
    }

    [Test]
    public async Task Two_moves_of_one_resource_are_an_error()
    {
        var error = await ErrorAsync(("base.a", "base.y"), ("base.a", "base.z"));

        Assert.That(error.Code, Is.EqualTo("FP4010"));
        Assert.That(error.Message, Is.EqualTo("base.a cannot move to base.z: another 'moved' block has the same 'from' or 'to'"));
    }

    [Test]
    public async Task A_move_to_an_address_in_the_state_is_an_error()
    {
        var error = await ErrorAsync(("base.a", "base.b"));

        Assert.That(error.Code, Is.EqualTo("FP4010"));
        Assert.That(error.Message, Is.EqualTo("base.a cannot move to base.b: the lockfile already has an entry with that address"));
    }

    private static async Task<Diagnostic> ErrorAsync(params (string From, string To)[] moves)
    {
        var estate = new Estate().Declare(Estate.Make("base.a"), Estate.Make("base.b"));
        await estate.ApplyAsync();
        estate.Desired.Clear();
        estate.Moved = [.. moves.Select(m => new MovedDeclaration(ResourceAddress.Parse(m.From), ResourceAddress.Parse(m.To), SourceSpan.OfFile("f")))];
        var planned = await estate.TryPlanAsync();
        Assert.That(planned.Succeeded, Is.False);
        return planned.Diagnostics.Single();
    }
}
