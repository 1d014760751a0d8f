using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Resources;
using FlowPlan.Core.State;
using FlowPlan.Core.Tests.Support;
using FlowPlan.Core.Values;
using static FlowPlan.Core.Tests.Support.Estate;

namespace FlowPlan.Core.Tests.Applying;

/// <summary>What an apply makes durable, and in which order.</summary>
public sealed class DurableRecordTests
{
    private static readonly ProviderException Rejected = new(Finding.Error("FAKE", "no"), CallEffect.None);

    [Test]
    public async Task An_intent_comes_before_its_outcome_and_the_journal_goes_after_the_last_save()
    {
        var estate = await AppliedAsync(Make("base.a"));
        estate.Declare(Make("base.b"));
        var session = new MemorySession(estate.Lockfile);

        await estate.ApplyAsync(await estate.PlanAsync(), session: session);

        var log = session.Log.Where(l => !l.StartsWith("save", StringComparison.Ordinal)).ToList();
        Assert.That(log, Is.EqualTo(new[] { "open", "begin Create base.b", $"outcome base.b {estate.Id("base.b")}", "record base.b", "clear" }));
        Assert.That(session.Log.IndexOf("clear"), Is.GreaterThan(session.Log.FindLastIndex(l => l.StartsWith("save", StringComparison.Ordinal))));
        Assert.That(session.Saved!.Resources, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task The_outcome_of_a_create_has_the_id_before_the_object_is_read_back()
    {
        var estate = new Estate().Declare(Make("base.a"));
        var plan = await estate.PlanAsync();
        estate.Platform.Fake("base").Hides = true;
        var session = new MemorySession(null) { FailSave = _ => new DiagnosticException(Finding.Error("FAKE", "full")) };

        await estate.ApplyAsync(plan, session: session);

        var outcome = session.Entries.OfType<JournalEntry.Recorded>().Single().State!;
        Assert.That(outcome.Attributes, Is.EqualTo(Value.Map.Of(("id", Value.Of(outcome.Id)))));
    }

    [Test]
    public async Task A_call_that_was_rejected_is_closed()
    {
        var estate = await AppliedAsync(Make("base.a"));
        estate.Declare(Make("base.a", ("color", Value.Of("red"))), Make("base.b"));
        estate.Platform.Fail = _ => Rejected;
        var session = new MemorySession(estate.Lockfile);

        await estate.ApplyAsync(await estate.PlanAsync(), parallelism: 1, session: session);

        Assert.That(session.Log, Is.EqualTo(new[] { "open", "begin Update base.a", "rejected FAKE", "begin Create base.b", "rejected FAKE", "clear" }));
    }

    [Test]
    public async Task A_call_that_was_carried_out_is_closed_whatever_it_was()
    {
        var estate = await AppliedAsync(Make("base.a"), Make("base.b"));
        var (a, b) = (estate.Id("base.a"), estate.Id("base.b"));
        estate.Desired.Clear();
        estate.Declare(Make("base.a", ("color", Value.Of("red"))));
        var session = new MemorySession(estate.Lockfile);

        var result = await estate.ApplyAsync(await estate.PlanAsync(), parallelism: 1, session: session);

        Assert.That(
            session.Log.Where(l => !l.StartsWith("save", StringComparison.Ordinal)),
            Is.EqualTo(new[] { "open", "begin Update base.a", $"outcome base.a {a}", "record base.a", "begin Delete base.b", "outcome base.b gone", "clear" }));
        Assert.That(result.Done.Select(d => d.Note), Is.All.Null, $"{b} is gone");
    }

    [Test]
    public async Task What_recovery_found_is_saved_before_its_journal_goes_and_before_addresses_change()
    {
        var estate = await AppliedAsync(Make("base.a"));
        estate.Desired.Clear();
        estate.Declare(Make("base.z"));
        estate.Moved = [new MovedDeclaration(ResourceAddress.Parse("base.a"), ResourceAddress.Parse("base.z"), SourceSpan.OfFile("f"))];
        estate.Desired[ResourceAddress.Parse("base.z")] = Make("base.z") with { Fields = Value.Map.Of(("name", Value.Of("a")), ("color", Value.Of("red"))) };
        var recovered = estate.Lockfile!;
        var session = new MemorySession(recovered with { Resources = recovered.Resources.Clear() }, new JournalEntry.Opened(0, recovered.Lineage, recovered.Scope));

        await estate.ApplyAsync(await estate.PlanAsync(), session: session);

        Assert.That(session.Log.Take(4), Is.EqualTo(new[] { $"save {recovered.Serial + 1}: base.a", "clear", $"save {recovered.Serial + 2}: base.z", "open" }));
    }

    [Test]
    public async Task A_plan_without_changes_writes_nothing()
    {
        var estate = await AppliedAsync(Make("base.a"));
        var session = new MemorySession(estate.Lockfile);

        await estate.ApplyAsync(await estate.PlanAsync(), session: session);

        Assert.That(session.Log, Is.EqualTo(new[] { "clear" }));
    }

    [Test]
    public async Task Each_save_has_the_next_serial()
    {
        var session = new MemorySession(null);
        var estate = new Estate().Declare([.. Enumerable.Range(0, 30).Select(n => Make($"base.b{n}"))]);

        await estate.ApplyAsync(await estate.PlanAsync(), session: session);

        var serials = session.Log.Where(l => l.StartsWith("save", StringComparison.Ordinal)).Select(l => l.Split(' ', ':')[1]);
        Assert.That(serials, Is.EqualTo(Enumerable.Range(1, session.Saves).Select(n => $"{n}")));
    }

    [Test]
    public async Task Protection_that_changes_nothing_on_the_platform_is_recorded()
    {
        var estate = await AppliedAsync(Make("base.a"));
        estate.Declare(Make("base.a") with { Lifecycle = new(PreventDestroy: true, [], null) });

        await estate.ApplyAsync();

        Assert.That(estate.Lockfile!.Resources.Values.Single().PreventDestroy, Is.True);
    }

    [Test]
    public async Task A_move_sorts_the_dependencies_by_their_new_addresses()
    {
        var (left, right) = (ResourceAddress.Parse("middle.a"), ResourceAddress.Parse("middle.b"));
        var estate = await AppliedAsync(Make("middle.a"), Make("middle.b"), Joined("middle.a", "middle.b"));
        estate.Desired.Clear();
        var joined = Joined("middle.z", "middle.b");
        estate.Declare(Named("middle.z", "a"), Make("middle.b"), joined with { Fields = joined.Fields.With("color", Value.Of("red")) });
        estate.Platform.Fail = _ => Rejected;
        estate.Moved = [new MovedDeclaration(left, ResourceAddress.Parse("middle.z"), SourceSpan.OfFile("f"))];
        var session = new MemorySession(estate.Lockfile);

        await estate.ApplyAsync(await estate.PlanAsync(), session: session);

        Assert.That(session.Saved!.Resources[ResourceAddress.Parse("pair.p")].Dependencies, Is.EqualTo(new[] { right, ResourceAddress.Parse("middle.z") }));
    }

    [Test]
    public async Task An_output_of_what_failed_keeps_its_former_value()
    {
        var estate = await AppliedAsync(Make("middle.a", ("size", Value.Of(1))));
        estate.Outputs = [new("out", Ref("middle.a"))];
        await estate.ApplyAsync();
        var former = estate.Lockfile!.Outputs["out"];
        estate.Declare(Make("middle.a", ("size", Value.Of(2))));
        estate.Platform.Fail = call => call == "create middle.a" ? Rejected : null;

        var result = await estate.ApplyAsync();

        Assert.That(result.Failed, Has.Length.EqualTo(1));
        Assert.That(former, Is.Not.Null);
        Assert.That(estate.Lockfile!.Outputs["out"], Is.EqualTo(former));
    }

    [Test]
    public async Task The_last_save_waits_for_the_one_before_it()
    {
        var (now, most) = (0, 0);
        var session = new MemorySession(null)
        {
            Saving = async () =>
            {
                most = Math.Max(most, Interlocked.Increment(ref now));
                await Task.Delay(50);
                Interlocked.Decrement(ref now);
            },
        };
        var estate = new Estate().Declare(Make("base.a"), Make("base.b"), Make("base.c"));
        estate.Platform.Reading = () => Task.Delay(10);

        await estate.ApplyAsync(await estate.PlanAsync(), parallelism: 1, session: session);

        Assert.That(session.Saves, Is.GreaterThan(1));
        Assert.That(most, Is.EqualTo(1), "saves at once");
    }

    private static DesiredResource Joined(string left, string right) => Make("pair.p", ("left", Ref(left)), ("right", Ref(right)));

    private static DesiredResource Named(string address, string name) => Make(address) with { Fields = Value.Map.Of(("name", Value.Of(name))) };

    private static async Task<Estate> AppliedAsync(params DesiredResource[] resources)
    {
        var estate = new Estate().Declare(resources);
        Assert.That((await estate.ApplyAsync()).Complete, Is.True);
        return estate;
    }
}
