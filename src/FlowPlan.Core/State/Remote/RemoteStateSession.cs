using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.State.Encryption;
using FlowPlan.Core.State.Engines;
using FlowPlan.Core.State.Journaling;
using FlowPlan.Core.State.Serialization;

namespace FlowPlan.Core.State.Remote;

/// <summary>A shared state held under its lease.</summary>
internal sealed class RemoteStateSession(EngineCalls calls, HeldLease held, EngineContent content, StoredState state, DocumentCipher cipher) : IStateSession
{
    private readonly JournalQueue journal = new(
        new EngineJournal(calls, held, content.NextSegment), state.Journal?.Entries.Length ?? 0, held.EnsureHeld, held.EnsureHeld, cipher);

    /// <summary>Texts whose write failed without an answer: one of them may be there.</summary>
    private readonly List<(byte[] Stored, ReadOnlyMemory<byte> Text)> unanswered = [];

    private string? version = content.Version;

    /// <summary>The version of what was there before the session, which is kept when it is replaced.</summary>
    private string? former = content.Version;
    private ReadOnlyMemory<byte>? written = state.CurrentText;

    public StateSnapshot Snapshot { get; } = state.Snapshot;

    public bool NeedsEncryption { get; } = state.NeedsEncryption(cipher);

    public IJournal Journal => journal;

    public void EnsureHeld() => held.EnsureHeld();

    // The text is made before anything is sent: it throws where a secret would get into it.
    public Task SaveAsync(Lockfile lockfile, CancellationToken cancellationToken) =>
        SaveAsync(lockfile.Serial, lockfile.Lineage, LockfileText.Of(lockfile), cipher, cancellationToken);

    // In clear: whoever comes without the key is told where to go.
    public Task LeavePointerAsync(MovedState moved, CancellationToken cancellationToken) =>
        SaveAsync(moved.Serial, moved.Lineage, MovedText.Write(moved), DocumentCipher.None, cancellationToken);

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

    private async Task SaveAsync(long serial, string lineage, ReadOnlyMemory<byte> text, DocumentCipher with, CancellationToken cancellationToken)
    {
        held.EnsureHeld();
        if (unanswered.Count == 0 && written is { } last && last.Span.SequenceEqual(text.Span))
            return;
        var document = new StateDocument(serial, lineage, with.Encrypt(DocumentKind.Lockfile, text.Span));

        // The same lockfile in clear, or under an old key, is not worth keeping.
        var isNew = state.Document?.Text.Span.SequenceEqual(text.Span) != true;
        unanswered.Add((document.Content, text));
        var result = await WriteAsync();

        // A text of an earlier save may have been found there: then it is its version that is replaced.
        if (result is WriteResult.Conflict && unanswered.Count > 1)
            result = await WriteAsync();
        held.Check(result);
        if (result is not WriteResult.Done done)
            throw new DiagnosticException(RemoteDiagnostics.Replaced(calls.Engine.Location));
        if (!isNew && version == former)
            former = done.Version;
        (version, written) = (done.Version, text);
        unanswered.Clear();

        Task<WriteResult> WriteAsync() => calls.WriteAsync(
            "write",
            token => calls.Engine.WriteAsync(held.Lease, version, document with { KeepsFormer = isNew && version == former }, token),
            found => held.LossIn(found) ?? Find(found, document.Content),
            cancellationToken);
    }

    /// <summary>Whether our text is there. The text of an earlier save that had no answer is as good as the one that it should replace.</summary>
    private WriteResult.Done? Find(EngineContent found, byte[] stored)
    {
        if (found.Document is null)
            return null;
        if (found.Document.AsSpan().SequenceEqual(stored))
            return new(found.Version);
        if (unanswered.FindIndex(u => found.Document.AsSpan().SequenceEqual(u.Stored)) is >= 0 and var earlier)
            (version, written) = (found.Version, unanswered[earlier].Text);
        return null;
    }
}
