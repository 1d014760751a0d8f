using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Files;
using FlowPlan.Core.State.Journaling;
using FlowPlan.Core.State.Serialization;

namespace FlowPlan.Core.State.FileStore;

/// <summary>A lockfile held under its lock.</summary>
internal sealed class FileStateSession(
    string path, FileLock heldLock, StateSnapshot snapshot, byte[]? content, JournalQueue journal, FileStepObserver? onStep) : IStateSession
{
    /// <summary>Others may read a lockfile, as far as the process's mask lets them: it is made to be committed and holds no secret.</summary>
    private const UnixFileMode LockfileMode =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>Files that are not committed are for their owner alone: they hold the IDs and URLs of somebody's objects.</summary>
    private const UnixFileMode BackupMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private string onDisk = FileStateStore.HashOf(content);
    private string? attempted;
    private bool backedUp = content is null;

    public StateSnapshot Snapshot { get; } = snapshot;

    public IJournal Journal { get; } = journal;

    public void EnsureHeld() => heldLock.EnsureHeld();

    // The text is made before anything is touched: it throws where a secret would get into the file.
    public Task SaveAsync(Lockfile lockfile, CancellationToken cancellationToken) => SaveAsync(LockfileText.Write(lockfile), cancellationToken);

    public Task LeavePointerAsync(MovedState moved, CancellationToken cancellationToken) => SaveAsync(MovedText.Write(moved), cancellationToken);

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

    private async Task SaveAsync(byte[] text, CancellationToken cancellationToken)
    {
        heldLock.EnsureHeld();

        // The lock keeps out other commands, not a git checkout: a file from elsewhere is not overwritten. A save of ours that failed
        // may have got as far as the renaming.
        var found = await StateFiles.HashAsync(path, cancellationToken);
        if (found != onDisk && found != attempted)
            throw new DiagnosticException(StateDiagnostics.ReplacedMeanwhile(path));
        onDisk = found;
        var hash = FileStateStore.HashOf(text);
        if (hash == onDisk && attempted is null)
            return;
        if (!backedUp)
        {
            AtomicFile.Write(path + ".backup", content, BackupMode, onStep, keepMode: false);
            backedUp = true;
        }

        attempted = hash;
        AtomicFile.Write(path, text, LockfileMode, onStep);
        (onDisk, attempted) = (hash, null);
    }
}
