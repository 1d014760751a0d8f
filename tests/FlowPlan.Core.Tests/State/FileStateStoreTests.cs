using FlowPlan.Core.Files;
using FlowPlan.Core.State;
using FlowPlan.Core.State.FileStore;
using FlowPlan.Core.Tests.State.Support;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Tests.State;

public class FileStateStoreTests
{
    private TestFolder folder = null!;

    [SetUp]
    public void SetUp() => folder = new();

    [TearDown]
    public void TearDown() => folder.Dispose();

    [Test]
    public async Task No_file_at_all_is_no_lockfile_and_loading_writes_nothing()
    {
        var loaded = await LoadAsync();
        Assert.That(loaded.Lockfile, Is.Null);
        Assert.That(loaded.Journal, Is.Empty);
        Assert.That(folder.Names, Is.Empty);
    }

    [Test]
    public async Task What_was_saved_is_loaded()
    {
        await Sample.SaveAsync(folder, Sample.Full);
        (await LoadAsync()).Lockfile.SameAs(Sample.Full);
        Assert.That(folder.Names, Is.EqualTo(new[] { "flowplan.dev.lock.json" }));
    }

    [Test]
    public async Task Loading_needs_no_lock()
    {
        await Sample.SaveAsync(folder, Sample.Full);
        await using var session = await Sample.OpenAsync(folder);
        (await LoadAsync()).Lockfile.SameAs(Sample.Full);
    }

    [Test]
    public async Task The_backup_is_what_was_there_before_the_session_however_often_it_saves()
    {
        await Sample.SaveAsync(folder, Sample.Empty);
        var before = await File.ReadAllBytesAsync(folder.Lockfile);
        await using (var session = await Sample.OpenAsync(folder))
        {
            await session.SaveAsync(Sample.Of(1) with { Serial = 2 }, CancellationToken.None);
            await session.SaveAsync(Sample.Of(2) with { Serial = 3 }, CancellationToken.None);
        }

        Assert.That(await File.ReadAllBytesAsync(folder.Backup), Is.EqualTo(before));
        (await LoadAsync()).Lockfile.SameAs(Sample.Of(2) with { Serial = 3 });
    }

    [Test]
    public async Task Saving_the_same_again_touches_nothing()
    {
        await Sample.SaveAsync(folder, Sample.Full);
        var steps = new List<FileStep>();
        var store = new FileStateStore(folder.Path, "dev", TimeProvider.System) { OnStep = (step, _) => steps.Add(step) };
        await using (var session = (await store.OpenAsync(Sample.AtOnce, CancellationToken.None)).ValueOrThrow())
            await session.SaveAsync(Sample.Full, CancellationToken.None);
        Assert.That(steps, Is.EqualTo(new[] { FileStep.LockTaken, FileStep.LockReleased }));
        Assert.That(folder.Names, Is.EqualTo(new[] { "flowplan.dev.lock.json" }));
    }

    [TestCase("changed")]
    [TestCase(null)]
    public async Task A_lockfile_that_something_else_replaced_or_removed_is_not_overwritten(string? other)
    {
        await Sample.SaveAsync(folder, Sample.Empty);
        await using var session = await Sample.OpenAsync(folder);
        if (other is null)
            File.Delete(folder.Lockfile);
        else
            await File.WriteAllTextAsync(folder.Lockfile, other);
        await Checks.ThrowsAsync("FP6007", () => session.SaveAsync(Sample.Full, CancellationToken.None));
        Assert.That(File.Exists(folder.Lockfile) ? await File.ReadAllTextAsync(folder.Lockfile) : null, Is.EqualTo(other));
    }

    [Test]
    public async Task A_lockfile_that_appeared_meanwhile_is_not_overwritten()
    {
        await using var session = await Sample.OpenAsync(folder);
        await File.WriteAllTextAsync(folder.Lockfile, "other");
        await Checks.ThrowsAsync("FP6007", () => session.SaveAsync(Sample.Full, CancellationToken.None));
    }

    [Test]
    public async Task A_refused_lockfile_stays_as_it_is_and_its_lock_is_given_back()
    {
        await File.WriteAllTextAsync(folder.Lockfile, "{");
        await Checks.ThrowsAsync("FP6010", () => Sample.OpenAsync(folder));
        Assert.That(folder.Names, Is.EqualTo(new[] { "flowplan.dev.lock.json" }));
        await Checks.ThrowsAsync("FP6010", () => Sample.OpenAsync(folder));
    }

    [Test]
    public async Task A_folder_in_the_lockfiles_place_is_told()
    {
        Directory.CreateDirectory(folder.Lockfile);
        await Checks.ThrowsAsync("FP6301", LoadAsync);
    }

    [Test]
    public async Task A_file_too_large_to_be_a_lockfile_is_not_read()
    {
        await using (var file = File.Create(folder.Lockfile))
            file.SetLength(StateFiles.MaxBytes + 1);
        await Checks.ThrowsAsync("FP6011", LoadAsync);
    }

    [Test]
    public async Task The_findings_of_lockfile_and_journal_are_reported_together()
    {
        await File.WriteAllTextAsync(folder.Lockfile, "{");
        await File.WriteAllTextAsync(folder.Journal, "damaged\n");
        string[] both = ["FP6010", "FP6201"];
        var opened = await Sample.Store(folder).OpenAsync(Sample.AtOnce, CancellationToken.None);
        Assert.That((await Sample.Store(folder).LoadAsync(CancellationToken.None)).Diagnostics.Select(d => d.Code), Is.EquivalentTo(both));
        Assert.That(opened.Diagnostics.Select(d => d.Code), Is.EquivalentTo(both));
        Assert.That(File.Exists(folder.Hold), Is.False, "the lock is released");
    }

    [TestCase("TemporaryWritten")]
    [TestCase("Renamed")]
    public async Task A_save_that_failed_can_be_repeated_however_far_it_got(string failing)
    {
        await Sample.SaveAsync(folder, Sample.Of(1));
        var broken = true;
        var store = new FileStateStore(folder.Path, "dev", TimeProvider.System)
        {
            OnStep = (step, path) =>
            {
                if (broken && step.ToString() == failing && path == folder.Lockfile)
                    throw new IOException("made up", 5);
            },
        };
        await using var session = (await store.OpenAsync(Sample.AtOnce, CancellationToken.None)).ValueOrThrow();
        await Checks.ThrowsAsync("FP6302", () => session.SaveAsync(Sample.Of(2) with { Serial = 2 }, CancellationToken.None));
        broken = false;
        await session.SaveAsync(Sample.Of(3) with { Serial = 2 }, CancellationToken.None);
        (await LoadAsync()).Lockfile.SameAs(Sample.Of(3) with { Serial = 2 });
    }

    [Test]
    public async Task A_save_after_two_failed_ones_knows_the_file_that_the_first_of_them_renamed()
    {
        await Sample.SaveAsync(folder, Sample.Of(1));
        var failing = new Queue<FileStep>([FileStep.Renamed, FileStep.TemporaryWritten]);
        var store = new FileStateStore(folder.Path, "dev", TimeProvider.System)
        {
            OnStep = (step, path) =>
            {
                if (path == folder.Lockfile && failing.TryPeek(out var next) && step == next)
                {
                    failing.Dequeue();
                    throw new IOException("made up", 5);
                }
            },
        };
        await using var session = (await store.OpenAsync(Sample.AtOnce, CancellationToken.None)).ValueOrThrow();
        await Checks.ThrowsAsync("FP6302", () => session.SaveAsync(Sample.Of(2) with { Serial = 2 }, CancellationToken.None));
        await Checks.ThrowsAsync("FP6302", () => session.SaveAsync(Sample.Of(3) with { Serial = 2 }, CancellationToken.None));
        await session.SaveAsync(Sample.Of(4) with { Serial = 2 }, CancellationToken.None);
        (await LoadAsync()).Lockfile.SameAs(Sample.Of(4) with { Serial = 2 });
    }

    [Test]
    public async Task What_a_killed_run_left_of_its_temporary_files_is_removed()
    {
        foreach (var left in new[] { folder.Lockfile + ".tmp-abc", folder.Backup + ".tmp-abc", folder["flowplan.prod.lock.json.tmp-abc"] })
            await File.WriteAllTextAsync(left, "half");
        await using (await Sample.OpenAsync(folder))
            Assert.That(folder.Names, Is.EqualTo(new[] { "flowplan.dev.lock.json.hold", "flowplan.prod.lock.json.tmp-abc" }));
    }

    [Test]
    public async Task A_linked_lockfile_is_written_through_the_link()
    {
        Directory.CreateDirectory(folder["shared"]);
        File.CreateSymbolicLink(folder.Lockfile, Path.Combine("shared", "real.json"));
        await Sample.SaveAsync(folder, Sample.Full);
        await Sample.SaveAsync(folder, Sample.Full with { Serial = 8 });
        Assert.That(new FileInfo(folder.Lockfile).LinkTarget, Is.Not.Null);
        (await LoadAsync()).Lockfile.SameAs(Sample.Full with { Serial = 8 });
    }

    [TestCase("gone/real.json")]
    [TestCase("flowplan.dev.lock.json")]
    [Platform(Exclude = "Win")]
    public async Task A_link_that_leads_nowhere_is_no_missing_lockfile(string target)
    {
        File.CreateSymbolicLink(folder.Lockfile, target);
        await Checks.ThrowsAsync("FP6053", LoadAsync);
        await Checks.ThrowsAsync("FP6053", () => Sample.OpenAsync(folder));
        Assert.That(folder.Names, Has.None.EndsWith(".hold"), "the lock is given back");
    }

    [Test]
    [Platform("Unix")]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task What_is_not_committed_is_for_its_owner_alone_whatever_was_there()
    {
        await Sample.SaveAsync(folder, Sample.Of(1));
        await File.WriteAllTextAsync(folder.Backup, "an old one");
        File.SetUnixFileMode(folder.Backup, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        await Sample.SaveAsync(folder, Sample.Of(2));
        Assert.That(File.GetUnixFileMode(folder.Backup), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [TestCase(".hold")]
    [TestCase(".journal")]
    [TestCase(".backup")]
    [Platform(Exclude = "Win")]
    public async Task Nothing_is_written_through_a_link_that_came_with_the_checkout(string end)
    {
        await Sample.SaveAsync(folder, Sample.Of(1));
        await File.WriteAllTextAsync(folder["precious"], "precious");
        File.CreateSymbolicLink(folder.Lockfile + end, folder["precious"]);
        await Checks.ThrowsAsync("FP6051", () => Sample.SaveAsync(folder, Sample.Of(2)));
        Assert.That(await File.ReadAllTextAsync(folder["precious"]), Is.EqualTo("precious"));
        if (end == ".hold")
            Assert.That((await Sample.Store(folder).UnlockAsync("x", force: false, CancellationToken.None))?.Code, Is.EqualTo("FP6051"));
        Assert.That(new FileInfo(folder.Lockfile + end).LinkTarget, Is.Not.Null, "it is left for the user to look at");
    }

    [Test]
    public async Task A_secret_never_reaches_a_file()
    {
        const string Canary = "canary-5e1f";
        await Sample.SaveAsync(folder, Sample.Empty);
        var naked = Sample.State("id") with { Fields = Value.Map.Of(("auth", Value.Map.Of(("key", new Value.Secret(Value.Of(Canary)))))) };
        await using var session = await Sample.OpenAsync(folder);
        await session.Journal.OpenAsync(Sample.Empty);
        await Assert.ThatAsync(
            () => session.SaveAsync(Sample.Empty with { Resources = Sample.Empty.Resources.Add(Sample.Address(1), naked) }, CancellationToken.None),
            Throws.InvalidOperationException.With.Message.Not.Contains(Canary));
        await Assert.ThatAsync(
            () => session.Journal.RecordAsync(Sample.Address(1), naked),
            Throws.InvalidOperationException.With.Message.Not.Contains(Canary));
        await session.Journal.RecordAsync(Sample.Address(2), Sample.State("two"));

        Assert.That(folder.Names, Does.Not.Contain("flowplan.dev.lock.json.backup"), "nothing was touched");
        Assert.That((await LoadAsync()).Journal, Has.Length.EqualTo(2), "what others record is not harmed");
        foreach (var file in folder.Names.Where(n => !n.EndsWith(".hold", StringComparison.Ordinal)))
            Assert.That(await File.ReadAllTextAsync(folder[file]), Does.Not.Contain(Canary));
    }

    [Test]
    public async Task One_who_loads_beside_a_running_apply_misses_nothing_that_was_durable_before()
    {
        var durable = 0;
        await Sample.SaveAsync(folder, Sample.Empty);
        var applying = Task.Run(async () =>
        {
            await using var session = await Sample.OpenAsync(folder);
            for (var n = 1; n <= 150; n++)
            {
                await session.Journal.OpenAsync(Sample.Empty);
                var intent = await session.Journal.BeginAsync(Sample.Create(n), CancellationToken.None);
                await session.Journal.CompleteAsync(intent, Sample.Address(n), Sample.State($"id-{n}"));
                Volatile.Write(ref durable, n);
                var resources = Enumerable.Range(1, n).ToDictionary(Sample.Address, i => Sample.State($"id-{i}"));
                await session.SaveAsync(Sample.Empty with { Serial = n + 1, Resources = Sample.Empty.Resources.AddRange(resources) }, CancellationToken.None);
                await session.Journal.ClearAsync();
            }
        });
        do
        {
            var before = Volatile.Read(ref durable);
            var replay = JournalReplay.Of(await LoadAsync());
            Assert.That(replay.Lockfile!.Resources.Count, Is.GreaterThanOrEqualTo(before));
        }
        while (!applying.IsCompleted);
        await applying;
    }

    private async Task<StateSnapshot> LoadAsync()
    {
        var loaded = await Sample.Store(folder).LoadAsync(CancellationToken.None);
        return loaded.ValueOrThrow();
    }
}
