using System.Text;
using FlowPlan.Core.State.Engines;

namespace FlowPlan.State.Tests.Contract;

/// <summary>What holds of the lease on every server.</summary>
public abstract class LeaseContract<THost> : EngineFixture<THost>
    where THost : IEngineHost, new()
{
    [Test]
    public async Task Only_one_has_it_and_the_others_are_told_who()
    {
        var holder = Holder();
        await AcquireAsync(holder);

        await using var other = Host.Connect();
        var attempt = await other.AcquireAsync(Holder("bob"), Duration, CancellationToken.None);
        Assert.That(attempt, Is.EqualTo(new LeaseAttempt.Held(holder)));
    }

    [Test]
    public async Task Of_eight_that_ask_at_once_one_gets_it()
    {
        var engines = Enumerable.Range(0, 8).Select(_ => Host.Connect()).ToList();
        var attempts = await Task.WhenAll(engines.Select(e => Task.Run(() => e.AcquireAsync(Holder(), Duration, CancellationToken.None))));

        var lease = attempts.OfType<LeaseAttempt.Granted>().Single().Lease;
        var others = attempts.OfType<LeaseAttempt.Held>().ToList();
        Assert.That(others, Has.Count.EqualTo(7));
        Assert.That(others.Select(o => o.Holder?.Id), Is.All.EqualTo(lease.Holder.Id).Or.Null, "it may not be named yet");
        Assert.That(await WriteAsync(lease, null, Document(1)), Is.InstanceOf<WriteResult.Done>());
        foreach (var engine in engines)
            await engine.DisposeAsync();
    }

    [Test]
    public async Task Who_did_not_get_the_answer_asks_again_and_has_it()
    {
        var holder = Holder();
        await AcquireAsync(holder);
        var again = await AcquireAsync(holder);

        Assert.That(await WriteAsync(again, null, Document(1)), Is.InstanceOf<WriteResult.Done>());
    }

    [Test]
    public async Task A_reader_is_told_who_has_it()
    {
        Assume.That(Host.Capabilities.ShowsHolder);
        var holder = Holder();
        var lease = await AcquireAsync(holder);

        await using var other = Host.Connect();
        Assert.That((await other.ReadAsync(CancellationToken.None)).Lease, Is.EqualTo(new LeaseHolding(holder, HasExpired: false)));
        await Engine.ReleaseAsync(lease, CancellationToken.None);
        Assert.That((await other.ReadAsync(CancellationToken.None)).Lease, Is.Null);
    }

    [Test]
    public async Task A_released_lease_is_free_and_no_longer_writes()
    {
        var former = await AcquireAsync();
        await Engine.ReleaseAsync(former, CancellationToken.None);
        await Engine.ReleaseAsync(former, CancellationToken.None);

        await using var other = Host.Connect();
        var lease = await AcquireAsync(other);
        await IsLostAsync(former);
        await Engine.ReleaseAsync(former, CancellationToken.None);
        Assert.That(await other.WriteAsync(lease, null, Document(1), CancellationToken.None), Is.InstanceOf<WriteResult.Done>(), "it is still the successor's");
    }

    [Test]
    public async Task A_renewed_lease_is_still_ours()
    {
        var lease = await AcquireAsync();

        Assert.That(await Engine.RenewAsync(lease, Duration, CancellationToken.None), Is.True);
        Assert.That(await WriteAsync(lease, null, Document(1)), Is.InstanceOf<WriteResult.Done>());
    }

    [Test]
    public async Task An_expired_lease_is_taken_and_its_holder_writes_nothing_more()
    {
        Assume.That(Host.Capabilities.LeaseExpires);
        var former = await AcquireAsync();
        await WriteAsync(former, null, Document(1));
        await AppendAsync(former, 0, "line");
        await Host.ExpireAsync(Duration);
        Assert.That((await ReadAsync()).Lease?.HasExpired, Is.Not.False, "an engine may show an expired lease, or none");

        await using var other = Host.Connect();
        var lease = await AcquireAsync(other, Holder("bob"));
        Assert.That(await Engine.RenewAsync(former, Duration, CancellationToken.None), Is.False);
        await IsLostAsync(former);
        Assert.That((await ReadAsync()).Lease?.Holder?.User, Is.EqualTo("bob"));
        Assert.That(await other.AppendAsync(lease, 1, Lines("next"), CancellationToken.None), Is.InstanceOf<WriteResult.Done>());
    }

    [Test]
    public async Task A_lease_is_broken_by_its_ID_and_with_force_while_it_is_held()
    {
        var holder = Holder();
        await using var other = Host.Connect();
        Assert.That(await other.BreakAsync(holder.Id, force: true, CancellationToken.None), Is.InstanceOf<BreakResult.NoLease>());
        var lease = await AcquireAsync(holder);

        Assert.That(await other.BreakAsync(Guid.NewGuid().ToString("D"), force: true, CancellationToken.None), Is.EqualTo(new BreakResult.OtherHolder(holder)));
        Assert.That(await other.BreakAsync(holder.Id, force: false, CancellationToken.None), Is.EqualTo(new BreakResult.StillHeld(holder)));
        Assert.That(await WriteAsync(lease, null, Document(1)), Is.InstanceOf<WriteResult.Done>());
        Assert.That(await other.BreakAsync(holder.Id, force: true, CancellationToken.None), Is.InstanceOf<BreakResult.Broken>());
        Assert.That(await Engine.RenewAsync(lease, Duration, CancellationToken.None), Is.False);
        await IsLostAsync(lease);
    }

    [Test]
    public async Task An_expired_lease_is_broken_without_force()
    {
        Assume.That(Host.Capabilities.LeaseExpires);
        var holder = Holder();
        await AcquireAsync(holder);
        await Host.ExpireAsync(Duration);

        Assert.That(await Engine.BreakAsync(holder.Id, force: false, CancellationToken.None), Is.InstanceOf<BreakResult.Broken>().Or.InstanceOf<BreakResult.NoLease>());
    }

    /// <summary>Asserts that nothing can be written with a lease, and that nothing is changed by the attempt.</summary>
    private async Task IsLostAsync(Lease lease)
    {
        var before = await ReadAsync();
        Assert.That(await WriteAsync(lease, before.Version, Document(99, "late")), Is.InstanceOf<WriteResult.LeaseLost>());
        Assert.That(await AppendAsync(lease, before.NextSegment, "late"), Is.InstanceOf<WriteResult.LeaseLost>());
        Assert.That(await Engine.ClearJournalAsync(lease, before.NextSegment, CancellationToken.None), Is.InstanceOf<WriteResult.LeaseLost>());
        var after = await ReadAsync();
        Assert.That((after.Document, after.Journal), Is.EqualTo((before.Document, before.Journal)), Encoding.UTF8.GetString(after.Document ?? []));
    }
}
