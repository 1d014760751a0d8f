using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.State.Encryption;
using FlowPlan.Core.State.Engines;
using FlowPlan.Core.State.Serialization;

namespace FlowPlan.Core.State.Remote;

/// <summary>Keeps the state, its journal and its lock on a server, so that each machine of a team can go on where another stopped.</summary>
public sealed partial class RemoteStateStore : IStateStore
{
    private readonly IStateEngine engine;
    private readonly EngineCalls calls;
    private readonly RemoteStateSettings settings;
    private readonly TimeProvider time;
    private readonly Action<Diagnostic> warn;

    /// <summary>Uses an engine; it is disposed with the store.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="settings">The times.</param>
    /// <param name="time">The clock.</param>
    /// <param name="warn">Is told what a session cannot tell when it ends: that its lock stays. Null for nobody.</param>
    public RemoteStateStore(IStateEngine engine, RemoteStateSettings settings, TimeProvider time, Action<Diagnostic>? warn = null)
    {
        (this.engine, this.settings, this.time, this.warn) = (engine, settings, time, warn ?? (_ => { }));
        Action<string>? onStep = null;
        Instrument(ref onStep);
        calls = new(engine, settings, time, onStep);
    }

    /// <summary>Encrypts lockfile and journal.</summary>
    public DocumentCipher Cipher { get; init; } = DocumentCipher.None;

    /// <summary>The URL, without credentials.</summary>
    public string Description => engine.Location;

    /// <inheritdoc/>
    public async Task<Outcome<StateSnapshot>> LoadAsync(CancellationToken cancellationToken) => (await ObserveAsync(cancellationToken)).Loaded;

    /// <inheritdoc/>
    public async Task<StateReading> ObserveAsync(CancellationToken cancellationToken)
    {
        try
        {
            var content = await calls.ReadAsync(cancellationToken);
            var state = Parse(content);
            return new(
                content.Lease is { HasExpired: false } lease ? LockDiagnostics.InUse(Description, lease.Holder) : null,
                state.Succeeded ? Outcome<StateSnapshot>.Of(state.Value.Snapshot) : Outcome<StateSnapshot>.Failed(state.Diagnostics));
        }
        catch (DiagnosticException failure)
        {
            return new(null, Outcome<StateSnapshot>.Failed(failure.Diagnostic));
        }
    }

    /// <inheritdoc/>
    public async Task<Outcome<IStateSession>> OpenAsync(LockRequest request, CancellationToken cancellationToken)
    {
        HeldLease? held = null;
        try
        {
            held = await new LeaseAcquisition(calls, settings.LeaseDuration, time, warn).TakeAsync(request, settings, cancellationToken);
            var content = await calls.ReadAsync(cancellationToken);
            var state = Parse(content, request.Replaces);
            if (!state.Succeeded)
                return Outcome<IStateSession>.Failed(state.Diagnostics);
            var session = new RemoteStateSession(calls, held, content, state.Value, Cipher);
            held = null;
            return Outcome<IStateSession>.Of(session);
        }
        catch (DiagnosticException failure)
        {
            return Outcome<IStateSession>.Failed(failure.Diagnostic);
        }
        finally
        {
            if (held is not null)
                await held.DisposeAsync();
        }
    }

    /// <inheritdoc/>
    public async Task<LockHolder?> DescribeLockAsync(CancellationToken cancellationToken) => (await calls.ReadAsync(cancellationToken)).Lease?.Holder;

    /// <inheritdoc/>
    public async Task<Diagnostic?> UnlockAsync(string id, bool force, CancellationToken cancellationToken)
    {
        try
        {
            var result = await BreakAsync(id, force, cancellationToken);

            // No process holds such a lock: it is there to be removed by its ID.
            if (result is BreakResult.StillHeld { Holder.Command: LockHolder.ManualLock })
                result = await BreakAsync(id, force: true, cancellationToken);
            return result switch
            {
                BreakResult.NoLease => LeaseDiagnostics.NothingToUnlock(Description),
                BreakResult.OtherHolder(var holder) => LockDiagnostics.OtherHolder(Description, holder, id),
                BreakResult.StillHeld(var holder) => LeaseDiagnostics.StillHeld(Description, holder, engine.Capabilities.LeaseExpires),
                _ => null,
            };
        }
        catch (EngineFaultException failure)
        {
            return failure.Diagnostic;
        }
    }

    /// <inheritdoc/>
    public async Task<Outcome<LockHolder>> LockAsync(LockRequest request, TimeSpan duration, CancellationToken cancellationToken)
    {
        if (!engine.Capabilities.LeaseExpires)
            return Outcome<LockHolder>.Failed(LeaseDiagnostics.NoExpiry(Description));
        try
        {
            var (lease, _) = await new LeaseAcquisition(calls, duration, time, warn).AskUntilGrantedAsync(request with { Command = LockHolder.ManualLock }, cancellationToken);
            var found = new DiagnosticBag();
            if (duration > engine.Capabilities.LongestLease)
                found.Add(LeaseDiagnostics.StaysLocked(Description, lease.Holder, engine.Capabilities.LongestLease.Value));
            return Outcome<LockHolder>.Of(lease.Holder, found);
        }
        catch (DiagnosticException failure)
        {
            return Outcome<LockHolder>.Failed(failure.Diagnostic);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<StateVersion>> HistoryAsync(CancellationToken cancellationToken) =>
        calls.RepeatAsync("history", engine.HistoryAsync, EngineCalls.ShortPatience, cancellationToken);

    /// <inheritdoc/>
    public async Task<Outcome<Lockfile>> ReadVersionAsync(long serial, CancellationToken cancellationToken)
    {
        try
        {
            var text = await calls.RepeatAsync("version", token => engine.ReadVersionAsync(serial, token), EngineCalls.ShortPatience, cancellationToken);
            return text is null
                ? Outcome<Lockfile>.Failed(StateDiagnostics.NotKept(Description, serial))
                : LockfileReader.Read(Description, text, Cipher);
        }
        catch (EngineFaultException failure)
        {
            return Outcome<Lockfile>.Failed(failure.Diagnostic);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => engine.DisposeAsync();

    private Task<BreakResult> BreakAsync(string id, bool force, CancellationToken cancellationToken) =>
        calls.OnceAsync("break", token => engine.BreakAsync(id, force, token), cancellationToken);

    /// <summary>Has a body only in the build that the crash matrix kills at each step; elsewhere it is compiled away.</summary>
    static partial void Instrument(ref Action<string>? onStep);

    private Outcome<StoredState> Parse(EngineContent content, Replaceable replaces = Replaceable.Usable)
    {
        var state = StoredState.Read(Description, content.Document, content.Journal, Cipher, replaces);
        var found = new DiagnosticBag();
        found.AddRange(state.Diagnostics.Select(RemoteDiagnostics.OnServer));
        if (state.Value is not { } read)
            return Outcome<StoredState>.Failed(found);

        // A server never keeps a part of a segment: an incomplete line is not the trace of a crash.
        if (read.Journal is { } journal && journal.WholeLength < content.Journal!.Length)
            found.Add(RemoteDiagnostics.OnServer(JournalDiagnostics.Damaged(Description, journal.Entries.Length + 1, "the last line is incomplete")));
        return Outcome<StoredState>.Of(read, found);
    }
}
