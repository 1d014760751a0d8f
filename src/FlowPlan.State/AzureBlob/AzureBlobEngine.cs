using System.Globalization;
using FlowPlan.Core.State;
using FlowPlan.Core.State.Engines;
using FlowPlan.State.AzureBlob.Client;
using FlowPlan.State.Engines;
using FlowPlan.State.Transport;

namespace FlowPlan.State.AzureBlob;

/// <summary>A state in Azure Blob Storage: a blob with the document, which has the lease, an append blob with the journal, and a blob for each earlier version.</summary>
internal sealed class AzureBlobEngine : IStateEngine
{
    /// <summary>The longest lease of the service that expires.</summary>
    public static readonly TimeSpan LongestLease = TimeSpan.FromSeconds(60);

    /// <summary>The shortest one. A lease that lasts longer than its holder relies on does no harm.</summary>
    private static readonly TimeSpan ShortestLease = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan LongestGivingBack = TimeSpan.FromSeconds(5);

    private readonly TimeProvider time;
    private readonly BlobContainer container;
    private readonly Blob state;
    private readonly AzureDocument document;
    private readonly AzureJournal journal;
    private readonly AzureVersions versions;

    public AzureBlobEngine(AzureAddress address, TimeProvider time)
    {
        this.time = time;
        Location = address.Location;
        container = address.Open(time);
        state = container[address.Folder + "state.json"];
        versions = new(container, address.Folder);
        document = new(state, versions);
        journal = new(container[address.Folder + "journal"], Location, time);
    }

    public string Location { get; }

    public EngineCapabilities Capabilities { get; } = new(LeaseExpires: true, KeepsHistory: true, ShowsHolder: true) { LongestLease = LongestLease };

    public Task<EngineContent> ReadAsync(CancellationToken cancellationToken) => TryAsync(
        async () =>
        {
            var (lines, next) = await journal.ReadAsync(cancellationToken);
            var stored = await document.LoadAsync(cancellationToken);
            return new EngineContent
            {
                Document = stored?.Version is null ? null : stored.Content,
                Version = stored?.Version,
                Journal = lines,
                NextSegment = next,
                Lease = stored?.Lease,
            };
        },
        cancellationToken);

    public Task<LeaseAttempt> AcquireAsync(LockHolder holder, TimeSpan duration, CancellationToken cancellationToken) => TryAsync<LeaseAttempt>(
        async () =>
        {
            if (!await LeaseAsync(holder, duration, cancellationToken))
                return new LeaseAttempt.Held((await document.DescribeAsync(cancellationToken))?.Metadata.Holder);
            var isGranted = false;
            try
            {
                var stored = await document.DescribeAsync(cancellationToken);
                var metadata = stored!.Metadata;
                if (metadata.Holder?.Id != holder.Id)
                {
                    metadata = metadata with { Token = metadata.Token + 1, Holder = holder };
                    await document.DescribeAsync(stored, metadata, holder.Id, cancellationToken);
                }

                isGranted = await journal.MarkAsync(metadata.Token, cancellationToken);
                return isGranted
                    ? new LeaseAttempt.Granted(new(holder, metadata.Token.ToString(CultureInfo.InvariantCulture)))
                    : new LeaseAttempt.Held((await document.DescribeAsync(cancellationToken))?.Metadata.Holder);
            }
            catch (BlobAnswerException fault) when (fault.IsLeaseLost || fault.IsChanged)
            {
                // The lease ended before we had written that it is ours, or the connection broke and the request was sent twice.
                throw EngineFaults.Unreachable(Location, "the state was changed while its lease was taken", fault);
            }
            finally
            {
                if (!isGranted)
                    await GiveBackAsync(holder);
            }
        },
        cancellationToken);

    public Task<bool> RenewAsync(Lease lease, TimeSpan duration, CancellationToken cancellationToken) => TryAsync(
        async () =>
        {
            try
            {
                await state.RenewAsync(lease.Holder.Id, cancellationToken);
                return true;
            }
            catch (BlobAnswerException fault) when (fault.IsLeaseLost || fault.IsMissing)
            {
                return false;
            }
        },
        cancellationToken);

    public Task ReleaseAsync(Lease lease, CancellationToken cancellationToken) => TryAsync<object?>(
        async () =>
        {
            if (await document.DescribeAsync(cancellationToken) is { } stored && stored.Metadata.Holder?.Id == lease.Holder.Id)
                await IfOursAsync(() => document.DescribeAsync(stored, stored.Metadata with { Holder = null }, lease.Holder.Id, cancellationToken));
            await IfOursAsync(() => state.ReleaseAsync(lease.Holder.Id, cancellationToken));
            return null;
        },
        cancellationToken);

    public Task<BreakResult> BreakAsync(string id, bool force, CancellationToken cancellationToken) => TryAsync<BreakResult>(
        async () =>
        {
            if (await document.DescribeAsync(cancellationToken) is not { Lease: { } lease } stored)
                return new BreakResult.NoLease();
            if (lease.Holder is not null && lease.Holder.Id != id)
                return new BreakResult.OtherHolder(lease.Holder);
            if (!force && !lease.HasExpired)
                return new BreakResult.StillHeld(lease.Holder);
            var metadata = stored.Metadata with { Token = stored.Metadata.Token + 1, Holder = null };

            // The holder is shut out first: if this is interrupted, it can be done again. Whoever takes the lease in between has the same number.
            await journal.MarkAsync(metadata.Token, cancellationToken);
            if (stored.IsLeased)
                await IfOursAsync(() => state.BreakAsync(cancellationToken));
            await IfOursAsync(() => document.DescribeAsync(stored, metadata, null, cancellationToken));
            return new BreakResult.Broken();
        },
        cancellationToken);

    public Task<WriteResult> AppendAsync(Lease lease, long segment, ReadOnlyMemory<byte> lines, CancellationToken cancellationToken) =>
        WriteAsync(() => journal.AppendAsync(TokenOf(lease), segment, lines, cancellationToken), cancellationToken);

    public Task<WriteResult> ClearJournalAsync(Lease lease, long before, CancellationToken cancellationToken) =>
        WriteAsync(() => journal.ClearAsync(TokenOf(lease), before, cancellationToken), cancellationToken);

    public Task<WriteResult> WriteAsync(Lease lease, string? expected, StateDocument next, CancellationToken cancellationToken) =>
        WriteAsync(() => document.WriteAsync(lease, TokenOf(lease), expected, next, cancellationToken), cancellationToken);

    public Task<IReadOnlyList<StateVersion>> HistoryAsync(CancellationToken cancellationToken) => TryAsync<IReadOnlyList<StateVersion>>(
        async () => await document.LoadAsync(cancellationToken) is { Version: not null } current
            ? [new(current.Metadata.Serial, current.Metadata.WrittenAt ?? current.LastModified, current.Content!.Length), .. await versions.HistoryAsync(current.Metadata.Revision, cancellationToken)]
            : [],
        cancellationToken);

    public Task<byte[]?> ReadVersionAsync(long serial, CancellationToken cancellationToken) => TryAsync(
        async () => await document.LoadAsync(cancellationToken) is { Version: not null } current && current.Metadata.Serial == serial
            ? current.Content
            : await versions.ReadAsync(serial, cancellationToken),
        cancellationToken);

    public ValueTask DisposeAsync()
    {
        container.Dispose();
        return ValueTask.CompletedTask;
    }

    private static long TokenOf(Lease lease) => long.Parse(lease.Token, CultureInfo.InvariantCulture);

    /// <summary>Releases a lease that is not used: it is not renewed, and one that was taken with <c>state lock</c> would never expire.</summary>
    private async Task GiveBackAsync(LockHolder holder)
    {
        using var limit = new CancellationTokenSource(LongestGivingBack, time);
        try
        {
            await state.ReleaseAsync(holder.Id, limit.Token);
        }
        catch (Exception fault) when (fault is BlobAnswerException or OperationCanceledException || RestFaults.IsFault(fault))
        {
            // Why it was not used is what its caller is told of.
            System.Diagnostics.Debug.WriteLine(fault.Message);
        }
    }

    /// <summary>Makes a call that is not needed any more when somebody else has the lease, or when it was sent twice.</summary>
    private static async Task IfOursAsync(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (BlobAnswerException fault) when (fault.IsLeaseLost || fault.IsMissing || fault.IsChanged)
        {
            return;
        }
    }

    private async Task<bool> LeaseAsync(LockHolder holder, TimeSpan duration, CancellationToken cancellationToken)
    {
        // The service has nothing between a minute and for ever: a lock of a person that is to last longer stays until it is removed.
        var allowed = duration < ShortestLease ? ShortestLease : duration > LongestLease ? Blob.ForEver : duration;
        for (var backoff = Backoff.OfWrites(time, Location); ; await backoff.WaitAsync(cancellationToken))
        {
            try
            {
                await state.AcquireAsync(holder.Id, allowed, cancellationToken);
                return true;
            }
            catch (BlobAnswerException fault) when (fault.IsMissing)
            {
                await document.CreateAsync(cancellationToken);
            }
            catch (BlobAnswerException fault) when (fault.IsLeaseLost)
            {
                return false;
            }
        }
    }

    private Task<WriteResult> WriteAsync(Func<Task<WriteResult?>> write, CancellationToken cancellationToken) => TryAsync(
        async () => await write() ?? new WriteResult.LeaseLost((await document.DescribeAsync(cancellationToken))?.Metadata.Holder), cancellationToken);

    private Task<T> TryAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken) => AzureFaults.TryAsync(Location, call, cancellationToken);
}
