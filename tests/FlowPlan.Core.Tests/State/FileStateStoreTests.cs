using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.State;
using FlowPlan.Core.Tests.Support;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Tests.State;

public sealed class FileStateStoreTests
{
    private static readonly LockRequest Now = new("apply", TimeSpan.Zero, "https://ci.example.com/jobs/7");

    private static readonly Lockfile Sample = new()
    {
        Lineage = "l", Serial = 1, Project = "p", Environment = "dev", Organization = "o", Sandbox = "s",
    };

    private static FileStateStore Store(TempFolder folder) => new(folder.Path, "dev", TimeProvider.System);

    [Test]
    public async Task What_is_saved_is_loaded()
    {
        using var folder = new TempFolder();
        await using (var session = await Store(folder).OpenAsync(Now, CancellationToken.None))
            await session.SaveAsync(Sample, CancellationToken.None);

        var loaded = await Store(folder).LoadAsync(CancellationToken.None);

        Assert.That(loaded.Value!.Lockfile!.SaysTheSameAs(Sample), Is.True);
        Assert.That(Directory.EnumerateFiles(folder.Path).Select(Path.GetFileName), Is.EqualTo(new[] { "flowplan.dev.lock.json" }));
    }

    [Test]
    public async Task The_lockfile_of_before_is_kept_as_a_backup()
    {
        using var folder = new TempFolder();
        await using (var first = await Store(folder).OpenAsync(Now, CancellationToken.None))
            await first.SaveAsync(Sample, CancellationToken.None);
        var before = await File.ReadAllBytesAsync(folder.File("flowplan.dev.lock.json"));
        await using (var second = await Store(folder).OpenAsync(Now, CancellationToken.None))
        {
            await second.SaveAsync(Sample with { Serial = 2 }, CancellationToken.None);
            await second.SaveAsync(Sample with { Serial = 3 }, CancellationToken.None);
        }

        Assert.That(await File.ReadAllBytesAsync(folder.File("flowplan.dev.lock.json.backup")), Is.EqualTo(before));
    }

    [Test]
    public async Task A_lockfile_replaced_by_something_else_meanwhile_is_not_overwritten()
    {
        using var folder = new TempFolder();
        await using var session = await Store(folder).OpenAsync(Now, CancellationToken.None);
        await session.SaveAsync(Sample, CancellationToken.None);
        await File.WriteAllTextAsync(folder.File("flowplan.dev.lock.json"), "from a checkout");

        var save = async () => await session.SaveAsync(Sample with { Serial = 2 }, CancellationToken.None);

        Assert.That(save, Throws.InstanceOf<DiagnosticException>().With.Property("Diagnostic").Property("Code").EqualTo("FP6007"));
        Assert.That(await File.ReadAllTextAsync(folder.File("flowplan.dev.lock.json")), Is.EqualTo("from a checkout"));
    }

    [Test]
    public async Task A_second_command_is_told_who_holds_the_lock()
    {
        using var folder = new TempFolder();
        await using var first = await Store(folder).OpenAsync(Now, CancellationToken.None);

        var second = async () => await Store(folder).OpenAsync(new LockRequest("apply", TimeSpan.FromMilliseconds(50), null), CancellationToken.None);

        var failure = await Assert.ThrowsAsync<DiagnosticException>(async () => await second());
        Assert.That(failure!.Diagnostic.Code, Is.EqualTo("FP6101"));
        Assert.That(failure.Diagnostic.Message, Does.Contain("'apply' by").And.Contain("since"));
        Assert.That(failure.Diagnostic.Details.Single(), Does.Contain("https://ci.example.com/jobs/7"));
    }

    [Test]
    public async Task The_lock_is_free_again_after_the_session()
    {
        using var folder = new TempFolder();
        for (var i = 0; i < 3; i++)
            await (await Store(folder).OpenAsync(Now, CancellationToken.None)).DisposeAsync();

        Assert.That(Directory.EnumerateFiles(folder.Path), Is.Empty);
    }

    [Test]
    public async Task A_hold_file_that_a_dead_process_left_does_not_block()
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder.File("flowplan.dev.lock.json.hold"), """{"id":"x","user":"gone","processId":1,"host":"h","since":"2026-01-01T00:00:00+00:00","command":"apply"}""");

        await using var session = await Store(folder).OpenAsync(Now, CancellationToken.None);

        Assert.That(session.Snapshot.Lockfile, Is.Null);
    }

    [Test]
    public async Task Waiting_for_the_lock_ends_when_it_is_given_back()
    {
        using var folder = new TempFolder();
        var first = await Store(folder).OpenAsync(Now, CancellationToken.None);
        var second = Store(folder).OpenAsync(new LockRequest("apply", TimeSpan.FromMinutes(1), null), CancellationToken.None);
        await first.DisposeAsync();

        await using var session = await second;

        Assert.That(session, Is.Not.Null);
    }

    [Test]
    public async Task A_journal_that_was_left_is_read_and_gone_on_with()
    {
        using var folder = new TempFolder();
        var address = new ResourceAddress("flow", "a");
        var state = new ResourceState { Id = "f", Fields = Value.Map.Empty };
        var killed = (FileStateSession)await Store(folder).OpenAsync(Now, CancellationToken.None);
        await killed.Journal.OpenAsync(Sample, CancellationToken.None);
        var done = await killed.Journal.BeginAsync(new(address, OperationKind.Create, "k", "h", [], null), CancellationToken.None);
        await killed.Journal.CompleteAsync(done, address, state, CancellationToken.None);
        await killed.Journal.BeginAsync(new(new("flow", "b"), OperationKind.Create, "k2", "h", ["old"], null), CancellationToken.None);
        await killed.DisposeAsync();

        await using var session = await Store(folder).OpenAsync(Now, CancellationToken.None);
        var replay = JournalReplay.Of(session.Snapshot);

        Assert.That(replay.Lockfile!.Lineage, Is.EqualTo("l"));
        Assert.That(replay.Lockfile.Resources[address], Is.EqualTo(state));
        Assert.That(replay.Open.Single().Address.Key, Is.EqualTo("b"));
        Assert.That(replay.Open.Single().ExistingIds, Is.EqualTo(new[] { "old" }));
        Assert.That(await session.Journal.BeginAsync(new(address, OperationKind.Delete, null, "", [], "f"), CancellationToken.None), Is.EqualTo(4));
        await session.Journal.ClearAsync(CancellationToken.None);
        Assert.That(File.Exists(folder.File("flowplan.dev.lock.json.journal")), Is.False);
    }

    [Test]
    public async Task A_journal_cut_at_any_byte_is_a_prefix_of_itself()
    {
        using var folder = new TempFolder();
        await using (var session = await Store(folder).OpenAsync(Now, CancellationToken.None))
        {
            await session.Journal.OpenAsync(Sample, CancellationToken.None);
            for (var i = 0; i < 4; i++)
                await session.Journal.BeginAsync(new(new("flow", $"f{i}"), OperationKind.Create, "k", "h", [], null), CancellationToken.None);
        }

        var bytes = await File.ReadAllBytesAsync(folder.File("flowplan.dev.lock.json.journal"));
        var most = 0;
        for (var length = 0; length <= bytes.Length; length++)
        {
            var read = JournalText.Read("journal", bytes.AsSpan(0, length));
            Assert.That(read.Succeeded, Is.True, $"cut at {length}");
            Assert.That(read.Value!.Entries, Has.Length.InRange(most, most + 1));
            most = read.Value.Entries.Length;
        }

        Assert.That(most, Is.EqualTo(5));
    }

    [FsCheck.NUnit.Property(MaxTest = 2000, QuietOnSuccess = true)]
    public void A_journal_changed_anywhere_is_refused_or_loses_its_end_and_never_throws(FsCheck.DoNotSize<int> seed)
    {
        var random = new Random(seed.Item);
        JournalEntry[] entries =
        [
            new JournalEntry.Opened(0, "l", "p", "e", "o", "s"),
            new JournalEntry.Intended(1, new(new("flow", "a"), OperationKind.Create, null, "h", [], null)),
            new JournalEntry.Recorded(2, 1, new("flow", "a"), new ResourceState { Id = "x", Fields = Value.Map.Empty }),
            new JournalEntry.Failed(3, 1, false, "FP1"),
        ];
        var bytes = entries.SelectMany(JournalText.Write).ToArray();
        bytes[random.Next(bytes.Length)] = (byte)random.Next(256);

        var read = JournalText.Read("journal", bytes);

        Assert.That(!read.Succeeded || read.Value.Entries.Length <= entries.Length);
    }

    [Test]
    public async Task Many_appends_at_once_all_arrive_in_the_order_of_their_numbers()
    {
        using var folder = new TempFolder();
        await using (var session = await Store(folder).OpenAsync(Now, CancellationToken.None))
        {
            await session.Journal.OpenAsync(Sample, CancellationToken.None);
            await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(() =>
                session.Journal.BeginAsync(new(new("flow", $"f{i}"), OperationKind.Create, "k", "h", [], null), CancellationToken.None))));
        }

        var read = JournalText.Read("journal", await File.ReadAllBytesAsync(folder.File("flowplan.dev.lock.json.journal")));

        Assert.That(read.Value!.Entries, Has.Length.EqualTo(201));
        Assert.That(read.Value.Entries.Select(e => e.Sequence), Is.Ordered);
    }

    [Test]
    public async Task A_journal_of_another_lockfile_is_refused()
    {
        using var folder = new TempFolder();
        await using (var session = await Store(folder).OpenAsync(Now, CancellationToken.None))
        {
            await session.SaveAsync(Sample, CancellationToken.None);
            await session.Journal.OpenAsync(Sample with { Lineage = "other" }, CancellationToken.None);
        }

        Assert.That((await Store(folder).LoadAsync(CancellationToken.None)).Diagnostics.Single().Code, Is.EqualTo("FP6202"));
    }

    [Test]
    public void A_file_that_cannot_be_written_is_a_diagnostic_and_leaves_nothing_behind()
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder.File("target"));

        var write = () => AtomicFile.Write(folder.File("target"), "x"u8, UnixFileMode.UserRead | UnixFileMode.UserWrite);

        Assert.That(write, Throws.InstanceOf<DiagnosticException>().With.Property("Diagnostic").Property("Code").EqualTo("FP6302"));
        Assert.That(Directory.EnumerateFileSystemEntries(folder.Path).Select(Path.GetFileName), Is.EqualTo(new[] { "target" }));
    }

    [Test]
    [Platform(Exclude = "Win")]
    public void A_link_stays_a_link_and_its_target_is_written()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.File("real"), "old");
        File.CreateSymbolicLink(folder.File("link"), folder.File("real"));

        AtomicFile.Write(folder.File("link"), "new"u8, UnixFileMode.UserRead | UnixFileMode.UserWrite);

        Assert.That(new FileInfo(folder.File("link")).LinkTarget, Is.Not.Null);
        Assert.That(File.ReadAllText(folder.File("real")), Is.EqualTo("new"));
    }
}
