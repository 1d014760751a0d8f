using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.State;
using FlowPlan.Core.Tests.Support;

namespace FlowPlan.Core.Tests.Applying;

/// <summary>Saves of the lockfile that fail during an apply.</summary>
public sealed class SaveFailureTests
{
    private static readonly string[] Addresses = ["base.a", "base.b", "base.c", "base.d", "base.e", "base.f"];
    private static readonly DiagnosticException Full = new(Finding.Error("FAKE", "the disk is full"));

    [Test]
    public async Task A_background_save_that_fails_does_not_end_saving()
    {
        var session = new MemorySession(null) { FailSave = number => number == 1 ? Full : null };

        var result = await ApplyAsync(session);

        Assert.That(result.Complete, Is.True);
        Assert.That(result.SaveFailure, Is.Null);
        Assert.That(session.Saves, Is.GreaterThan(1));
        Assert.That(session.Saved!.Resources.Keys.Select(a => a.ToString()), Is.EqualTo(Addresses));
        Assert.That(session.Entries, Is.Empty, "the lockfile has everything");
    }

    [Test]
    public async Task When_the_last_save_fails_the_result_is_still_there_and_the_journal_is_kept()
    {
        var session = new MemorySession(null) { FailSave = _ => Full };

        var result = await ApplyAsync(session);

        Assert.That(result.SaveFailure, Is.EqualTo(Full.Diagnostic));
        Assert.That(result.Complete, Is.False);
        Assert.That(result.Done.Select(d => d.Address.ToString()), Is.EqualTo(Addresses));
        Assert.That(result.Lockfile.Resources, Has.Count.EqualTo(6));
        Assert.That(JournalReplay.Of(new(null, [.. session.Entries])).Lockfile!.Resources, Has.Count.EqualTo(6), "for the next run");
    }

    [Test]
    public async Task A_bug_in_the_last_save_does_not_hide_the_result_either()
    {
        var session = new MemorySession(null) { FailSave = _ => new InvalidOperationException("a bug") };

        var result = await ApplyAsync(session);

        Assert.That(result.SaveFailure!.Code, Is.EqualTo("FP9001"));
        Assert.That(result.Done, Has.Length.EqualTo(6));
        Assert.That(session.Entries, Is.Not.Empty);
    }

    private static async Task<Core.Applying.ApplyResult> ApplyAsync(MemorySession session)
    {
        var estate = new Estate().Declare([.. Addresses.Select(a => Estate.Make(a))]);
        return await estate.ApplyAsync(await estate.PlanAsync(), parallelism: 1, session: session);
    }
}
