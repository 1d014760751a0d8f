using FlowPlan.Core.State.Remote;
using FlowPlan.State.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace FlowPlan.State.Tests.Memory;

/// <summary>The network fails before or after the server has done a call, and the state is as if it had not.</summary>
public sealed class LostAnswerTests
{
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
    public async Task Each_write_is_carried_out_once([Values(Fault.CutBefore, Fault.CutAfter, Fault.Silence)] Fault fault, [Values("acquire", "append", "write", "clear", "read", "release")] string call)
    {
        engine.Fail(call, fault);
        await RunAsync().WhileTimePasses(time, server.Clock);

        var loaded = (await NewStore().LoadAsync(CancellationToken.None).WhileTimePasses(time)).ValueOrThrow();
        loaded.Lockfile.SameAs(Sample.Full with { Serial = 2 });
        Assert.That(loaded.Journal.Select(e => e.GetType().Name), Is.EqualTo(new[] { "Opened", "Intended", "Recorded" }));
        Assert.That(server.Read().Version, Is.EqualTo("2"), "the document was written twice");
        Assert.That(server.Read().Lease, Is.Null);
    }

    [Test]
    public async Task Each_write_is_carried_out_once_through_several_faults([Values("acquire", "append", "write", "clear", "read")] string call)
    {
        engine.Fail(call, Fault.CutBefore, Fault.CutAfter, Fault.CutAfter, Fault.CutBefore);
        if (call != "read")
            engine.Fail("read", Fault.CutAfter, Fault.CutBefore);
        await RunAsync().WhileTimePasses(time, server.Clock);

        var loaded = (await NewStore().LoadAsync(CancellationToken.None).WhileTimePasses(time)).ValueOrThrow();
        loaded.Lockfile.SameAs(Sample.Full with { Serial = 2 });
        Assert.That(loaded.Journal, Has.Length.EqualTo(3));
        Assert.That(server.Read().Version, Is.EqualTo("2"), "the document was written twice");
    }

    [Test]
    public async Task What_the_server_refuses_is_not_sent_again([Values("acquire", "read")] string call)
    {
        engine.Fail(call, Fault.Refused);
        (await NewStore().OpenAsync(Sample.AtOnce, CancellationToken.None)).FailedWith("FP6402");

        Assert.That(engine.Calls.Count(c => c == call), Is.EqualTo(1));
        Assert.That(server.Read().Lease, Is.Null);
    }

    [Test]
    public async Task A_server_that_cannot_be_reached_ends_in_a_finding()
    {
        engine.Fail("read", [.. Enumerable.Repeat(Fault.CutBefore, 100)]);
        var failed = await NewStore().LoadAsync(CancellationToken.None).WhileTimePasses(time);

        Assert.That(failed.FailedWith("FP6401").Message, Does.Contain("cannot be reached"));
        Assert.That(engine.Calls, Has.Count.GreaterThan(3));
    }

    [Test]
    public async Task A_lease_that_nobody_told_us_of_is_not_left_behind()
    {
        engine.Fail("acquire", [.. Enumerable.Repeat(Fault.CutAfter, 100)]);
        (await NewStore().OpenAsync(Sample.AtOnce, CancellationToken.None).WhileTimePasses(time)).FailedWith("FP6401");

        Assert.That(server.Read().Lease, Is.Null);
    }

    [Test]
    public async Task A_journal_that_lacks_a_line_takes_no_other_and_is_not_removed()
    {
        await using var session = (await NewStore().OpenAsync(Sample.AtOnce, CancellationToken.None)).ValueOrThrow();
        await session.Journal.OpenAsync(Sample.Empty);
        var intent = await session.Journal.BeginAsync(Sample.Create(1), CancellationToken.None);
        engine.Fail("append", Fault.Refused);

        await Checks.ThrowsAsync("FP6402", () => session.Journal.FailAsync(intent, true, "FAKE"));
        await Checks.ThrowsAsync("FP6402", () => session.Journal.RecordAsync(Sample.Address(2), null));
        await Checks.ThrowsAsync("FP6402", () => session.Journal.ClearAsync());
        Assert.That((await NewStore().LoadAsync(CancellationToken.None)).ValueOrThrow().Journal, Has.Length.EqualTo(2));
    }

    [Test]
    public async Task A_save_goes_on_from_an_earlier_one_that_was_carried_out_although_it_failed()
    {
        await using (var former = (await NewStore().OpenAsync(Sample.AtOnce, CancellationToken.None)).ValueOrThrow())
            await former.SaveAsync(Sample.Empty, CancellationToken.None);
        await using var session = (await NewStore().OpenAsync(Sample.AtOnce, CancellationToken.None)).ValueOrThrow();
        engine.Fail("write", Fault.CutAfter);
        engine.Fail("read", [.. Enumerable.Repeat(Fault.Refused, 1)]);
        await Checks.ThrowsAsync("FP6402", () => session.SaveAsync(Sample.Full with { Serial = 2 }, CancellationToken.None).WhileTimePasses(time));

        await session.SaveAsync(Sample.Full with { Serial = 3 }, CancellationToken.None).WhileTimePasses(time);
        await session.SaveAsync(Sample.Full with { Serial = 4 }, CancellationToken.None);
        Assert.That(server.Read().Version, Is.EqualTo("4"));
        Assert.That(server.History().Select(v => v.Serial), Is.EqualTo(new long[] { 4, 1 }), "what the session found is kept");
    }

    [Test]
    public async Task Lines_that_wait_share_a_round_trip()
    {
        await using var session = (await NewStore().OpenAsync(Sample.AtOnce, CancellationToken.None)).ValueOrThrow();
        await session.Journal.OpenAsync(Sample.Empty);
        using var release = new ManualResetEventSlim();
        engine.Before = call => release.Wait();
        engine.Calls.Clear();
        var lines = Enumerable.Range(0, 200).Select(n => session.Journal.BeginAsync(Sample.Create(n), CancellationToken.None)).ToList();
        Assert.That(lines.Exists(l => l.IsCompleted), Is.False);
        release.Set();
        await Task.WhenAll(lines);
        engine.Before = null;

        Assert.That(engine.Calls, Has.Count.LessThanOrEqualTo(2));
    }

    private RemoteStateStore NewStore() => new(engine, RemoteStateSettings.Default, time);

    private async Task RunAsync()
    {
        var session = (await NewStore().OpenAsync(Sample.AtOnce, CancellationToken.None)).ValueOrThrow();
        await session.Journal.OpenAsync(Sample.Empty);
        await session.SaveAsync(Sample.Empty, CancellationToken.None);
        await session.Journal.ClearAsync();
        await session.Journal.OpenAsync(Sample.Empty);
        var intent = await session.Journal.BeginAsync(Sample.Create(1), CancellationToken.None);
        await session.Journal.CompleteAsync(intent, Sample.Address(1), Sample.State("one"));
        await session.SaveAsync(Sample.Full with { Serial = 2 }, CancellationToken.None);
        await session.DisposeAsync();
    }
}
