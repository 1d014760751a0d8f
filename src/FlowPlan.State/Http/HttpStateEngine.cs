using System.Net;
using FlowPlan.Core.State;
using FlowPlan.Core.State.Engines;

namespace FlowPlan.State.Http;

/// <summary>
/// A state behind Terraform's HTTP protocol, GitLab's and Gitea's variants included. The server holds one document, so that each write
/// sends lockfile and journal whole, under the lock (<c>?ID=</c>) and with a greater serial. The lock never expires.
/// </summary>
internal sealed class HttpStateEngine : IStateEngine
{
    private readonly HttpAddress address;
    private readonly HttpCalls calls;
    private readonly HttpLock locks;
    private readonly SemaphoreSlim gate = new(1);

    /// <summary>What the server holds while we have the lock; null when the answer to a write was lost, until it is read again.</summary>
    private Envelope? known;

    /// <summary>The greatest serial that was sent or seen: a write that was given up may still arrive.</summary>
    private long lastSerial;

    public HttpStateEngine(HttpAddress address)
    {
        this.address = address;
        calls = new(address);
        locks = new(address, calls);
    }

    public string Location => address.Location;

    // The protocol cannot be asked who has the lock; the document says it.
    public EngineCapabilities Capabilities { get; } = new(LeaseExpires: false, KeepsHistory: false, ShowsHolder: true);

    public async Task<EngineContent> ReadAsync(CancellationToken cancellationToken) => (await LoadAsync(cancellationToken)).Content;

    public Task<LeaseAttempt> AcquireAsync(LockHolder holder, TimeSpan duration, CancellationToken cancellationToken) => AloneAsync<LeaseAttempt>(
        async () =>
        {
            if (await locks.TakeAsync(holder, cancellationToken) is { } other)
                return new LeaseAttempt.Held(await NameAsync(other, cancellationToken));
            try
            {
                return await NameOurselvesAsync(holder, cancellationToken);
            }
            catch (EngineFaultException fault) when (!fault.IsTransient)
            {
                await locks.GiveBackAsync(holder, cancellationToken);
                throw;
            }
        },
        cancellationToken);

    public async Task<bool> RenewAsync(Lease lease, TimeSpan duration, CancellationToken cancellationToken) =>
        IsOurs(await LoadAsync(cancellationToken), lease);

    public Task ReleaseAsync(Lease lease, CancellationToken cancellationToken) => AloneAsync<object?>(
        async () =>
        {
            try
            {
                var envelope = await LoadAsync(cancellationToken);
                if (envelope.Holder is { } other && other.Id != lease.Holder.Id)
                    return null;
                if (envelope.Holder is not null)
                    await PostAsync(lease.Holder.Id, envelope with { Holder = null }, cancellationToken);
            }
            catch (EngineFaultException fault) when (fault.Diagnostic.Descriptor == EngineDescriptors.ContentUnknown)
            {
                // Something else was put there. It stays, but not our lock, which would never end.
            }

            await locks.GiveBackAsync(lease.Holder, cancellationToken);
            return null;
        },
        cancellationToken);

    public Task<BreakResult> BreakAsync(string id, bool force, CancellationToken cancellationToken) => AloneAsync<BreakResult>(
        async () =>
        {
            // Only locking tells whether there is a lock, and whose.
            var probe = new LockHolder(Guid.NewGuid().ToString("D"), "flowplan", 0, "state unlock", DateTimeOffset.UnixEpoch, "state unlock", null);
            if (await locks.TakeAsync(probe, cancellationToken) is { } other)
            {
                var holder = await NameAsync(other, cancellationToken);
                if (holder is not null && holder.Id != id)
                    return new BreakResult.OtherHolder(holder);
                if (!force)
                    return new BreakResult.StillHeld(holder);
                await locks.GiveBackAsync(holder ?? probe with { Id = id }, cancellationToken);
                if (await locks.TakeAsync(probe, cancellationToken) is { } next)
                    return new BreakResult.OtherHolder(next.Holder);
                await ForgetAsync(probe, cancellationToken);
                return new BreakResult.Broken();
            }

            return await ForgetAsync(probe, cancellationToken) == id ? new BreakResult.Broken() : new BreakResult.NoLease();
        },
        cancellationToken);

    public Task<WriteResult> AppendAsync(Lease lease, long segment, ReadOnlyMemory<byte> lines, CancellationToken cancellationToken) => AloneAsync<WriteResult>(
        async () =>
        {
            var envelope = known?.NextSegment == segment ? known : await LoadAsync(cancellationToken);
            if (!IsOurs(envelope, lease))
                return new WriteResult.LeaseLost(envelope.Holder);
            return envelope.NextSegment == segment
                ? await PostAsync(lease.Holder.Id, envelope.WithSegment(lines), cancellationToken)
                : new WriteResult.Conflict();
        },
        cancellationToken);

    public Task<WriteResult> ClearJournalAsync(Lease lease, long before, CancellationToken cancellationToken) => AloneAsync<WriteResult>(
        async () =>
        {
            var envelope = await LoadAsync(cancellationToken);
            if (!IsOurs(envelope, lease))
                return new WriteResult.LeaseLost(envelope.Holder);
            var cleared = envelope.WithoutSegments(before);
            return cleared.Journal.Length == envelope.Journal.Length ? new WriteResult.Done() : await PostAsync(lease.Holder.Id, cleared, cancellationToken);
        },
        cancellationToken);

    // The protocol has no condition on the former document: it is read before it is replaced.
    public Task<WriteResult> WriteAsync(Lease lease, string? expected, StateDocument document, CancellationToken cancellationToken) => AloneAsync<WriteResult>(
        async () =>
        {
            var envelope = await LoadAsync(cancellationToken);
            if (!IsOurs(envelope, lease))
                return new WriteResult.LeaseLost(envelope.Holder);
            if (envelope.Version != expected)
                return new WriteResult.Conflict();
            var next = envelope with { Lockfile = document.Content, Lineage = document.Lineage };
            var result = await PostAsync(lease.Holder.Id, next, cancellationToken);
            return result is WriteResult.Done ? new WriteResult.Done(next.Version) : result;
        },
        cancellationToken);

    public Task<IReadOnlyList<StateVersion>> HistoryAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<StateVersion>>([]);

    public Task<byte[]?> ReadVersionAsync(long serial, CancellationToken cancellationToken) => Task.FromResult<byte[]?>(null);

    public ValueTask DisposeAsync()
    {
        calls.Dispose();
        gate.Dispose();
        return ValueTask.CompletedTask;
    }

    private static bool IsOurs(Envelope envelope, Lease lease) => envelope.Holder?.Id == lease.Holder.Id;

    private async Task<Envelope> LoadAsync(CancellationToken cancellationToken)
    {
        var envelope = await calls.GetAsync(cancellationToken) is { } content ? EnvelopeText.Read(content, Location) : new();
        lastSerial = Math.Max(lastSerial, envelope.Serial);
        return envelope;
    }

    /// <summary>Writes into the document that we have the lock, which is ours by now.</summary>
    private async Task<LeaseAttempt> NameOurselvesAsync(LockHolder holder, CancellationToken cancellationToken)
    {
        var envelope = await LoadAsync(cancellationToken);
        return await PostAsync(holder.Id, envelope with { Holder = holder }, cancellationToken) switch
        {
            WriteResult.Done => new LeaseAttempt.Granted(new(holder, holder.Id)),
            WriteResult.LeaseLost lost => new LeaseAttempt.Held(lost.Holder),
            _ => throw EngineFaults.Unreachable(Location, "another client wrote the state at the same time"),
        };
    }

    /// <summary>Writes the whole document with the next serial.</summary>
    private async Task<WriteResult> PostAsync(string lockId, Envelope envelope, CancellationToken cancellationToken)
    {
        known = null;
        var next = envelope with { Serial = ++lastSerial };
        var text = EnvelopeText.Write(next);
        var answer = await calls.PostAsync(text, lockId, cancellationToken);
        if (answer.IsSuccess)
        {
            known = next;
            return new WriteResult.Done();
        }

        if (answer.IsLocked)
        {
            var holder = (await LoadAsync(cancellationToken)).Holder;
            return new WriteResult.LeaseLost(holder?.Id == lockId ? null : holder);
        }

        // GitLab: this serial is there already. A proxy may have sent our request twice.
        if (answer.Status == HttpStatusCode.UnprocessableEntity)
            return await calls.GetAsync(cancellationToken) is { } found && found.AsSpan().SequenceEqual(text) ? new WriteResult.Done() : new WriteResult.Conflict();
        throw calls.Fault("writing the state", answer);
    }

    /// <summary>What the document says of a holder, where it says more than the answer to a lock.</summary>
    private async Task<LockHolder?> NameAsync(HttpLock.Other other, CancellationToken cancellationToken)
    {
        if (other.IsWhole)
            return other.Holder;
        var named = (await LoadAsync(cancellationToken)).Holder;
        return other.Holder is null || named?.Id == other.Holder.Id ? named : other.Holder;
    }

    /// <summary>Removes the holder from the document, under a lock of our own, which it gives back.</summary>
    /// <returns>The ID of the holder that the document named.</returns>
    private async Task<string?> ForgetAsync(LockHolder probe, CancellationToken cancellationToken)
    {
        try
        {
            var envelope = await LoadAsync(cancellationToken);
            if (envelope.Holder is not null)
                await PostAsync(probe.Id, envelope with { Holder = null }, cancellationToken);
            return envelope.Holder?.Id;
        }
        finally
        {
            await locks.GiveBackAsync(probe, CancellationToken.None);
        }
    }

    /// <summary>One write at a time: each replaces the whole document.</summary>
    private async Task<T> AloneAsync<T>(Func<Task<T>> action, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            return await action();
        }
        finally
        {
            gate.Release();
        }
    }
}
