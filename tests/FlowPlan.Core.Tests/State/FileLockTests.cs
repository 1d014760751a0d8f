using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.State;
using FlowPlan.Core.State.FileStore;
using FlowPlan.Core.Tests.State.Support;

namespace FlowPlan.Core.Tests.State;

public class FileLockTests
{
    private TestFolder folder = null!;

    [SetUp]
    public void SetUp() => folder = new();

    [TearDown]
    public void TearDown() => folder.Dispose();

    [Test]
    public async Task A_second_command_is_told_who_holds_the_lock_since_when_and_in_which_job()
    {
        await using var first = await TakeAsync(Sample.Request("apply", TimeSpan.Zero, "https://ci/job/7"));
        var found = await Checks.ThrowsAsync("FP6101", () => TakeAsync(Sample.AtOnce));
        Assert.That(
            found.Message,
            Does.Contain("'apply'").And.Contain("jane on agent-1").And.Contain($"process {Environment.ProcessId}").And.Contain(" UTC"));
        Assert.That(found.Details, Is.EqualTo(new[] { "job: https://ci/job/7" }));
        Assert.That(found.Help, Does.Contain("--lock-timeout"));
    }

    [Test]
    public async Task Waiting_past_the_timeout_ends_with_the_same_finding()
    {
        await using var first = await TakeAsync(Sample.AtOnce);
        await Checks.ThrowsAsync("FP6101", () => TakeAsync(Sample.Request("plan", TimeSpan.FromMilliseconds(300))));
    }

    [Test]
    public async Task A_command_that_waits_goes_on_when_the_lock_is_given_back()
    {
        var first = await TakeAsync(Sample.AtOnce);
        var second = TakeAsync(Sample.Request("apply", TimeSpan.FromMinutes(1)));
        Assert.That(second.IsCompleted, Is.False);
        await first.DisposeAsync();
        await using var session = await second;
        Assert.That(session.Snapshot.Lockfile, Is.Null);
    }

    [Test]
    public async Task Waiting_can_be_cancelled()
    {
        await using var first = await TakeAsync(Sample.AtOnce);
        using var stop = new CancellationTokenSource();
        var second = Sample.Store(folder).OpenAsync(Sample.Request("apply", TimeSpan.FromMinutes(1)), stop.Token);
        await stop.CancelAsync();
        await Assert.ThatAsync(() => second, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task The_file_is_there_while_held_for_its_owner_alone_and_gone_after()
    {
        await using (await TakeAsync(Sample.AtOnce))
        {
            Assert.That((await HolderAsync())!.ProcessId, Is.EqualTo(Environment.ProcessId));
            if (!OperatingSystem.IsWindows())
                Assert.That(File.GetUnixFileMode(folder.Hold), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        }

        Assert.That(folder.Names, Is.Empty);
        Assert.That((await HolderAsync()), Is.Null);
    }

    [TestCase("")]
    [TestCase("garbage")]
    [TestCase("{}")]
    [TestCase("null")]
    [TestCase("""{"id":"1","user":"u","processId":1,"host":"h","since":"2026-01-01T00:00:00+00:00","command":"apply"}""")]
    public async Task What_a_dead_holder_left_behind_holds_nobody_up(string left)
    {
        await File.WriteAllTextAsync(folder.Hold, left);
        await using var session = await TakeAsync(Sample.AtOnce);
        Assert.That((await HolderAsync())!.Command, Is.EqualTo("apply"));
    }

    [Test]
    public async Task Giving_back_twice_does_not_take_the_lock_from_the_next_holder()
    {
        var first = await TakeAsync(Sample.AtOnce);
        await first.DisposeAsync();
        await using var second = await TakeAsync(Sample.AtOnce);
        await first.DisposeAsync();
        await Checks.ThrowsAsync("FP6101", () => TakeAsync(Sample.AtOnce));
    }

    [Test]
    public async Task Giving_back_a_lock_whose_file_was_removed_by_hand_leaves_the_next_holders_file()
    {
        var first = await TakeAsync(Sample.AtOnce);
        File.Delete(folder.Hold);
        await using var second = await TakeAsync(Sample.AtOnce);
        await first.DisposeAsync();
        await Checks.ThrowsAsync("FP6101", () => TakeAsync(Sample.AtOnce));
    }

    [Test]
    public async Task Of_many_that_want_the_lock_one_has_it_at_a_time()
    {
        await Sample.SaveAsync(folder, Sample.Empty with { Serial = 0 });
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 10; i++)
            {
                await using var session = await TakeAsync(Sample.Request("apply", TimeSpan.FromMinutes(5)));
                var lockfile = session.Snapshot.Lockfile!;
                await session.SaveAsync(lockfile with { Serial = lockfile.Serial + 1 }, CancellationToken.None);
            }
        })));
        var loaded = await Sample.Store(folder).LoadAsync(CancellationToken.None);
        Assert.That(loaded.Value!.Lockfile!.Serial, Is.EqualTo(80));
    }

    [Test]
    public async Task Of_many_that_take_and_give_back_without_a_pause_one_has_it_at_a_time_and_the_others_are_told_so()
    {
        var (inside, most, taken) = (0, 0, 0);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (Volatile.Read(ref taken) < 100)
            {
                try
                {
                    using var held = await FileLock.TakeAsync(folder.Hold, Sample.AtOnce, TimeProvider.System, CancellationToken.None);
                    most = Math.Max(most, Interlocked.Increment(ref inside));
                    Interlocked.Increment(ref taken);
                    await Task.Delay(1);
                    Interlocked.Decrement(ref inside);
                }
                catch (DiagnosticException told)
                {
                    Assert.That(told.Diagnostic.Code, Is.EqualTo("FP6101"), told.Message);
                }
            }
        })));
        Assert.That(most, Is.EqualTo(1));
        Assert.That(taken, Is.Positive);
    }

    [Test]
    public void A_lock_on_a_file_that_is_no_longer_at_its_path_is_told_from_one_that_is()
    {
        using var stream = LockFile.OpenLocked(folder.Hold)!;
        Assert.That(LockFile.IsStillAt(stream, folder.Hold), Is.True);
        File.Delete(folder.Hold);
        Assert.That(LockFile.IsStillAt(stream, folder.Hold), Is.False);
        using var other = LockFile.OpenLocked(folder.Hold)!;
        Assert.That(LockFile.IsStillAt(stream, folder.Hold), Is.False);
        Assert.That(LockFile.IsStillAt(other, folder.Hold), Is.True);
    }

    [Test]
    public async Task Another_process_holds_the_lock_until_it_is_killed()
    {
        using var child = Child.Holding(folder);
        Assert.That(await child.ReadLineAsync(), Is.EqualTo("held"));
        var found = await Checks.ThrowsAsync("FP6101", () => TakeAsync(Sample.AtOnce));
        Assert.That(found.Message, Does.Contain($"process {child.Id}").And.Contain("'child'"));
        var alive = await UnlockFailsAsync("FP6104", (await HolderAsync())!.Id);
        Assert.That(alive.Message, Does.Contain($"process {child.Id}"));

        await child.KillAsync();
        Assert.That((await HolderAsync())!.ProcessId, Is.EqualTo(child.Id), "the dead holder is still named");
        await using var session = await TakeAsync(Sample.AtOnce);
        Assert.That((await HolderAsync())!.ProcessId, Is.EqualTo(Environment.ProcessId));
    }

    [Test]
    public async Task Unlocking_removes_what_a_killed_process_left_behind()
    {
        using var child = Child.Holding(folder);
        await child.ReadLineAsync();
        await child.KillAsync();
        var id = (await HolderAsync())!.Id;
        Assert.That((await UnlockFailsAsync("FP6103", "other")).Message, Does.Contain(id));
        Assert.That(File.Exists(folder.Hold), Is.True);
        Assert.That((await HolderAsync())!.ProcessId, Is.EqualTo(child.Id));
        Assert.That(await Sample.Store(folder).UnlockAsync(id, force: false, CancellationToken.None), Is.Null);
        Assert.That(File.Exists(folder.Hold), Is.False);
        await UnlockFailsAsync("FP6102", id);
    }

    [Test]
    public async Task Unlocking_never_takes_the_lock_from_a_process_that_runs()
    {
        await using var session = await TakeAsync(Sample.AtOnce);
        await UnlockFailsAsync("FP6104", (await HolderAsync())!.Id);
        await Checks.ThrowsAsync("FP6101", () => TakeAsync(Sample.AtOnce));
    }

    [Test]
    public async Task A_lock_file_that_names_nobody_can_be_removed()
    {
        await File.WriteAllTextAsync(folder.Hold, "torn");
        Assert.That(await Sample.Store(folder).UnlockAsync("any", force: false, CancellationToken.None), Is.Null);
        Assert.That(folder.Names, Is.Empty);
    }

    [Test]
    public async Task A_folder_in_the_place_of_the_lock_file_is_named()
    {
        Directory.CreateDirectory(folder.Hold);
        await Checks.ThrowsAsync("FP6305", () => TakeAsync(Sample.AtOnce));
    }

    private Task<IStateSession> TakeAsync(LockRequest request) => Sample.OpenAsync(folder, request);

    private async Task<LockHolder?> HolderAsync() => await Sample.Store(folder).DescribeLockAsync(CancellationToken.None);

    private async Task<Diagnostic> UnlockFailsAsync(string code, string id)
    {
        var failure = await Sample.Store(folder).UnlockAsync(id, force: false, CancellationToken.None);
        Assert.That(failure?.Code, Is.EqualTo(code));
        Assert.That(failure!.Help, Is.Not.Null.And.Not.Empty);
        return failure;
    }
}
