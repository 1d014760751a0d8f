using FlowPlan.Core.Planning;
using FlowPlan.Core.Planning.Review;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Tests.Support;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Tests.Planning;

/// <summary>Objects whose ID is made of that of another one: a block that describes the same object under another name keeps it.</summary>
public sealed class DerivedIdTests
{
    [Test]
    public async Task A_renamed_block_keeps_the_object_without_a_call()
    {
        var estate = await MarkedAsync("x=a");

        Redeclare(estate, "y=a");

        Assert.That(await ChangesAsync(estate), Is.EqualTo(new[] { "NoOp mark.y from mark.x" }));
        await AssertSettlesAsync(estate, []);
        Assert.That(estate.Id("mark.y"), Is.EqualTo("of-" + estate.Id("base.a")));
    }

    [Test]
    public async Task A_renamed_block_that_says_something_else_changes_the_object_in_place()
    {
        var estate = await MarkedAsync("x=a");

        Redeclare(estate, "y=a:red");

        Assert.That(await ChangesAsync(estate), Is.EqualTo(new[] { "Update mark.y from mark.x" }));
        await AssertSettlesAsync(estate, ["update mark.y"]);
    }

    [TestCase("x=a y=b", "x=b y=a", new[] { "NoOp mark.x from mark.y", "NoOp mark.y from mark.x" }, TestName = "Two that are swapped")]
    [TestCase("x=a y=b z=c", "x=b y=c z=a", new[] { "NoOp mark.x from mark.y", "NoOp mark.y from mark.z", "NoOp mark.z from mark.x" }, TestName = "Three in a ring")]
    [TestCase("x=a y=b", "v=b w=a", new[] { "NoOp mark.v from mark.y", "NoOp mark.w from mark.x" }, TestName = "Two that are both renamed")]
    [TestCase("x=a y=b", "x=b", new[] { "Delete mark.y from mark.x", "NoOp mark.x from mark.y" }, TestName = "One that takes over what another described")]
    [TestCase("x=a y=b", "x=b y=c", new[] { "NoOp mark.x from mark.y", "Replace mark.y from mark.x" }, TestName = "One that takes over, and the other goes on to something new")]
    [TestCase("x=a y=b", "w=a x=b y=c", new[] { "Create mark.y from ", "NoOp mark.w from mark.x", "NoOp mark.x from mark.y" }, TestName = "All go on by one")]
    [TestCase("x=a", "y=b", new[] { "Create mark.y from ", "Delete mark.x from " }, TestName = "Another object is another object")]
    public async Task Each_block_gets_the_object_that_it_describes(string before, string after, string[] changes)
    {
        var estate = await MarkedAsync(before);

        Redeclare(estate, after);

        Assert.That((await ChangesAsync(estate)).Order(), Is.EqualTo(changes));
        await AssertSettlesAsync(estate, null);
    }

    [Test]
    public async Task What_was_left_to_delete_by_a_replacement_is_kept_when_it_is_declared_again()
    {
        var estate = await MarkedAsync("x=a");
        Redeclare(estate, "x=b");
        estate.Platform.Fail = call => call.StartsWith("delete", StringComparison.Ordinal) ? new(Finding.Error("FAKE", "not now"), CallEffect.None) : null;
        await estate.ApplyAsync();
        estate.Platform.Fail = _ => null;
        var (a, b) = ("of-" + estate.Id("base.a"), "of-" + estate.Id("base.b"));
        Assert.That(estate.Lockfile!.Resources.Keys.Select(k => k.ToString()), Has.Member($"mark.x (deposed {a})"));

        Redeclare(estate, "x=a");

        Assert.That((await ChangesAsync(estate)).Order(), Is.EqualTo(new[] { $"Delete mark.x (deposed {b}) from mark.x", $"NoOp mark.x from mark.x (deposed {a})" }));
        await AssertSettlesAsync(estate, [$"delete mark {b}"]);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_replacement_by_an_object_with_the_same_ID_deletes_the_old_one_first_whatever_the_block_says(bool createFirst)
    {
        var estate = await MarkedAsync("x=a");
        var id = estate.Id("mark.x");
        estate.Options = new() { Replace = [ResourceAddress.Parse("mark.x")] };
        estate.Declare(estate.Desired[ResourceAddress.Parse("mark.x")] with { Lifecycle = new(false, [], createFirst) });
        estate.Platform.Calls.Clear();

        var result = await estate.ApplyAsync();

        Assert.That(result.Complete, Is.True);
        Assert.That(estate.Platform.Calls, Is.EqualTo(new[] { $"delete mark {id}", "create mark.x" }));
        Assert.That(estate.Platform.Fake("mark").Objects.Keys, Is.EqualTo(new[] { id }));
    }

    [Test]
    public async Task A_lost_answer_to_such_a_replacement_is_found_by_its_ID()
    {
        var estate = await MarkedAsync("x=a");
        estate.Options = new() { Replace = [ResourceAddress.Parse("mark.x")] };
        estate.Platform.FailAfter = call => call == "create mark.x" ? new(Finding.Error("FAKE", "the answer was lost"), CallEffect.Unknown) : null;

        var result = await estate.ApplyAsync();

        Assert.That(result.Failed.Select(f => f.Reason.Message), Is.Empty);
        estate.Options = PlanOptions.Default;
        await AssertSettlesAsync(estate, []);
    }

    [Test]
    public async Task Two_blocks_that_describe_one_object_are_an_error()
    {
        var estate = await MarkedAsync("x=a");

        Redeclare(estate, "w=a x=a");

        var found = (await estate.TryPlanAsync()).Diagnostics.Single();
        Assert.That((found.Code, found.Address.ToString()), Is.EqualTo(("FP4013", "mark.x")));
        Assert.That(found.Message, Is.EqualTo($"mark.x describes {"of-" + estate.Id("base.a")}, as mark.w does"));
    }

    [Test]
    public async Task A_replacement_never_takes_what_is_there_and_not_managed()
    {
        var estate = await MarkedAsync("x=a");
        var theirs = "of-" + estate.Id("base.b");
        estate.Platform.Fake("mark").Objects[theirs] = (Value.Map.Of(("base", Value.Of(estate.Id("base.b")))), 0);

        Redeclare(estate, "x=b");

        Assert.That((await estate.TryPlanAsync()).Diagnostics.Select(d => d.Code), Is.EqualTo(new[] { "FP4001" }));
    }

    [Test]
    public async Task What_depends_on_a_block_follows_the_object()
    {
        var estate = await MarkedAsync("x=a y=b");
        estate.Declare(Estate.Make("base.last") with { DependsOn = [ResourceAddress.Parse("mark.x")] });
        await estate.ApplyAsync();

        Redeclare(estate, "x=b y=a");
        estate.Declare(Estate.Make("base.last") with { DependsOn = [ResourceAddress.Parse("mark.y")] });
        await estate.ApplyAsync();

        Assert.That(estate.Lockfile!.Resources[ResourceAddress.Parse("base.last")].Dependencies.Select(d => d.ToString()), Is.EqualTo(new[] { "mark.y" }));
        Assert.That(await ChangesAsync(estate), Is.Empty);
    }

    [Test]
    public async Task Protection_stays_with_the_object()
    {
        var estate = await MarkedAsync("x=a y=b");
        estate.Declare(estate.Desired[ResourceAddress.Parse("mark.x")] with { Lifecycle = new(true, [], null) });
        await estate.ApplyAsync();

        Redeclare(estate, "z=a y=b");
        var renamed = await estate.TryPlanAsync();
        Redeclare(estate, "y=b");
        var removed = await estate.TryPlanAsync();

        Assert.That(renamed.Diagnostics, Is.Empty);
        Assert.That(removed.Diagnostics.Select(d => d.Code), Is.EqualTo(new[] { "FP4008" }));
    }

    [Test]
    public async Task An_approved_plan_is_stale_when_its_moves_need_another_one_now()
    {
        var estate = await MarkedAsync("y=b");
        Redeclare(estate, "x=b y=c");
        var approved = await estate.PlanAsync();
        Redeclare(estate, "x=a y=b");
        await estate.ApplyAsync();
        Redeclare(estate, "x=b w=a y=c");
        var current = await estate.PlanAsync();

        var stale = StalePlanCheck.Check(approved with { Binding = current.Binding }, current);

        Assert.That(stale.Select(d => d.Address.ToString()), Is.EqualTo(new[] { "mark.w" }));
    }

    /// <summary>An estate with the bases a, b and c, and a mark for each pair such as <c>x=a</c>, applied.</summary>
    private static async Task<Estate> MarkedAsync(string marks)
    {
        var estate = new Estate().Declare(Estate.Make("base.a"), Estate.Make("base.b"), Estate.Make("base.c"));
        Redeclare(estate, marks);
        await estate.ApplyAsync();
        return estate;
    }

    /// <summary>Declares exactly these marks: block, base and, behind a colon, color.</summary>
    private static void Redeclare(Estate estate, string marks)
    {
        foreach (var address in estate.Desired.Keys.Where(a => a.Kind == "mark").ToList())
            estate.Desired.Remove(address);
        foreach (var (key, of, color) in marks.Split(' ').Select(m => m.Split('=', ':')).Select(m => (m[0], m[1], m.ElementAtOrDefault(2))))
        {
            (string, Value?)[] fields = [("name", Value.Of("m")), ("base", Estate.Ref("base." + of))];
            var mark = Estate.Make("mark." + key) with { Fields = Value.Map.Of(fields) };
            estate.Declare(color is null ? mark : mark with { Fields = mark.Fields.With("color", Value.Of(color)) });
        }
    }

    private static async Task<IEnumerable<string>> ChangesAsync(Estate estate) =>
        (await estate.PlanAsync()).Actions.Where(a => a.IsChange).Select(a => $"{a.Kind} {a.Address} from {a.MovedFrom}");

    /// <summary>Applies; then nothing is left to do, and the marks are those that are declared.</summary>
    private static async Task AssertSettlesAsync(Estate estate, string[]? calls)
    {
        estate.Platform.Calls.Clear();
        var result = await estate.ApplyAsync();
        Assert.That(result.Failed.Select(f => $"{f.Address}: {f.Reason.Message}"), Is.Empty);
        if (calls is not null)
            Assert.That(estate.Platform.Calls, Is.EqualTo(calls));
        Assert.That(await ChangesAsync(estate), Is.Empty);
        var declared = estate.Desired.Values.Where(d => d.Address.Kind == "mark").Select(d => "of-" + estate.Id(((Value.Reference)d.Fields["base"]!).Address.ToString()));
        Assert.That(estate.Platform.Fake("mark").Objects.Keys, Is.EquivalentTo(declared));
    }
}
