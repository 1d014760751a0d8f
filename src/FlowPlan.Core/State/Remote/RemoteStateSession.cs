using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.State.Engines;
using FlowPlan.Core.State.Journaling;
using FlowPlan.Core.State.Serialization;

namespace FlowPlan.Core.State.Remote;

/// <summary>A shared state held under its lease.</summary>
internal sealed class RemoteStateSession(EngineCalls calls, HeldLease held, EngineContent content, StoredState state) : IStateSession
{
    private readonly JournalQueue journal = new(
        new EngineJournal(calls, held, content.NextSegment), state.Journal?.Entries.Length ?? 0, held.EnsureHeld, held.EnsureHeld);

    /// <summary>Texts whose write failed without an answer: one of them may be there.</summary>
    private readonly List<byte[]> unanswered = [];

    private string? version = content.Version;
    private byte[]? written = content.Document;

    public StateSnapshot Snapshot { get; } = state.Snapshot;

    public IJournal Journal => journal;

    public void EnsureHeld() => held.EnsureHeld();

    // The text is made before anything is sent: it throws where a secret would get into it.
    public Task SaveAsync(Lockfile lockfile, CancellationToken cancellationToken) =>
        SaveAsync(new StateDocument(lockfile.Serial, lockfile.Lineage, LockfileText.Write(lockfile)), cancellationToken);

    public Task LeavePointerAsync(MovedState moved, CancellationToken cancellationToken) =>
        SaveAsync(new StateDocument(moved.Serial, moved.Lineage, MovedText.Write(moved)), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        try
        {
            await journal.DisposeAsync();
        }
        finally
        {
            await held.DisposeAsync();
        }
    }

    private async Task SaveAsync(StateDocument document, CancellationToken cancellationToken)
    {
        var text = document.Content;
        held.EnsureHeld();
        if (unanswered.Count == 0 && written is not null && written.AsSpan().SequenceEqual(text))
            return;
        unanswered.Add(text);
        var result = await WriteAsync();

        // A text of an earlier save may have been found there: then it is its version that is replaced.
        if (result is WriteResult.Conflict && unanswered.Count > 1)
            result = await WriteAsync();
        held.Check(result);
        if (result is not WriteResult.Done done)
            throw new DiagnosticException(RemoteDiagnostics.Replaced(calls.Engine.Location));
        (version, written) = (done.Version, text);
        unanswered.Clear();

        Task<WriteResult> WriteAsync() => calls.WriteAsync(
            "write",
            token => calls.Engine.WriteAsync(held.Lease, version, document with { KeepsFormer = version == content.Version }, token),
            found => held.LossIn(found) ?? Find(found, text),
            cancellationToken);
    }

    /// <summary>Whether our text is there. The text of an earlier save that had no answer is as good as the one that it should replace.</summary>
    private WriteResult.Done? Find(EngineContent found, byte[] text)
    {
        if (found.Document is null)
            return null;
        if (found.Document.AsSpan().SequenceEqual(text))
            return new(found.Version);
        if (unanswered.Exists(u => found.Document.AsSpan().SequenceEqual(u)))
            (version, written) = (found.Version, found.Document);
        return null;
    }
}
