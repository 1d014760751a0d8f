using FlowPlan.Core.Resources;
using FlowPlan.Core.State;
using FlowPlan.Core.Tests.Support;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Tests.Applying;

/// <summary>Calls whose answers were lost: what an apply makes of them in the same run.</summary>
public sealed class LostAnswerTests
{
    private static readonly ProviderException Lost = new(Finding.Error("FAKE", "the answer was lost"), CallEffect.Unknown);

    [TestCase(0)]
    [TestCase(3)]
    public async Task A_create_that_was_carried_out_is_found_also_in_a_list_that_lags(int lists)
    {
        var estate = new Estate().Declare(Estate.Make("base.a"));
        var plan = await estate.PlanAsync();
        Once(estate, "create base.a", after: true);
        estate.Platform.ListsThatLag = lists;

        var result = await estate.ApplyAsync(plan);

        Assert.That(result.Complete, Is.True);
        Assert.That(estate.Platform.Calls, Is.EqualTo(new[] { "create base.a" }), "sent once");
        Assert.That(estate.Platform.Objects.Single().Id, Is.EqualTo(estate.Id("base.a")));
    }

    [Test]
    public async Task A_create_that_was_not_carried_out_is_sent_again_once_its_absence_is_proven()
    {
        var estate = new Estate().Declare(Estate.Make("base.a"));
        Once(estate, "create base.a", after: false);
        var session = new MemorySession(null);

        var result = await estate.ApplyAsync(await estate.PlanAsync(), session: session);

        Assert.That(result.Complete, Is.True);
        Assert.That(estate.Platform.Calls, Is.EqualTo(new[] { "create base.a", "create base.a" }));
        Assert.That(estate.Platform.Objects, Has.Count.EqualTo(1));
        Assert.That(session.Entries, Is.Empty, "nothing is open");
        Assert.That(
            session.Log.Where(l => l.Contains("FAKE", StringComparison.Ordinal)),
            Is.EqualTo(new[] { "unknown FAKE", "rejected FAKE" }),
            "open until its absence is proven");
    }

    [Test]
    public async Task A_create_that_stays_unanswered_is_sent_twice_and_left_to_the_next_run()
    {
        var estate = new Estate().Declare(Estate.Make("base.a"));
        estate.Platform.Fail = _ => Lost;
        var session = new MemorySession(null);

        var result = await estate.ApplyAsync(await estate.PlanAsync(), session: session);

        Assert.That(result.Failed.Single().Reason.Code, Is.EqualTo("FP5003"));
        Assert.That(estate.Platform.Calls, Has.Count.EqualTo(2));
        Assert.That(session.Entries, Is.Not.Empty, "the intent is open");
    }

    [Test]
    public async Task A_create_that_two_objects_match_is_left_to_a_person_and_not_sent_again()
    {
        var estate = new Estate().Declare(Estate.Make("base.a"));
        var plan = await estate.PlanAsync();
        estate.Platform.FailAfter = _ =>
        {
            estate.Platform.Fake("base").Objects["theirs"] = (Value.Map.Of(("name", Value.Of("a"))), 0);
            return Lost;
        };
        var session = new MemorySession(null);

        var result = await estate.ApplyAsync(plan, session: session);

        var reason = result.Failed.Single().Reason;
        Assert.That(reason.Code, Is.EqualTo("FP5004"));
        Assert.That(reason.Details, Has.Some.Contains("theirs").And.Some.Contains("id-0001"));
        Assert.That(estate.Platform.Calls, Has.Count.EqualTo(1));
        Assert.That(JournalReplay.Of(new(null, [.. session.Entries])).Open, Has.Length.EqualTo(1));
    }

    [Test]
    public async Task A_create_that_cannot_be_looked_up_stays_in_the_journal()
    {
        var estate = new Estate().Declare(Estate.Make("base.a"));
        var plan = await estate.PlanAsync();
        Once(estate, "create base.a", after: true);
        estate.Platform.FailList = _ => new ProviderException(Finding.Error("FAKE", "no list"), CallEffect.None);
        var session = new MemorySession(null);

        var result = await estate.ApplyAsync(plan, session: session);

        Assert.That(result.Failed.Single().Reason.Code, Is.EqualTo("FP5026"));
        Assert.That(JournalReplay.Of(new(null, [.. session.Entries])).Open.Single().Call.Address.ToString(), Is.EqualTo("base.a"));
    }

    [Test]
    public async Task A_fault_of_ours_in_the_middle_of_a_create_leaves_it_to_the_next_run()
    {
        var estate = new Estate().Declare(Estate.Make("base.a"));
        var plan = await estate.PlanAsync();
        estate.Platform.FailAfter = _ => throw new InvalidOperationException("a bug");
        var session = new MemorySession(null);

        var result = await estate.ApplyAsync(plan, session: session);

        Assert.That(result.Failed.Single().Reason.Code, Is.EqualTo("FP9001"));
        Assert.That(JournalReplay.Of(new(null, [.. session.Entries])).Open, Has.Length.EqualTo(1));
    }

    [Test]
    public async Task What_could_not_be_found_again_is_not_created()
    {
        var nameless = Estate.Make("base.a");
        var estate = new Estate().Declare(nameless with { Fields = nameless.Fields.Without("name") });

        var result = await estate.ApplyAsync();

        Assert.That(result.Failed.Single().Reason.Code, Is.EqualTo("FP5025"));
        Assert.That(estate.Platform.Calls, Is.Empty);
    }

    [Test]
    public async Task An_update_that_was_carried_out_counts_though_its_answer_was_lost()
    {
        var estate = await AppliedAsync();
        estate.Declare(Estate.Make("base.a", ("color", Value.Of("red"))));
        Once(estate, "update base.a", after: true);

        var result = await estate.ApplyAsync();

        Assert.That(result.Complete, Is.True, string.Join(' ', result.Failed.Select(f => f.Reason.Message)));
        Assert.That((await estate.PlanAsync()).HasChanges, Is.False);
    }

    [Test]
    public async Task An_update_that_was_not_carried_out_fails_and_stays_open()
    {
        var estate = await AppliedAsync();
        estate.Declare(Estate.Make("base.a", ("color", Value.Of("red"))));
        Once(estate, "update base.a", after: false);
        var session = new MemorySession(estate.Lockfile);

        var result = await estate.ApplyAsync(await estate.PlanAsync(), session: session);

        Assert.That(result.Failed, Has.Length.EqualTo(1));
        Assert.That(JournalReplay.Of(new(estate.Lockfile, [.. session.Entries])).Open.Single().Call.Operation, Is.EqualTo(OperationKind.Update));
        Assert.That((await estate.ApplyAsync()).Complete, Is.True);
    }

    [Test]
    public async Task A_secret_of_which_nobody_can_tell_whether_it_was_taken_is_written_again()
    {
        var estate = await AppliedAsync();
        estate.Declare(Estate.Make("base.a", ("secret", new Value.Secret(Value.Of("s")))));
        Once(estate, "update base.a", after: true);

        var result = await estate.ApplyAsync();

        Assert.That(result.Failed, Has.Length.EqualTo(1));
        Assert.That((await estate.PlanAsync()).Summarize().Update, Is.EqualTo(1));
    }

    [Test]
    public async Task A_conflict_over_what_is_there_already_is_none()
    {
        var estate = await AppliedAsync();
        estate.Declare(Estate.Make("base.a", ("color", Value.Of("red"))));
        var plan = await estate.PlanAsync();
        estate.Platform.Fake("base").Edit(estate.Id("base.a"), "color", Value.Of("red"));

        Assert.That((await estate.ApplyAsync(plan)).Complete, Is.True);
    }

    [Test]
    public async Task A_conflict_over_another_value_is_not_won()
    {
        var estate = await AppliedAsync();
        estate.Declare(Estate.Make("base.a", ("color", Value.Of("red"))));
        var plan = await estate.PlanAsync();
        estate.Platform.Fake("base").Edit(estate.Id("base.a"), "color", Value.Of("blue"));

        Assert.That((await estate.ApplyAsync(plan)).Failed, Has.Length.EqualTo(1));
        Assert.That(estate.Platform.Objects.Single().Fields.TextOf("color"), Is.EqualTo("blue"));
    }

    [Test]
    public async Task A_delete_that_was_carried_out_counts_though_its_answer_was_lost()
    {
        var estate = await AppliedAsync();
        Once(estate, $"delete base {estate.Id("base.a")}", after: true);
        estate.Desired.Clear();

        Assert.That((await estate.ApplyAsync()).Complete, Is.True);
        Assert.That(estate.Lockfile!.Resources, Is.Empty);
    }

    [Test]
    public async Task A_delete_that_was_not_carried_out_fails_and_stays_open()
    {
        var estate = await AppliedAsync();
        Once(estate, $"delete base {estate.Id("base.a")}", after: false);

        var open = await FailedDeleteAsync(estate);

        Assert.That(open.Single().Call.Operation, Is.EqualTo(OperationKind.Delete));
        Assert.That((await estate.ApplyAsync()).Complete, Is.True);
        Assert.That(estate.Platform.Objects, Is.Empty);
    }

    [Test]
    public async Task A_delete_whose_object_cannot_be_read_afterwards_stays_open()
    {
        var estate = await AppliedAsync();
        estate.Platform.FailAfter = _ =>
        {
            estate.Platform.Reading = () => throw new ProviderException(Finding.Error("FAKE", "no answer"), CallEffect.None);
            return Lost;
        };

        Assert.That((await FailedDeleteAsync(estate)).Single().Call.Operation, Is.EqualTo(OperationKind.Delete));
    }

    [Test]
    public async Task A_delete_that_was_rejected_is_none_even_if_the_object_does_not_show()
    {
        var estate = await AppliedAsync();
        estate.Platform.Fail = _ =>
        {
            estate.Platform.Fake("base").Hides = true;
            return new(Finding.Error("FAKE", "no"), CallEffect.None);
        };

        Assert.That(await FailedDeleteAsync(estate), Is.Empty, "it was closed");
    }

    private static async Task<IReadOnlyList<OpenIntent>> FailedDeleteAsync(Estate estate)
    {
        estate.Desired.Clear();
        var session = new MemorySession(estate.Lockfile);

        var result = await estate.ApplyAsync(await estate.PlanAsync(), session: session);

        Assert.That(result.Failed.Single().Reason.Code, Is.EqualTo("FAKE"));
        Assert.That(estate.Lockfile!.Resources, Has.Count.EqualTo(1), "it is still recorded");
        return JournalReplay.Of(new(estate.Lockfile, [.. session.Entries])).Open;
    }

    [Test]
    public async Task A_replacement_that_was_refused_leaves_the_old_object_on_record_once()
    {
        var estate = new Estate().Declare(Estate.Make("base.a"), Estate.Make("middle.b", ("base", Estate.Ref("base.a"))));
        await estate.ApplyAsync();
        var before = estate.Lockfile!.Resources.Keys;
        estate.Declare(Estate.Make("middle.b", ("base", Estate.Ref("base.a")), ("size", Value.Of(2))));
        estate.Platform.Fail = call => call == "create middle.b" ? new(Finding.Error("FAKE", "no"), CallEffect.None) : null;

        await estate.ApplyAsync();

        Assert.That(estate.Lockfile!.Resources.Keys, Is.EqualTo(before), "a second record would have the next plan delete what is in use");
    }

    private static async Task<Estate> AppliedAsync()
    {
        var estate = new Estate().Declare(Estate.Make("base.a"));
        Assert.That((await estate.ApplyAsync()).Complete, Is.True);
        return estate;
    }

    /// <summary>Loses the answer to a call, once: of one that is carried out, or of one that never arrives.</summary>
    private static void Once(Estate estate, string call, bool after)
    {
        var left = 1;
        Func<string, ProviderException?> fail = c => c == call && left-- > 0 ? Lost : null;
        if (after)
            estate.Platform.FailAfter = fail;
        else
            estate.Platform.Fail = fail;
    }
}
