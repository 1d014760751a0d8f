using System.Text;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Files;
using FlowPlan.Core.State;
using FlowPlan.Core.State.FileStore;
using FlowPlan.Core.State.Serialization;
using FlowPlan.Core.Tests.State.Support;

namespace FlowPlan.Core.Tests.State;

public class JournalTests
{
    private TestFolder folder = null!;

    [SetUp]
    public void SetUp() => folder = new();

    [TearDown]
    public void TearDown() => folder.Dispose();

    [Test]
    public async Task What_was_written_is_read_by_the_next_session_which_goes_on_behind_it()
    {
        await using (var session = await Sample.OpenAsync(folder))
        {
            await session.Journal.OpenAsync(Sample.Empty);
            var intent = await session.Journal.BeginAsync(Sample.Create(1), CancellationToken.None);
            await session.Journal.CompleteAsync(intent, Sample.Address(1), Sample.State("one"));
        }

        await using var next = await Sample.OpenAsync(folder);
        Assert.That(next.Snapshot.Journal.Select(e => e.GetType().Name), Is.EqualTo(new[] { "Opened", "Intended", "Recorded" }));
        await next.Journal.OpenAsync(Sample.Empty);
        Assert.That(await next.Journal.BeginAsync(Sample.Create(2), CancellationToken.None), Is.EqualTo(3));
    }

    [Test]
    [Platform("Unix")]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task The_file_is_for_its_owner_alone()
    {
        await using var session = await Sample.OpenAsync(folder);
        await session.Journal.OpenAsync(Sample.Empty);
        Assert.That(File.GetUnixFileMode(folder.Journal), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Test]
    public async Task Two_hundred_at_once_stand_in_the_file_in_the_order_of_their_numbers()
    {
        await using (var session = await Sample.OpenAsync(folder))
        {
            await session.Journal.OpenAsync(Sample.Empty);
            var numbers = await Task.WhenAll(Enumerable.Range(0, 200).Select(n =>
                Task.Run(async () => (Address: Sample.Address(n), Number: await session.Journal.BeginAsync(Sample.Create(n), CancellationToken.None)))));
            var written = Read().Skip(1).Cast<JournalEntry.Intended>().ToList();
            Assert.That(written.Select(e => e.Sequence), Is.EqualTo(Enumerable.Range(1, 200)));
            Assert.That(written.Select(e => (e.Intent.Address, e.Sequence)), Is.EquivalentTo(numbers));
        }
    }

    [Test]
    public async Task Lines_that_wait_share_a_flush_and_none_is_done_before_it()
    {
        using var release = new ManualResetEventSlim();
        var flushes = 0;
        await using var journal = JournalFile.OpenQueue(folder.Journal, null, (step, _) =>
        {
            if (step == FileStep.Appended)
                release.Wait();
            if (step == FileStep.AppendedFlushed)
                flushes++;
        });
        var tasks = Enumerable.Range(0, 200).Select(n => journal.BeginAsync(Sample.Create(n), CancellationToken.None)).ToList();
        Assert.That(tasks.Exists(t => t.IsCompleted), Is.False);
        release.Set();
        await Task.WhenAll(tasks);
        Assert.That(flushes, Is.LessThanOrEqualTo(2));
    }

    [Test]
    public async Task What_was_read_is_written_with_the_next_line_that_somebody_waits_for_and_before_it()
    {
        var flushes = 0;
        await using var journal = JournalFile.OpenQueue(folder.Journal, null, (step, _) => flushes += step == FileStep.AppendedFlushed ? 1 : 0);
        await journal.OpenAsync(Sample.Empty);

        journal.Note(Sample.Address(1), Sample.State("one"));
        journal.Note(Sample.Address(2), Sample.State("two"));
        await Task.Delay(50);
        Assert.That(Read(), Has.Length.EqualTo(1));

        await journal.BeginAsync(Sample.Create(3), CancellationToken.None);
        Assert.That(Read().Skip(1).Select(e => (e.Sequence, e.GetType().Name)), Is.EqualTo(new[] { (1L, "Recorded"), (2, "Recorded"), (3, "Intended") }));
        Assert.That(Read()[1..3].Cast<JournalEntry.Recorded>().Select(e => (e.Address, e.State?.Id)), Is.EqualTo(new[] { (Sample.Address(1), "one"), (Sample.Address(2), "two") }));
        Assert.That(flushes, Is.EqualTo(2));
    }

    [Test]
    public async Task What_was_read_last_is_written_at_the_end()
    {
        await using (var journal = JournalFile.OpenQueue(folder.Journal, null))
        {
            await journal.OpenAsync(Sample.Empty);
            journal.Note(Sample.Address(1), Sample.State("one"));
        }

        Assert.That(Read(), Has.Length.EqualTo(2));
    }

    [Test]
    public async Task What_was_read_is_gone_with_a_journal_that_is_removed()
    {
        await using (var journal = JournalFile.OpenQueue(folder.Journal, null))
        {
            await journal.OpenAsync(Sample.Empty);
            journal.Note(Sample.Address(1), Sample.State("one"));
            await journal.ClearAsync();
        }

        Assert.That(File.Exists(folder.Journal), Is.False);
    }

    [Test]
    public async Task A_journal_that_lacks_what_was_read_is_not_removed()
    {
        var fails = false;
        await using var journal = JournalFile.OpenQueue(folder.Journal, null, (step, _) =>
        {
            if (step == FileStep.Appended && fails)
                throw new IOException("the disk is full");
        });
        await journal.OpenAsync(Sample.Empty);
        fails = true;
        journal.Note(Sample.Address(1), Sample.State("one"));

        await Assert.ThatAsync(journal.ClearAsync, Throws.InstanceOf<DiagnosticException>());
        Assert.That(File.Exists(folder.Journal), Is.True);
    }

    [TestCase("0123")]
    [TestCase("a torn line that is much longer than the line that is written over it, so that a part of it would be left behind 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789")]
    public async Task A_torn_line_is_cut_off_before_the_next_is_written(string torn)
    {
        await using (var session = await Sample.OpenAsync(folder))
            await session.Journal.OpenAsync(Sample.Empty);
        await File.AppendAllTextAsync(folder.Journal, torn);
        await using (var session = await Sample.OpenAsync(folder))
            await session.Journal.BeginAsync(Sample.Create(1), CancellationToken.None);
        var text = await File.ReadAllBytesAsync(folder.Journal);
        var read = JournalText.Read("journal", text).Value!;
        Assert.That(read.Entries, Has.Length.EqualTo(2));
        Assert.That(read.WholeLength, Is.EqualTo(text.Length));
    }

    [Test]
    public async Task A_journal_can_be_removed_and_begun_anew()
    {
        await using var session = await Sample.OpenAsync(folder);
        await session.Journal.OpenAsync(Sample.Empty);
        await session.Journal.BeginAsync(Sample.Create(1), CancellationToken.None);
        await session.Journal.ClearAsync();
        Assert.That(File.Exists(folder.Journal), Is.False);
        await session.Journal.ClearAsync();
        await session.Journal.OpenAsync(Sample.Empty);
        Assert.That(await session.Journal.BeginAsync(Sample.Create(2), CancellationToken.None), Is.EqualTo(1));
        Assert.That(Read(), Has.Length.EqualTo(2));
    }

    [Test]
    public async Task The_journal_of_an_interrupted_run_can_be_removed_and_begun_anew()
    {
        await using (var interrupted = await Sample.OpenAsync(folder))
        {
            await interrupted.Journal.OpenAsync(Sample.Empty);
            await interrupted.Journal.BeginAsync(Sample.Create(1), CancellationToken.None);
        }

        await using var session = await Sample.OpenAsync(folder);
        await session.Journal.ClearAsync();
        await session.Journal.OpenAsync(Sample.Empty);
        await session.Journal.BeginAsync(Sample.Create(2), CancellationToken.None);

        Assert.That(Read(), Has.Length.EqualTo(2));
        Assert.That(await File.ReadAllBytesAsync(folder.Journal), Has.None.EqualTo((byte)0), "nothing stands where the former lines were");
    }

    [Test]
    [Platform("Linux")]
    public async Task A_full_disk_fails_every_line_from_then_on()
    {
        File.CreateSymbolicLink(folder.Journal, "/dev/full");
        await using var journal = JournalFile.OpenQueue(folder.Journal, null);
        await Checks.ThrowsAsync("FP6303", () => journal.BeginAsync(Sample.Create(1), CancellationToken.None));
        await Checks.ThrowsAsync("FP6303", () => journal.BeginAsync(Sample.Create(2), CancellationToken.None));
    }

    [Test]
    public async Task A_journal_that_lacks_a_line_is_not_removed_because_its_intent_leads_to_the_object()
    {
        var broken = false;
        var store = new FileStateStore(folder.Path, "dev", TimeProvider.System)
        {
            OnStep = (step, _) =>
            {
                if (broken && step == FileStep.Appended)
                    throw new IOException("made up", 5);
            },
        };
        await using (var session = (await store.OpenAsync(Sample.AtOnce, CancellationToken.None)).ValueOrThrow())
        {
            await session.Journal.OpenAsync(Sample.Empty);
            var intent = await session.Journal.BeginAsync(Sample.Create(1), CancellationToken.None);
            broken = true;
            await Checks.ThrowsAsync("FP6302", () => session.Journal.FailAsync(intent, true, "FP1"));
            broken = false;
            await Checks.ThrowsAsync("FP6302", () => session.Journal.RecordAsync(Sample.Address(2), null));
            await Checks.ThrowsAsync("FP6302", () => session.Journal.ClearAsync());
        }

        Assert.That(Read().OfType<JournalEntry.Intended>().Single().Intent.Address, Is.EqualTo(Sample.Address(1)));
    }

    [Test]
    public async Task No_caller_waits_forever_whatever_is_thrown_while_a_line_is_written()
    {
        var broken = true;
        await using var journal = JournalFile.OpenQueue(folder.Journal, null, (step, _) =>
        {
            if (broken && step == FileStep.Appended)
                throw new TimeoutException("made up");
        });
        var limit = TimeSpan.FromSeconds(30);
        var waiting = Enumerable.Range(0, 20).Select(n => journal.BeginAsync(Sample.Create(n), CancellationToken.None)).ToList();
        foreach (var line in waiting)
            await Assert.ThatAsync(() => line.WaitAsync(limit), Throws.InstanceOf<Exception>().And.Message.EqualTo("made up"));
        broken = false;
        await Assert.ThatAsync(() => journal.RecordAsync(Sample.Address(1), null).WaitAsync(limit), Throws.TypeOf<TimeoutException>().With.Message.EqualTo("made up"));
        await Assert.ThatAsync(() => journal.ClearAsync().WaitAsync(limit), Throws.TypeOf<TimeoutException>().With.Message.EqualTo("made up"));
        Assert.That(File.Exists(folder.Journal), Is.True, "it is kept for the next run");
    }

    [Test]
    public async Task A_line_that_cannot_be_written_fails_all_that_wait_and_all_that_come()
    {
        using var entered = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        await using var journal = JournalFile.OpenQueue(folder.Journal, null, (_, _) =>
        {
            entered.Set();
            release.Wait();
        });
        var limit = TimeSpan.FromSeconds(30);
        var first = journal.BeginAsync(Sample.Create(1), CancellationToken.None);
        Assert.That(entered.Wait(limit), Is.True);
        Task[] waiting =
        [
            journal.BeginAsync(Sample.Create(2), CancellationToken.None),
            journal.BeginAsync(null!, CancellationToken.None),
            journal.BeginAsync(Sample.Create(3), CancellationToken.None),
            journal.ClearAsync(),
            journal.BeginAsync(Sample.Create(4), CancellationToken.None),
        ];
        release.Set();

        Assert.That(await first.WaitAsync(limit), Is.Zero);
        foreach (var line in waiting)
            await Assert.ThatAsync(() => line.WaitAsync(limit), Throws.TypeOf<NullReferenceException>());
        await Assert.ThatAsync(() => journal.RecordAsync(Sample.Address(1), null).WaitAsync(limit), Throws.TypeOf<NullReferenceException>());
    }

    [Test]
    public async Task Lines_that_wait_with_a_removal_are_written_before_it()
    {
        using var release = new ManualResetEventSlim();
        var appended = 0;
        await using var journal = JournalFile.OpenQueue(folder.Journal, null, (step, _) =>
        {
            release.Wait();
            appended += step == FileStep.Appended ? 1 : 0;
        });
        Task[] lines =
        [
            journal.OpenAsync(Sample.Empty),
            journal.BeginAsync(Sample.Create(1), CancellationToken.None),
            journal.BeginAsync(Sample.Create(2), CancellationToken.None),
            journal.ClearAsync(),
            journal.RecordAsync(Sample.Address(3), null),
        ];
        release.Set();

        await Task.WhenAll(lines).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.That(appended, Is.GreaterThanOrEqualTo(2));
        var left = Encoding.UTF8.GetString(await File.ReadAllBytesAsync(folder.Journal));
        Assert.That(left.TrimEnd().Split('\n').Single(), Does.Contain("connection.c3"), "what came after the removal");
    }

    [Test]
    public async Task Closing_writes_what_waits()
    {
        var journal = JournalFile.OpenQueue(folder.Journal, null, (step, _) => Thread.Sleep(step == FileStep.Appended ? 20 : 0));
        await journal.OpenAsync(Sample.Empty);
        var lines = Enumerable.Range(0, 50).Select(n => journal.BeginAsync(Sample.Create(n), CancellationToken.None)).ToList();

        await journal.DisposeAsync();

        // Who waits for a line is told right after it is written, on another thread.
        await Task.WhenAll(lines).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.That(Read(), Has.Length.EqualTo(51));
    }

    [Test]
    public async Task It_is_opened_once()
    {
        await using var session = await Sample.OpenAsync(folder);
        await session.Journal.OpenAsync(Sample.Empty);
        await session.Journal.OpenAsync(Sample.Empty);

        Assert.That(Read(), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task A_cancelled_intent_is_not_written_and_an_outcome_cannot_be_cancelled()
    {
        await using var session = await Sample.OpenAsync(folder);
        await session.Journal.OpenAsync(Sample.Empty);
        await Assert.ThatAsync(
            () => session.Journal.BeginAsync(Sample.Create(1), new CancellationToken(canceled: true)),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(Read(), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task A_closed_journal_refuses_lines()
    {
        var journal = JournalFile.OpenQueue(folder.Journal, null);
        await journal.DisposeAsync();
        await Assert.ThatAsync(() => journal.RecordAsync(Sample.Address(1), null), Throws.InvalidOperationException);
    }

    [Test]
    public async Task A_journal_of_another_lineage_is_refused()
    {
        await using (var session = await Sample.OpenAsync(folder))
            await session.Journal.OpenAsync(Sample.Empty with { Lineage = "other" });
        await File.WriteAllBytesAsync(folder.Lockfile, LockfileText.Write(Sample.Empty));
        var found = (await Sample.Store(folder).LoadAsync(CancellationToken.None)).FailedWith("FP6202");
        Assert.That(found.Message, Does.Contain("'other'").And.Contain(Sample.Lineage));
        await Checks.ThrowsAsync("FP6202", () => Sample.OpenAsync(folder));
    }

    [Test]
    public async Task What_a_killed_process_was_told_is_durable_is_there()
    {
        using var child = Child.Journaling(folder);
        Assert.That(await child.ReadLineAsync(), Is.EqualTo("held"));
        for (var n = 1; n <= 20; n++)
            Assert.That(await child.ReadLineAsync(), Is.EqualTo($"{n}"));
        var rest = (await child.KillAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await using var session = await Sample.OpenAsync(folder);
        Assert.That(session.Snapshot.Journal, Has.Length.GreaterThanOrEqualTo(1 + 20 + rest.Length - 1));
        await session.Journal.BeginAsync(Sample.Create(1), CancellationToken.None);
        Assert.That(Read(), Has.Length.EqualTo(session.Snapshot.Journal.Length + 1));
    }

    private JournalEntry[] Read() => [.. JournalText.Read("journal", File.ReadAllBytes(folder.Journal)).Value!.Entries];
}
