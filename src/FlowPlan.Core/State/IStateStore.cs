using System.Collections.Immutable;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Core.State;

/// <summary>Where the state of one environment is kept: the lockfile, the journal of an interrupted run, and the lock.</summary>
public interface IStateStore : IAsyncDisposable
{
    /// <summary>The location, for messages: a path or a URL without credentials.</summary>
    string Description { get; }

    /// <summary>Reads without a lock and writes nothing; for plans.</summary>
    Task<Outcome<StateSnapshot>> LoadAsync(CancellationToken cancellationToken);

    /// <summary>Takes the lock, then reads. Fails when another command holds the lock past the timeout, or when the state cannot be used.</summary>
    Task<Outcome<IStateSession>> OpenAsync(LockRequest request, CancellationToken cancellationToken);

    /// <summary>Who holds the lock, or held it when its process was killed; null when nobody is named.</summary>
    Task<LockHolder?> DescribeLockAsync(CancellationToken cancellationToken);

    /// <summary>Reads as <see cref="LoadAsync"/> does, and says in the same answer of a server whether a running command holds the lock.</summary>
    Task<StateReading> ObserveAsync(CancellationToken cancellationToken);

    /// <summary>Removes the lock that a killed process left behind.</summary>
    /// <param name="id">The lock's ID, as the message about it gives it.</param>
    /// <param name="force">Whether to take the lock from a process that may be running too. A lock file is never taken from a running process.</param>
    /// <param name="cancellationToken">Stops before the lock is removed.</param>
    /// <returns>Why the lock was not removed; null when it was.</returns>
    Task<Diagnostic?> UnlockAsync(string id, bool force, CancellationToken cancellationToken);

    /// <summary>Takes the lock for a time, without a process that holds it, so that no command changes anything until it is removed.</summary>
    /// <param name="request">Who asks.</param>
    /// <param name="duration">How long.</param>
    /// <param name="cancellationToken">Stops waiting for another holder.</param>
    /// <returns>The lock; fails when another holds it, or when a lock cannot outlive its process there.</returns>
    Task<Outcome<LockHolder>> LockAsync(LockRequest request, TimeSpan duration, CancellationToken cancellationToken);

    /// <summary>The versions of the lockfile that are kept, newest first, the current one included; empty where none are kept.</summary>
    Task<IReadOnlyList<StateVersion>> HistoryAsync(CancellationToken cancellationToken);

    /// <summary>A version of the lockfile; fails when it is not kept or cannot be used.</summary>
    Task<Outcome<Lockfile>> ReadVersionAsync(long serial, CancellationToken cancellationToken);
}

/// <summary>The contents of a store.</summary>
/// <param name="Lockfile">The lockfile; null when there is none.</param>
/// <param name="Journal">The journal of an interrupted run; empty otherwise.</param>
public sealed record StateSnapshot(Lockfile? Lockfile, ImmutableArray<JournalEntry> Journal);

/// <summary>A store as read without its lock.</summary>
/// <param name="Use">A warning that a running command holds the lock, so that what was read may be outdated; null when none does.</param>
/// <param name="Loaded">The contents, or why they cannot be read.</param>
public sealed record StateReading(Diagnostic? Use, Outcome<StateSnapshot> Loaded);

/// <summary>A store held under its lock. Disposing releases the lock.</summary>
public interface IStateSession : IAsyncDisposable
{
    /// <summary>The contents of the store when the lock was taken.</summary>
    StateSnapshot Snapshot { get; }

    /// <summary>Whether the lockfile was found in clear, or encrypted with another key than the one to write with: then saving it encrypts it, although nothing changed.</summary>
    bool NeedsEncryption { get; }

    /// <summary>The journal of this run.</summary>
    IJournal Journal { get; }

    /// <summary>Fails when the lock is lost, or may be: then nothing may be changed on the platform any more. Asks this machine alone, so that it can be asked before each call.</summary>
    /// <exception cref="DiagnosticException">The lock is or may be lost.</exception>
    void EnsureHeld();

    /// <summary>Writes the lockfile so that it is whole and durable when the task ends; the one from before the session is kept as a backup.</summary>
    /// <exception cref="DiagnosticException">It cannot be written, or something else replaced it.</exception>
    Task SaveAsync(Lockfile lockfile, CancellationToken cancellationToken);

    /// <summary>
    /// Writes, in place of the lockfile, where the state has moved to, so that nobody goes on here by mistake. The lockfile that was here is
    /// kept as an earlier version.
    /// </summary>
    /// <param name="moved">Where to.</param>
    /// <param name="cancellationToken">Stops before it is written.</param>
    /// <exception cref="DiagnosticException">It cannot be written.</exception>
    Task LeavePointerAsync(MovedState moved, CancellationToken cancellationToken);
}

/// <summary>A version of the lockfile that is kept.</summary>
/// <param name="Serial">Its serial.</param>
/// <param name="WrittenAt">When it was written, on the clock of the place where it is.</param>
/// <param name="Size">How many bytes it has.</param>
public sealed record StateVersion(long Serial, DateTimeOffset WrittenAt, long Size);

/// <summary>What is left of a state that was moved elsewhere.</summary>
/// <param name="Lineage">Its lineage.</param>
/// <param name="Serial">A serial greater than that of the lockfile that was there.</param>
/// <param name="Location">Where the state is now: the value of <c>state</c> in the manifest.</param>
public sealed record MovedState(string Lineage, long Serial, string Location);
