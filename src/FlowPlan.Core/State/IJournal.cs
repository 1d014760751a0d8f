using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.State;

/// <summary>
/// The write-ahead journal of a run. Each task ends when its line, and each line before it, is durable. Only an intent can be cancelled: the outcome of a call
/// that was sent is always recorded.
/// </summary>
public interface IJournal
{
    /// <summary>Names the lockfile that the journal belongs to; the first line of a journal that has none.</summary>
    Task OpenAsync(Lockfile lockfile);

    /// <summary>Records that a call is about to be sent, and returns the intent's number.</summary>
    Task<long> BeginAsync(JournalIntent intent, CancellationToken cancellationToken);

    /// <summary>Records the object after a call; a null state drops the resource.</summary>
    Task CompleteAsync(long intent, ResourceAddress address, ResourceState? state);

    /// <summary>Records a resource without a call; a null state drops it.</summary>
    Task RecordAsync(ResourceAddress address, ResourceState? state);

    /// <summary>
    /// Records what was read of a resource. Nobody waits for it: it becomes durable together with the next line that somebody waits for.
    /// If it is lost, the next run reads the resource again.
    /// </summary>
    void Note(ResourceAddress address, ResourceState state);

    /// <summary>Records that a call failed.</summary>
    /// <param name="intent">The intent's number.</param>
    /// <param name="nothingHappened">Whether the service rejected the call; otherwise the intent stays open.</param>
    /// <param name="code">The diagnostic's code.</param>
    Task FailAsync(long intent, bool nothingHappened, string code);

    /// <summary>Removes the journal: the lockfile contains all of it.</summary>
    /// <exception cref="DiagnosticException">It cannot be removed, or lacks a line that could not be written: then it is kept for the next run.</exception>
    Task ClearAsync();
}
