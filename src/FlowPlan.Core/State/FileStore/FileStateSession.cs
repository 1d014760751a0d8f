using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Files;
using FlowPlan.Core.State.Encryption;
using FlowPlan.Core.State.Journaling;
using FlowPlan.Core.State.Serialization;

namespace FlowPlan.Core.State.FileStore;

/// <summary>A lockfile held under its lock.</summary>
internal sealed class FileStateSession(
    string path, FileLock heldLock, StoredState state, byte[]? content, JournalQueue journal, DocumentCipher cipher, FileStepObserver? onStep) : IStateSession
{
    /// <summary>Others may read a lockfile, as far as the process's mask lets them: it is made to be committed and holds no secret.</summary>
    private const UnixFileMode LockfileMode =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>Files that are not committed are for their owner alone: they hold the IDs and URLs of somebody's objects.</summary>
    private const UnixFileMode BackupMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private string onDisk = FileStateStore.HashOf(content);
    private string? attempted;

    /// <summary>The hash of the text that is on disk, where it is as it would be written now.</summary>
    private string? saved = state.CurrentText is { } text ? FileStateStore.HashOf(text.Span) : null;
    private bool backedUp = content is null;

    public StateSnapshot Snapshot { get; } = state.Snapshot;

    public bool NeedsEncryption { get; } = state.NeedsEncryption(cipher);

    public IJournal Journal { get; } = journal;

    public void EnsureHeld() => heldLock.EnsureHeld();

    // The text is made before anything is touched: it throws where a secret would get into the file.
    public Task SaveAsync(Lockfile lockfile, CancellationToken cancellationToken) => SaveAsync(LockfileText.Of(lockfile), cipher, cancellationToken);

    // In clear: whoever comes without the key is told where to go.
    public Task LeavePointerAsync(MovedState moved, CancellationToken cancellationToken) => SaveAsync(MovedText.Write(moved), DocumentCipher.None, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        try
        {
            await journal.DisposeAsync();
        }
        finally
        {
            heldLock.Dispose();
            onStep?.Invoke(FileStep.LockReleased, path);
        }
    }

    private async Task SaveAsync(ReadOnlyMemory<byte> text, DocumentCipher with, CancellationToken cancellationToken)
    {
        heldLock.EnsureHeld();

        // The lock keeps out other commands, not a git checkout: a file from elsewhere is not overwritten. A save of ours that failed
        // may have got as far as the renaming.
        var found = await StateFiles.HashAsync(path, cancellationToken);
        if (found != onDisk && found != attempted)
            throw new DiagnosticException(StateDiagnostics.ReplacedMeanwhile(path));
        onDisk = found;
        var textHash = FileStateStore.HashOf(text.Span);
        if (textHash == saved && attempted is null)
            return;
        if (!backedUp)
        {
            var isNew = state.Document?.Text.Span.SequenceEqual(text.Span) != true;
            if (await BackupAsync(isNew, cancellationToken) is { } backup)
                AtomicFile.Write(path + ".backup", backup, BackupMode, onStep, keepMode: false);
            backedUp = isNew;
        }

        var stored = with.StoredForm(DocumentKind.Lockfile, text);
        attempted = FileStateStore.HashOf(stored.Span);
        AtomicFile.Write(path, stored.Span, LockfileMode, onStep);
        (onDisk, attempted, saved) = (attempted, null, textHash);
    }

    /// <summary>
    /// What was there before the session; encrypted with the key of today, like all that is written. Where it is the same lockfile in clear or under an
    /// old key, the earlier backup stays, encrypted with the key of today too; null where nothing is to be written.
    /// </summary>
    private async Task<byte[]?> BackupAsync(bool isNew, CancellationToken cancellationToken)
    {
        if (state.Document is not { IsCurrent: false } former)
            return content;
        if (isNew)
            return cipher.Encrypt(DocumentKind.Lockfile, former.Text.Span);
        return await StateFiles.ReadAsync(path + ".backup", cancellationToken) is { } earlier
            && cipher.Open(DocumentKind.Lockfile, earlier) is OpenedDocument.Readable { IsCurrent: false } readable
            ? cipher.Encrypt(DocumentKind.Lockfile, readable.Text.Span)
            : null;
    }
}
