using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Tests.State.Support;

namespace FlowPlan.Core.Tests.State;

/// <summary>The lock file is removed by hand while a command holds the lock.</summary>
public sealed class LostLockTests
{
    [TestCase(false)]
    [TestCase(true)]
    public async Task No_further_call_is_begun_and_the_lockfile_is_not_written(bool taken)
    {
        using var folder = new TestFolder();
        await using var session = await Sample.OpenAsync(folder);
        await session.Journal.OpenAsync(Sample.Empty);
        var call = await session.Journal.BeginAsync(Sample.Create(1), CancellationToken.None);
        File.Delete(Path.Combine(folder.Path, "flowplan.dev.lock.json.hold"));
        await using var other = taken ? await Sample.OpenAsync(folder) : null;

        var begun = await Assert.ThrowsAsync<DiagnosticException>(() => session.Journal.BeginAsync(Sample.Create(1), CancellationToken.None));
        var saved = await Assert.ThrowsAsync<DiagnosticException>(() => session.SaveAsync(Sample.Empty, CancellationToken.None));

        Assert.That(begun!.Diagnostic.Code, Is.EqualTo("FP6105"));
        Assert.That(saved!.Diagnostic.Code, Is.EqualTo("FP6105"));
        Assert.That(begun.Diagnostic.Message, Does.Contain(taken ? "was replaced" : "was removed"));

        // The outcome of the call in flight is still recorded.
        await session.Journal.FailAsync(call, nothingHappened: true, "FAKE");
    }

    [Test]
    public async Task A_reader_is_told_who_is_running_and_of_a_leftover_nothing()
    {
        using var folder = new TestFolder();
        var store = Sample.Store(folder);
        Assert.That((await store.ObserveAsync(CancellationToken.None)).Use, Is.Null);
        await using (await Sample.OpenAsync(folder))
        {
            var use = (await store.ObserveAsync(CancellationToken.None)).Use;
            Assert.That((use?.Code, use?.Severity), Is.EqualTo(("FP6106", Severity.Warning)));
            Assert.That(use!.Message, Does.Contain("'apply' by jane on agent-1").And.Contain("may be outdated"));
        }

        await File.WriteAllTextAsync(Path.Combine(folder.Path, "flowplan.dev.lock.json.hold"), "left by a killed process");
        Assert.That((await store.ObserveAsync(CancellationToken.None)).Use, Is.Null);
    }
}
