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

    /// <summary>A warning that a running command holds the lock, so that what is read may be outdated; null when none does.</summary>
    Task<Diagnostic?> DescribeUseAsync(CancellationToken cancellationToken);

    /// <summary>Removes the lock that a killed process left behind.</summary>
    /// <param name="id">The lock's ID, as the message about it gives it.</param>
    /// <param name="force">Whether to take the lock from a process that may be running too. A lock file is never taken from a running process.</param>
    /// <param name="cancellationToken">Stops before the lock is removed.</param>
    /// <returns>Why the lock was not removed; null when it was.</returns>
    Task<Diagnostic?> UnlockAsync(string id, bool force, CancellationToken cancellationToken);
}

/// <summary>The contents of a store.</summary>
/// <param name="Lockfile">The lockfile; null when there is none.</param>
/// <param name="Journal">The journal of an interrupted run; empty otherwise.</param>
public sealed record StateSnapshot(Lockfile? Lockfile, ImmutableArray<JournalEntry> Journal);

/// <summary>A store held under its lock. Disposing releases the lock.</summary>
public interface IStateSession : IAsyncDisposable
{
    /// <summary>The contents of the store when the lock was taken.</summary>
    StateSnapshot Snapshot { get; }

    /// <summary>The journal of this run.</summary>
    IJournal Journal { get; }

    /// <summary>Writes the lockfile so that it is whole and durable when the task ends; the one from before the session is kept as a backup.</summary>
    /// <exception cref="DiagnosticException">It cannot be written, or something else replaced it.</exception>
    Task SaveAsync(Lockfile lockfile, CancellationToken cancellationToken);
}
