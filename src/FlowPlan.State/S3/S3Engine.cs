using System.Globalization;
using FlowPlan.Core.State;
using FlowPlan.Core.State.Engines;

namespace FlowPlan.State.S3;

/// <summary>A state in S3: objects for the lease, the document, the parts of the journal and each earlier version. Each write of the first three names what it replaces.</summary>
internal sealed class S3Engine : IStateEngine
{
    private readonly S3Objects objects;
    private readonly S3Lock locks;
    private readonly S3Versions versions;
    private readonly S3Document document;
    private readonly S3Journal journal;

    public S3Engine(S3Address address, TimeProvider time)
    {
        objects = new(address, time);
        locks = new(objects);
        versions = new(objects);
        document = new(objects, versions);
        journal = new(objects);
    }

    public string Location => objects.Location;

    public EngineCapabilities Capabilities { get; } = new(LeaseExpires: true, KeepsHistory: true, ShowsHolder: true);

    public async Task<EngineContent> ReadAsync(CancellationToken cancellationToken)
    {
        // The lock is read first: who ends in between was at work when the journal was read.
        var held = await locks.ReadAsync(cancellationToken);
        var (lines, next) = await journal.ReadAsync(cancellationToken);
        var stored = await document.LoadAsync(cancellationToken);
        return new()
        {
            Document = stored?.Version is null ? null : stored.Content,
            Version = stored?.Version,
            Journal = lines,
            NextSegment = next,
            Lease = held?.Holding,
        };
    }

    public async Task<LeaseAttempt> AcquireAsync(LockHolder holder, TimeSpan duration, CancellationToken cancellationToken)
    {
        var (taken, other) = await locks.TakeAsync(holder, duration, cancellationToken);
        if (taken is not { } token)
            return new LeaseAttempt.Held(other);

        var lease = new Lease(holder, token.ToString(CultureInfo.InvariantCulture));
        try
        {
            // From here on nothing that a former holder writes is accepted any more.
            return await MarkAsync(token, cancellationToken)
                ? new LeaseAttempt.Granted(lease)
                : new LeaseAttempt.Held((await locks.ReadAsync(cancellationToken))?.Holder);
        }
        catch (EngineFaultException fault) when (!fault.IsTransient)
        {
            await ReleaseAsync(lease, cancellationToken);
            throw;
        }
    }

    public async Task<bool> RenewAsync(Lease lease, TimeSpan duration, CancellationToken cancellationToken) =>
        await ReplaceAsync(lease, there => there with { Seconds = duration.TotalSeconds }, cancellationToken);

    public Task ReleaseAsync(Lease lease, CancellationToken cancellationToken) =>
        ReplaceAsync(lease, there => there with { Holder = null }, cancellationToken);

    public async Task<BreakResult> BreakAsync(string id, bool force, CancellationToken cancellationToken)
    {
        for (var backoff = objects.Backoff(); ; await backoff.WaitAsync(cancellationToken))
        {
            var there = await locks.ReadAsync(cancellationToken);
            if (there is not { IsHeld: true })
                return new BreakResult.NoLease();
            if (there.Holder is { } holder && holder.Id != id)
                return new BreakResult.OtherHolder(holder);
            if (!force && !there.HasExpired)
                return new BreakResult.StillHeld(there.Holder);

            // The holder is shut out first: if this is interrupted, it can be done again.
            var token = 1 + (there.IsReadable ? there.Token : Math.Max(await document.MarkOfAsync(cancellationToken), await journal.MarkOfAsync(cancellationToken)));
            await MarkAsync(token, cancellationToken);
            if (await locks.ReplaceAsync(there, there with { Token = token, Holder = null }, cancellationToken))
                return new BreakResult.Broken();
        }
    }

    public async Task<WriteResult> AppendAsync(Lease lease, long segment, ReadOnlyMemory<byte> lines, CancellationToken cancellationToken) =>
        await journal.AppendAsync(TokenOf(lease), segment, lines, cancellationToken) ?? await LostAsync(cancellationToken);

    public async Task<WriteResult> ClearJournalAsync(Lease lease, long before, CancellationToken cancellationToken) =>
        await journal.ClearAsync(TokenOf(lease), before, cancellationToken) ?? await LostAsync(cancellationToken);

    public async Task<WriteResult> WriteAsync(Lease lease, string? expected, StateDocument next, CancellationToken cancellationToken) =>
        await document.WriteAsync(TokenOf(lease), expected, next, cancellationToken) ?? await LostAsync(cancellationToken);

    public async Task<IReadOnlyList<StateVersion>> HistoryAsync(CancellationToken cancellationToken) =>
        await document.LoadAsync(cancellationToken) is { Version: not null } current
            ? [new(current.Serial, current.WrittenAt, current.Content.Length), .. await versions.HistoryAsync(current.Revision, cancellationToken)]
            : [];

    public async Task<byte[]?> ReadVersionAsync(long serial, CancellationToken cancellationToken) =>
        await document.LoadAsync(cancellationToken) is { Version: not null } current && current.Serial == serial
            ? current.Content
            : await versions.ReadAsync(serial, cancellationToken);

    public ValueTask DisposeAsync()
    {
        objects.Dispose();
        return ValueTask.CompletedTask;
    }

    private static long TokenOf(Lease lease) => long.Parse(lease.Token, CultureInfo.InvariantCulture);

    private async Task<bool> MarkAsync(long token, CancellationToken cancellationToken) =>
        await document.MarkAsync(token, cancellationToken) && await journal.MarkAsync(token, cancellationToken);

    /// <summary>Replaces our lease; false when it is no longer ours.</summary>
    private async Task<bool> ReplaceAsync(Lease lease, Func<S3Lock.Held, S3Lock.Held> change, CancellationToken cancellationToken)
    {
        var backoff = objects.Backoff();
        while (await locks.ReadAsync(cancellationToken) is { } there && there.Holder?.Id == lease.Holder.Id && there.Token == TokenOf(lease))
        {
            if (await locks.ReplaceAsync(there, change(there), cancellationToken))
                return true;
            await backoff.WaitAsync(cancellationToken);
        }

        return false;
    }

    private async Task<WriteResult> LostAsync(CancellationToken cancellationToken) =>
        new WriteResult.LeaseLost((await locks.ReadAsync(cancellationToken))?.Holder);
}
