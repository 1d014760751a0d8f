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

    [SetUp]
    public void SetUp()
    {
        server = new();
        engine = new(server);
        time = new();
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

        Assert.That(await NewStore().DescribeUseAsync(CancellationToken.None), Is.Null);
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

    private RemoteStateStore NewStore() => new(engine, RemoteStateSettings.Default, time);

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
