using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.State;
using FlowPlan.Core.State.Serialization;

namespace FlowPlan.State.Tests.Contract;

/// <summary>What holds of a state store, wherever the state is.</summary>
/// <typeparam name="THost">Where it is.</typeparam>
public abstract class StoreContract<THost>
    where THost : IStoreHost, new()
{
    private THost host = default!;

    [SetUp]
    public void SetUp() => host = Hosts.Make<THost>();

    [TearDown]
    public async Task TearDownAsync()
    {
        // It is not there where its server is not installed.
        if (host is not null)
            await host.DisposeAsync();
    }

    [Test]
    public async Task At_first_there_is_nothing()
    {
        var snapshot = await LoadAsync();

        Assert.That((snapshot.Lockfile, snapshot.Journal.Length), Is.EqualTo(((Lockfile?)null, 0)));
    }

    [Test]
    public async Task A_saved_lockfile_is_read_as_it_was_written()
    {
        await using (var session = await OpenAsync())
        {
            await session.SaveAsync(Sample.Empty, CancellationToken.None);
            await session.SaveAsync(Sample.Full, CancellationToken.None);
            await session.SaveAsync(Sample.Full, CancellationToken.None);
        }

        (await LoadAsync()).Lockfile.SameAs(Sample.Full);
        await using var next = await OpenAsync();
        next.Snapshot.Lockfile.SameAs(Sample.Full);
        await next.SaveAsync(Sample.Full with { Serial = 8 }, CancellationToken.None);
    }

    [Test]
    public async Task What_an_interrupted_run_recorded_is_read_by_the_next_which_goes_on_behind_it()
    {
        await using (var session = await OpenAsync())
        {
            await session.Journal.OpenAsync(Sample.Empty);
            var intent = await session.Journal.BeginAsync(Sample.Create(1), CancellationToken.None);
            await session.Journal.CompleteAsync(intent, Sample.Address(1), Sample.State("one"));
            await session.Journal.BeginAsync(Sample.Create(2), CancellationToken.None);
        }

        var replay = JournalReplay.Of(await LoadAsync());
        Assert.That(replay.Lockfile!.Resources[Sample.Address(1)], Is.EqualTo(Sample.State("one")));
        Assert.That(replay.Open.Select(o => o.Call.Address), Is.EqualTo(new[] { Sample.Address(2) }));
        await using var next = await OpenAsync();
        await next.Journal.OpenAsync(Sample.Empty);
        await next.Journal.FailAsync(3, nothingHappened: true, "FAKE");
        Assert.That(await next.Journal.BeginAsync(Sample.Create(3), CancellationToken.None), Is.EqualTo(5));
    }

    [Test]
    public async Task Two_hundred_intents_at_once_are_recorded_in_the_order_of_their_numbers()
    {
        await using (var session = await OpenAsync())
        {
            await session.Journal.OpenAsync(Sample.Empty);
            var numbers = await Task.WhenAll(Enumerable.Range(0, 200).Select(n =>
                Task.Run(async () => (Address: Sample.Address(n), Number: await session.Journal.BeginAsync(Sample.Create(n), CancellationToken.None)))));
            var written = (await LoadAsync()).Journal.Skip(1).Cast<JournalEntry.Intended>().ToList();
            Assert.That(written.Select(e => e.Sequence), Is.EqualTo(Enumerable.Range(1, 200)));
            Assert.That(written.Select(e => (e.Intent.Address, e.Sequence)), Is.EquivalentTo(numbers));
        }
    }

    [Test]
    public async Task A_journal_is_removed_and_begun_anew()
    {
        await using (var session = await OpenAsync())
        {
            await session.Journal.ClearAsync();
            await session.Journal.OpenAsync(Sample.Empty);
            await session.Journal.BeginAsync(Sample.Create(1), CancellationToken.None);
            await session.Journal.ClearAsync();
            Assert.That((await LoadAsync()).Journal, Is.Empty);
            await session.Journal.OpenAsync(Sample.Empty);
            Assert.That(await session.Journal.BeginAsync(Sample.Create(2), CancellationToken.None), Is.EqualTo(1));
        }

        Assert.That((await LoadAsync()).Journal, Has.Length.EqualTo(2));
    }

    [Test]
    public async Task One_works_at_a_time_and_who_waits_is_told_for_whom()
    {
        await using var store = host.Connect();
        await using (await OpenAsync(Sample.Request("apply", TimeSpan.Zero, "https://ci.example/jobs/7")))
        {
            var refused = (await store.OpenAsync(Sample.AtOnce, CancellationToken.None)).FailedWith("FP6101");
            Assert.That(refused.Message, Does.Contain("'apply' by jane on agent-1").And.Contain("since "));
            Assert.That(refused.Details, Is.EqualTo(new[] { "job: https://ci.example/jobs/7" }));
            Assert.That((await store.DescribeLockAsync(CancellationToken.None))?.User, Is.EqualTo("jane"));
        }

        await using var session = (await store.OpenAsync(Sample.AtOnce, CancellationToken.None)).ValueOrThrow();
        Assert.That(session.Snapshot.Lockfile, Is.Null);
    }

    [Test]
    public async Task Who_waits_gets_the_lock_when_it_is_released()
    {
        var first = await OpenAsync();
        var waiting = OpenAsync(Sample.Request("apply", TimeSpan.FromMinutes(5)));
        await first.DisposeAsync();

        await (await waiting).DisposeAsync();
    }

    [Test]
    public async Task A_reader_takes_no_lock_and_is_told_who_is_at_work()
    {
        await using var store = host.Connect();
        Assert.That((await store.ObserveAsync(CancellationToken.None)).Use, Is.Null);
        await using (var session = await OpenAsync())
        {
            await session.SaveAsync(Sample.Full, CancellationToken.None);
            var use = (await store.ObserveAsync(CancellationToken.None)).Use;
            Assert.That((use?.Code, use?.Severity), Is.EqualTo(("FP6106", Severity.Warning)));
            Assert.That(use!.Message, Does.Contain("'apply' by jane on agent-1").And.Contain("may be outdated"));
            (await LoadAsync()).Lockfile.SameAs(Sample.Full);
        }

        Assert.That((await store.ObserveAsync(CancellationToken.None)).Use, Is.Null);
    }

    [Test]
    public async Task A_lock_is_removed_by_its_ID_alone()
    {
        await using var store = host.Connect();
        Assert.That((await store.UnlockAsync("none", force: false, CancellationToken.None))?.Code, Is.EqualTo("FP6102"));
        await using var session = await OpenAsync();
        var id = (await store.DescribeLockAsync(CancellationToken.None))!.Id;

        Assert.That((await store.UnlockAsync("other", force: true, CancellationToken.None))?.Code, Is.EqualTo("FP6103"));
        var held = await store.UnlockAsync(id, force: false, CancellationToken.None);
        Assert.That(held?.Code, Is.EqualTo("FP6104"));
        Assert.That(held!.Help, Is.Not.Null.And.Not.Empty);
        await session.SaveAsync(Sample.Empty, CancellationToken.None);
    }

    [Test]
    public async Task A_lockfile_that_something_else_replaced_is_not_overwritten()
    {
        await using var session = await OpenAsync();
        await session.SaveAsync(Sample.Empty, CancellationToken.None);
        var foreign = LockfileText.Write(Sample.Empty with { Serial = 5 });
        await host.ReplaceAsync(foreign);

        await Checks.ThrowsAsync("FP6007", () => session.SaveAsync(Sample.Full, CancellationToken.None));
        (await LoadAsync()).Lockfile.SameAs(Sample.Empty with { Serial = 5 });
    }

    [Test]
    public async Task A_state_that_cannot_be_used_is_refused_and_not_left_locked()
    {
        await using (var session = await OpenAsync())
            await session.SaveAsync(Sample.Empty, CancellationToken.None);
        await host.ReplaceAsync("{}"u8.ToArray());
        await using var store = host.Connect();

        (await store.LoadAsync(CancellationToken.None)).FailedWith("FP6004");
        (await store.OpenAsync(Sample.AtOnce, CancellationToken.None)).FailedWith("FP6004");
        (await store.OpenAsync(Sample.AtOnce, CancellationToken.None)).FailedWith("FP6004");
    }

    [Test]
    public async Task A_state_that_was_moved_says_where_it_is_and_can_come_back()
    {
        await using (var session = await OpenAsync())
        {
            await session.SaveAsync(Sample.Empty, CancellationToken.None);
            await session.LeavePointerAsync(new(Sample.Lineage, 2, "postgres://h/db"), CancellationToken.None);
        }

        await using var store = host.Connect();
        Assert.That((await store.LoadAsync(CancellationToken.None)).FailedWith("FP6015").Help, Does.Contain("state: postgres://h/db"));
        (await store.OpenAsync(Sample.AtOnce, CancellationToken.None)).FailedWith("FP6015");
        await using (var session = await OpenAsync(Sample.AtOnce with { Replaces = Replaceable.Moved }))
        {
            Assert.That(session.Snapshot.Lockfile, Is.Null);
            await session.SaveAsync(Sample.Full, CancellationToken.None);
        }

        (await LoadAsync()).Lockfile.SameAs(Sample.Full);
    }

    [Test]
    public async Task A_damaged_state_is_replaced_only_by_who_restores_it()
    {
        await using (var session = await OpenAsync())
            await session.SaveAsync(Sample.Empty, CancellationToken.None);
        await host.ReplaceAsync("{}"u8.ToArray());
        await using var store = host.Connect();

        (await store.OpenAsync(Sample.AtOnce with { Replaces = Replaceable.Moved }, CancellationToken.None)).FailedWith("FP6004");
        await using (var session = await OpenAsync(Sample.AtOnce with { Replaces = Replaceable.Anything }))
            await session.SaveAsync(Sample.Full, CancellationToken.None);
        (await LoadAsync()).Lockfile.SameAs(Sample.Full);
    }

    [Test]
    public async Task Earlier_versions_are_listed_and_read_where_they_are_kept()
    {
        await using (var session = await OpenAsync())
            await session.SaveAsync(Sample.Empty, CancellationToken.None);
        await using (var session = await OpenAsync())
            await session.SaveAsync(Sample.Full, CancellationToken.None);
        await using var store = host.Connect();

        var history = await store.HistoryAsync(CancellationToken.None);
        Assert.That(history.Select(v => v.Serial), Is.EqualTo(new long[] { 7, 1 }.Take(host.VersionsKept)));
        if (history.Count > 0)
            (await store.ReadVersionAsync(1, CancellationToken.None)).ValueOrThrow().SameAs(Sample.Empty);
        (await store.ReadVersionAsync(99, CancellationToken.None)).FailedWith("FP6016");
    }

    [Test]
    public async Task A_run_that_saves_a_hundred_times_adds_one_version()
    {
        await using (var session = await OpenAsync())
            await session.SaveAsync(Sample.Empty, CancellationToken.None);
        foreach (var first in new[] { 2, 200 })
        {
            await using var session = await OpenAsync();
            for (var serial = first; serial < first + 100; serial++)
                await session.SaveAsync(Sample.Full with { Serial = serial }, CancellationToken.None);
        }

        await using var store = host.Connect();
        var history = await store.HistoryAsync(CancellationToken.None);
        Assert.That(history.Select(v => v.Serial), Is.EqualTo(new long[] { 299, 101, 1 }.Take(host.VersionsKept)));
        if (history.Count > 0)
            (await store.ReadVersionAsync(101, CancellationToken.None)).ValueOrThrow().SameAs(Sample.Full with { Serial = 101 });
    }

    [Test]
    public async Task A_lock_without_a_process_keeps_others_out_until_it_is_removed()
    {
        await using var store = host.Connect();
        var locked = await store.LockAsync(Sample.AtOnce, TimeSpan.FromHours(1), CancellationToken.None);
        if (!host.LocksWithoutProcess)
        {
            locked.FailedWith("FP6107");
            await (await OpenAsync()).DisposeAsync();
            return;
        }

        Assert.That((await store.OpenAsync(Sample.AtOnce, CancellationToken.None)).FailedWith("FP6101").Message, Does.Contain("'state lock' by jane"));
        (await store.LockAsync(Sample.AtOnce, TimeSpan.FromHours(1), CancellationToken.None)).FailedWith("FP6101");
        Assert.That(await store.UnlockAsync(locked.Value!.Id, force: false, CancellationToken.None), Is.Null);
        await (await OpenAsync()).DisposeAsync();
    }

    [Test]
    public async Task A_cancelled_intent_is_not_recorded()
    {
        await using var session = await OpenAsync();
        await session.Journal.OpenAsync(Sample.Empty);
        await Assert.ThatAsync(
            () => session.Journal.BeginAsync(Sample.Create(1), new CancellationToken(canceled: true)), Throws.InstanceOf<OperationCanceledException>());

        Assert.That((await LoadAsync()).Journal, Has.Length.EqualTo(1));
    }

    private Task<IStateSession> OpenAsync() => OpenAsync(Sample.AtOnce);

    private async Task<IStateSession> OpenAsync(LockRequest request) => (await host.Connect().OpenAsync(request, CancellationToken.None)).ValueOrThrow();

    private async Task<StateSnapshot> LoadAsync()
    {
        await using var store = host.Connect();
        return (await store.LoadAsync(CancellationToken.None)).ValueOrThrow();
    }
}
