namespace FlowPlan.Core.State.Engines;

/// <summary>
/// A server that holds the state of one project and environment: a document, the segments of a journal, and a lease. It takes and
/// returns bytes, and knows nothing of what they mean.
/// </summary>
/// <remarks>
/// <para>A write carries the lease, and the server rejects it once another holder has the lease or the lease was broken: a holder that was
/// frozen cannot write afterwards. Whether a lease that has expired, and that nobody took since, still writes is the engine's choice.</para>
/// <para>A write whose answer is lost is found out by reading, so each can be sent again: an append is known by the number of its
/// segment, a document by the version that it replaces, an acquisition by the holder's ID.</para>
/// <para>A call fails with <see cref="EngineFaultException"/>, and with nothing else but a cancellation. No text of a finding contains a credential.</para>
/// <para><see cref="RenewAsync"/> may run beside any other call, and <see cref="WriteAsync"/> beside <see cref="AppendAsync"/> and
/// <see cref="ClearJournalAsync"/>. Otherwise there is one call at a time.</para>
/// </remarks>
public interface IStateEngine : IAsyncDisposable
{
    /// <summary>Where the state is, for messages: a URL without credentials.</summary>
    string Location { get; }

    /// <summary>What the engine can do.</summary>
    EngineCapabilities Capabilities { get; }

    /// <summary>
    /// Reads without a lease. A value is never half of a write. Where document and journal are two objects, the journal is read first, so that
    /// what was durable by then is in one of them.
    /// </summary>
    /// <exception cref="EngineFaultException">It cannot be read.</exception>
    Task<EngineContent> ReadAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Takes the lease, unless somebody else has one that has not expired. A holder whose ID already has the lease gets it again: the
    /// answer to its first attempt was lost.
    /// </summary>
    /// <param name="holder">Who asks. <see cref="LockHolder.Id"/> identifies the attempt.</param>
    /// <param name="duration">How long the lease lasts unless it is renewed; an engine whose leases do not expire ignores it.</param>
    /// <param name="cancellationToken">Stops waiting for the answer.</param>
    Task<LeaseAttempt> AcquireAsync(LockHolder holder, TimeSpan duration, CancellationToken cancellationToken);

    /// <summary>Makes the lease last for another duration from now, on the server's clock; false once it is another's or was broken.</summary>
    Task<bool> RenewAsync(Lease lease, TimeSpan duration, CancellationToken cancellationToken);

    /// <summary>Ends the lease. One that is no longer there, or that is another's by now, is left as it is.</summary>
    Task ReleaseAsync(Lease lease, CancellationToken cancellationToken);

    /// <summary>Removes somebody's lease, after which that holder's writes are rejected.</summary>
    /// <param name="id">The ID of the holder; any where the engine cannot tell who it is, and the lease is removed by force.</param>
    /// <param name="force">Whether to remove a lease that has not expired too, or of which the engine cannot tell.</param>
    /// <param name="cancellationToken">Stops waiting for the answer.</param>
    Task<BreakResult> BreakAsync(string id, bool force, CancellationToken cancellationToken);

    /// <summary>
    /// Appends a segment to the journal. It is durable when the task ends. The server accepts only the segment that is next, so that a
    /// request that was given up and arrives late, after it was sent again, changes nothing.
    /// </summary>
    /// <param name="lease">The lease.</param>
    /// <param name="segment">The number of the segment: <see cref="EngineContent.NextSegment"/>, and one more each time; clearing does not change it.</param>
    /// <param name="lines">The content.</param>
    /// <param name="cancellationToken">Stops waiting for the answer.</param>
    Task<WriteResult> AppendAsync(Lease lease, long segment, ReadOnlyMemory<byte> lines, CancellationToken cancellationToken);

    /// <summary>Removes the segments with a smaller number than this one; segments with that number or a greater one stay.</summary>
    Task<WriteResult> ClearJournalAsync(Lease lease, long before, CancellationToken cancellationToken);

    /// <summary>
    /// Replaces the document, in one step, if it still has the expected version, and keeps the former one as a version where the document asks for it and the engine has a history.
    /// </summary>
    /// <param name="lease">The lease.</param>
    /// <param name="expected">The <see cref="EngineContent.Version"/> that is replaced; null if there must not be a document.</param>
    /// <param name="document">The new document.</param>
    /// <param name="cancellationToken">Stops waiting for the answer.</param>
    Task<WriteResult> WriteAsync(Lease lease, string? expected, StateDocument document, CancellationToken cancellationToken);

    /// <summary>The versions that are kept, newest first, the current one included; empty where the engine has no history.</summary>
    Task<IReadOnlyList<StateVersion>> HistoryAsync(CancellationToken cancellationToken);

    /// <summary>The document of a version; null when it is not kept.</summary>
    Task<byte[]?> ReadVersionAsync(long serial, CancellationToken cancellationToken);
}
