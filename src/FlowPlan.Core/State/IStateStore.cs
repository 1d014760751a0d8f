using System.Collections.Immutable;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.State;

/// <summary>Where a lockfile is kept.</summary>
public interface IStateStore
{
    /// <summary>The place, for messages: a path.</summary>
    string Description { get; }

    /// <summary>Reads without a lock and writes nothing; for plans.</summary>
    Task<Outcome<StateSnapshot>> LoadAsync(CancellationToken cancellationToken);

    /// <summary>Takes the lock, then reads.</summary>
    /// <exception cref="DiagnosticException">Another command holds the lock past the timeout, or the file cannot be used.</exception>
    Task<IStateSession> OpenAsync(LockRequest request, CancellationToken cancellationToken);
}

/// <summary>What a store had.</summary>
/// <param name="Lockfile">The lockfile; null when there is none.</param>
/// <param name="Journal">The journal of a run that did not end; empty otherwise.</param>
public sealed record StateSnapshot(Lockfile? Lockfile, ImmutableArray<JournalEntry> Journal);

/// <summary>Who asks for the lock.</summary>
/// <param name="Command">The command, such as <c>apply</c>.</param>
/// <param name="Timeout">How long to wait for another holder.</param>
/// <param name="JobUrl">The CI job that runs the command, where there is one.</param>
public sealed record LockRequest(string Command, TimeSpan Timeout, string? JobUrl)
{
    /// <summary>Asks for the lock in the name of the CI job that the process's environment tells of, if any.</summary>
    /// <param name="command">The command, such as <c>apply</c>.</param>
    /// <param name="timeout">How long to wait for another holder.</param>
    /// <param name="processEnvironment">The variables of the process.</param>
    public static LockRequest From(string command, TimeSpan timeout, IReadOnlyDictionary<string, string> processEnvironment) =>
        new(command, timeout, CiJob.UrlOf(processEnvironment));
}

/// <summary>A store held under its lock. Disposing gives the lock back.</summary>
public interface IStateSession : IAsyncDisposable
{
    /// <summary>What the store had when the lock was taken.</summary>
    StateSnapshot Snapshot { get; }

    /// <summary>The journal of this run.</summary>
    IJournal Journal { get; }

    /// <summary>Writes the lockfile so that it is whole and durable when the task ends; the one from before the session is kept as a backup.</summary>
    /// <exception cref="DiagnosticException">It cannot be written, or something else replaced it.</exception>
    Task SaveAsync(Lockfile lockfile, CancellationToken cancellationToken);
}

/// <summary>The write-ahead journal of a run. Each task ends when its line is durable.</summary>
public interface IJournal
{
    /// <summary>Names the lockfile that the journal belongs to; the first line of a journal that has none.</summary>
    Task OpenAsync(Lockfile lockfile, CancellationToken cancellationToken);

    /// <summary>Records that a call is about to be sent, and returns the intent's number.</summary>
    Task<long> BeginAsync(JournalIntent intent, CancellationToken cancellationToken);

    /// <summary>Records what came of a call; a null state drops the resource.</summary>
    Task CompleteAsync(long intent, ResourceAddress address, ResourceState? state, CancellationToken cancellationToken);

    /// <summary>Records a resource without a call; a null state drops it.</summary>
    Task RecordAsync(ResourceAddress address, ResourceState? state, CancellationToken cancellationToken);

    /// <summary>Records that a call failed.</summary>
    Task FailAsync(long intent, bool nothingHappened, string code, CancellationToken cancellationToken);

    /// <summary>Removes the journal: the lockfile says all that it said.</summary>
    /// <exception cref="DiagnosticException">It cannot be removed, or lacks a line that could not be written: then it is kept for the next run.</exception>
    Task ClearAsync(CancellationToken cancellationToken);
}
