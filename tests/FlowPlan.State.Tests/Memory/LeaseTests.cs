using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.State;
using FlowPlan.Core.State.Remote;
using FlowPlan.State.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace FlowPlan.State.Tests.Memory;

/// <summary>A holder keeps its lease while it works, and stops when it may have lost it.</summary>
public sealed class LeaseTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private MemoryServer server = null!;
    private MemoryEngine engine = null!;
    private FakeTimeProvider time = null!;
    private List<Diagnostic> warnings = null!;

    [SetUp]
    public void SetUp()
    {
        server = new();
        engine = new(server);
        time = new();
        warnings = [];
    }

    [Test]
    public async Task A_lease_is_renewed_as_long_as_the_work_takes()
    {
        await using var session = await OpenAsync();
        await PassAsync(TimeSpan.FromMinutes(10));

        await session.Journal.BeginAsync(Sample.Create(1), CancellationToken.None);
        Assert.That(engine.Calls.Count(c => c == "renew"), Is.GreaterThanOrEqualTo(20));
        Assert.That(server.Read().Lease!.HasExpired, Is.False);
    }

    [Test]
    public async Task A_frozen_holder_begins_nothing_after_its_lease_and_writes_nothing()
    {
        await using var session = await OpenAsync();
        await session.SaveAsync(Sample.Empty, CancellationToken.None);
        await session.Journal.OpenAsync(Sample.Empty);
        var call = await session.Journal.BeginAsync(Sample.Create(1), CancellationToken.None);

        // Its clock stands still, as if the process did: the server's goes on.
        server.Clock.Advance(61 * Second);
        await using (var other = await OpenAsync("bob"))
            await other.SaveAsync(Sample.Full with { Serial = 2 }, CancellationToken.None);

        var begun = await Checks.ThrowsAsync("FP6105", () => session.Journal.BeginAsync(Sample.Create(2), CancellationToken.None));
        await Checks.ThrowsAsync("FP6105", () => session.Journal.FailAsync(call, false, "FAKE"));
        await Checks.ThrowsAsync("FP6105", () => session.SaveAsync(Sample.Empty with { Serial = 3 }, CancellationToken.None));
        Assert.That(begun.Help, Does.Contain("nothing more was sent"));
        Assert.That((await LoadAsync()).Lockfile!.Serial, Is.EqualTo(2));
        Assert.That((await LoadAsync()).Journal.OfType<JournalEntry.Intended>().Single().Intent.Address, Is.EqualTo(Sample.Address(1)));
    }

    [Test]
    public async Task A_holder_that_wakes_after_its_lease_stops_before_it_asks_anybody([Values] bool asleep)
    {
        await using var session = await OpenAsync();
        engine.Fail("renew", [.. Enumerable.Repeat(Fault.Refused, 1000)]);
        engine.Calls.Clear();
        if (asleep)
            time.SetUtcNow(time.GetUtcNow() + (55 * Second));
        else
            time.Advance(55 * Second);

        var stopped = await Checks.ThrowsAsync("FP6105", () => session.Journal.BeginAsync(Sample.Create(1), CancellationToken.None));
        Assert.That(stopped.Message, Does.Contain("could not be renewed for 55 s"));
        Assert.That(engine.Calls, Has.None.EqualTo("append"));
    }

    [Test]
    public async Task A_call_whose_intent_was_recorded_while_the_lease_ended_is_not_sent()
    {
        await using var session = await OpenAsync();
        await session.Journal.OpenAsync(Sample.Empty);
        engine.Fail("renew", [.. Enumerable.Repeat(Fault.Refused, 1000)]);
        engine.After = call =>
        {
            if (call == "append")
                time.Advance(55 * Second);
        };

        await Checks.ThrowsAsync("FP6105", () => session.Journal.BeginAsync(Sample.Create(1), CancellationToken.None));
        Assert.That((await LoadAsync()).Journal, Has.Length.EqualTo(2), "the intent is there, for the next run to look it up");
    }

    [Test]
    public async Task A_lease_counts_from_when_its_renewal_was_sent_and_not_from_the_answer()
    {
        await using var session = await OpenAsync();
        await session.Journal.OpenAsync(Sample.Empty);
        var (sent, renewals) = ((DateTimeOffset?)null, 0);
        engine.Before = call =>
        {
            if (call != "renew")
                return;
            sent ??= time.GetUtcNow();
            Interlocked.Increment(ref renewals);
        };
        engine.After = call =>
        {
            if (call != "renew")
                return;
            engine.After = null;
            engine.Fail("renew", [.. Enumerable.Repeat(Fault.Refused, 1000)]);
            time.Advance(10 * Second);
        };
        while (sent is null)
        {
            time.Advance(Second);
            await Task.Delay(2);
        }

        // The next renewal is refused: by then the answer to the first was noted.
        await Times.UntilAsync(() => engine.After is null);
        time.Advance(sent.Value + (45 * Second) - time.GetUtcNow());
        await Times.UntilAsync(() => Volatile.Read(ref renewals) > 1);
        await session.Journal.BeginAsync(Sample.Create(1), CancellationToken.None);
        time.Advance(sent.Value + (50 * Second) - time.GetUtcNow());

        Assert.That((await Checks.ThrowsAsync("FP6105", () => session.Journal.BeginAsync(Sample.Create(2), CancellationToken.None))).Message, Does.Contain("for 50 s"));
    }

    [Test]
    public async Task A_network_that_is_back_in_time_ends_nothing()
    {
        await using var session = await OpenAsync();
        engine.Fail("renew", [.. Enumerable.Repeat(Fault.CutBefore, 10)]);
        await PassAsync(TimeSpan.FromMinutes(2));

        await session.Journal.BeginAsync(Sample.Create(1), CancellationToken.None);
    }

    [Test]
    public async Task A_broken_lease_ends_the_work_at_the_next_renewal()
    {
        await using var session = await OpenAsync();
        await using var store = NewStore();
        var id = (await store.DescribeLockAsync(CancellationToken.None))!.Id;
        Assert.That(await store.UnlockAsync(id, force: true, CancellationToken.None), Is.Null);
        await PassAsync(25 * Second);
        engine.Calls.Clear();

        await Checks.ThrowsAsync("FP6105", () => session.Journal.BeginAsync(Sample.Create(1), CancellationToken.None));
        Assert.That(engine.Calls, Is.Empty);
    }

    [Test]
    public async Task A_lease_that_never_expires_is_not_renewed_and_lasts()
    {
        engine = new(server) { Capabilities = new(LeaseExpires: false, KeepsHistory: false, ShowsHolder: false) };
        await using var session = await OpenAsync();
        time.Advance(TimeSpan.FromHours(3));

        await session.Journal.BeginAsync(Sample.Create(1), CancellationToken.None);
        Assert.That(engine.Calls, Has.None.EqualTo("renew"));
    }

    [Test]
    public async Task An_expired_lease_is_taken_at_once_and_no_longer_warned_of()
    {
        var frozen = await OpenAsync();
        server.Clock.Advance(60 * Second);

        Assert.That((await NewStore().ObserveAsync(CancellationToken.None)).Use, Is.Null);
        await (await OpenAsync("bob")).DisposeAsync();
        await frozen.DisposeAsync();
    }

    [Test]
    public async Task Who_waits_asks_after_1_2_4_8_and_then_every_16_seconds()
    {
        await using var session = await OpenAsync();
        var asked = new List<TimeSpan>();
        var began = time.GetTimestamp();
        engine.Before = call =>
        {
            if (call == "acquire")
                asked.Add(time.GetElapsedTime(began));
        };
        var waiting = NewStore().OpenAsync(Sample.Request("apply", 60 * Second), CancellationToken.None);
        while (!waiting.IsCompleted)
        {
            await Task.Delay(2);
            time.Advance(Second);
            server.Clock.Advance(Second / 4);
        }

        (await waiting).FailedWith("FP6101");
        var gaps = asked.Zip(asked.Skip(1), (a, b) => b - a).ToList();
        Assert.That(gaps, Has.Count.EqualTo(7));
        Assert.That(gaps[..6].Zip([1, 2, 4, 8, 16, 16], (gap, seconds) => gap >= seconds * Second), Is.All.True);
        Assert.That(asked[^1], Is.GreaterThanOrEqualTo(60 * Second));
    }

    [Test]
    public async Task An_incomplete_last_line_of_the_journal_is_damage()
    {
        server.PutJournal("0123"u8.ToArray());

        Assert.That((await NewStore().LoadAsync(CancellationToken.None)).FailedWith("FP6201").Help, Does.Contain("state history"));
    }

    [Test]
    public async Task Who_is_kept_out_is_told_what_becomes_of_the_lock([Values] bool expires)
    {
        engine = new(server) { Capabilities = new(LeaseExpires: expires, KeepsHistory: true, ShowsHolder: true) };
        await using var session = await OpenAsync();
        var id = (await NewStore().DescribeLockAsync(CancellationToken.None))!.Id;

        var refused = (await NewStore().OpenAsync(Sample.AtOnce, CancellationToken.None)).FailedWith("FP6101");
        Assert.That(refused.Message, Does.StartWith("the state is locked: 'apply' by jane"));
        Assert.That(refused.Help, Is.EqualTo(expires
            ? "wait for it to end, or increase --lock-timeout. If that command no longer runs, its lock expires by itself"
            : $"wait for it to end, or increase --lock-timeout. The lock does not expire: if that command no longer runs, remove it with 'flowplan state unlock {id} --force'"));
    }

    [Test]
    public async Task Who_is_kept_out_by_a_lock_of_a_person_is_told_how_to_remove_it()
    {
        var locked = (await NewStore().LockAsync(Sample.AtOnce, TimeSpan.FromHours(1), CancellationToken.None)).ValueOrThrow();

        Assert.That((await NewStore().OpenAsync(Sample.AtOnce, CancellationToken.None)).FailedWith("FP6101").Help, Does.EndWith($"'flowplan state unlock {locked.Id}' removes it"));
    }

    [Test]
    public async Task A_lock_that_cannot_be_released_is_warned_of([Values] bool expires)
    {
        engine = new(server) { Capabilities = new(LeaseExpires: expires, KeepsHistory: true, ShowsHolder: true) };
        var session = await OpenAsync();
        var id = (await NewStore().DescribeLockAsync(CancellationToken.None))!.Id;
        engine.Fail("release", Fault.Refused);
        var until = time.GetUtcNow().AddMinutes(1).ToString("HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);
        await session.DisposeAsync();

        Assert.That(warnings.Select(w => (w.Code, w.Severity)), Is.EqualTo(new[] { ("FP6108", Severity.Warning) }));
        Assert.That(warnings[0].Message, Does.Contain("could not be released").And.Contain("wrong password"));
        Assert.That(warnings[0].Help, Does.Contain($"'flowplan state unlock {id} --force'").And.Contain(expires ? $"{until} UTC" : "does not expire"));
    }

    [Test]
    public async Task A_lock_that_may_have_been_taken_and_cannot_be_given_back_is_warned_of()
    {
        engine.Fail("acquire", [.. Enumerable.Repeat(Fault.CutAfter, 100)]);
        engine.Fail("break", Fault.Refused);

        (await NewStore().OpenAsync(Sample.AtOnce, CancellationToken.None).WhileTimePasses(time)).FailedWith("FP6401");
        Assert.That(warnings.Select(w => w.Code), Is.EqualTo(new[] { "FP6108" }));
        Assert.That(warnings[0].Help, Does.Contain(server.Read().Lease!.Holder!.Id));
    }

    [Test]
    public async Task A_lock_that_is_released_or_that_another_has_is_not_warned_of()
    {
        await (await OpenAsync()).DisposeAsync();
        var frozen = await OpenAsync();
        server.Clock.Advance(61 * Second);
        await using var other = await OpenAsync("bob");
        await frozen.DisposeAsync();

        Assert.That(warnings, Is.Empty);
    }

    [Test]
    public async Task A_state_whose_locks_do_not_expire_is_not_locked_for_a_time()
    {
        engine = new(server) { Capabilities = new(LeaseExpires: false, KeepsHistory: true, ShowsHolder: true) };

        var refused = (await NewStore().LockAsync(Sample.AtOnce, TimeSpan.FromHours(1), CancellationToken.None)).FailedWith("FP6107");
        Assert.That((refused.Message, refused.Help), Is.EqualTo((
            "a lock on this server does not expire, so the state cannot be locked for a time", "'flowplan state lock' works where locks expire: postgres://, s3:// and azblob://")));
        Assert.That(engine.Calls, Is.Empty);
    }

    [TestCase(60, false)]
    [TestCase(61, true)]
    public async Task A_lock_that_stays_for_longer_than_asked_for_is_warned_of(int seconds, bool stays)
    {
        engine = new(server) { Capabilities = new(LeaseExpires: true, KeepsHistory: true, ShowsHolder: true) { LongestLease = 60 * Second } };

        var locked = await NewStore().LockAsync(Sample.AtOnce, seconds * Second, CancellationToken.None);
        Assert.That(locked.Diagnostics.Select(d => d.Code), Is.EqualTo(stays ? new[] { "FP6109" } : []));
        Assert.That(locked.Diagnostics.Select(d => d.Help), Is.All.Contains(locked.Value!.Id));
    }

    private RemoteStateStore NewStore() => new(engine, RemoteStateSettings.Default, time, warnings.Add);

    private async Task<IStateSession> OpenAsync(string user = "jane") => (await NewStore().OpenAsync(
        new LockRequest("apply", TimeSpan.Zero, new(user, 1, "agent-1", null)), CancellationToken.None)).ValueOrThrow();

    private async Task<StateSnapshot> LoadAsync() => (await NewStore().LoadAsync(CancellationToken.None)).ValueOrThrow();

    private async Task PassAsync(TimeSpan duration)
    {
        for (var passed = TimeSpan.Zero; passed < duration; passed += Second)
        {
            time.Advance(Second);
            server.Clock.Advance(Second);

            // The renewal runs on another thread.
            await Task.Delay(2);
        }
    }
}
