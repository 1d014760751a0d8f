using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Files;
using FlowPlan.Core.State.Serialization;

namespace FlowPlan.Core.State.FileStore;

/// <summary>A lockfile held under its lock.</summary>
internal sealed class FileStateSession(
    string path, FileHold hold, StateSnapshot snapshot, byte[]? content, FileJournal journal, FileStepObserver? seen) : IStateSession
{
    /// <summary>Others may read a lockfile, as far as the process's mask lets them: it is made to be committed and holds no secret.</summary>
    private const UnixFileMode LockfileMode =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>What is not committed is for its owner alone: it holds the ids and URLs of somebody's objects.</summary>
    private const UnixFileMode BackupMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private string onDisk = FileStateStore.HashOf(content);
    private bool backedUp = content is null;

    public StateSnapshot Snapshot { get; } = snapshot;

    public IJournal Journal { get; } = journal;

    public async Task SaveAsync(Lockfile lockfile, CancellationToken cancellationToken)
    {
        // Made before anything is touched: it throws where a secret would get into the file.
        var text = LockfileText.Write(lockfile);

        // The lock keeps out other commands, not a git checkout: what came from elsewhere meanwhile is not overwritten.
        var found = await StateFiles.ReadAsync(path, cancellationToken);
        if (FileStateStore.HashOf(found) != onDisk)
            throw new DiagnosticException(StateDiagnostics.ReplacedMeanwhile(path));
        if (FileStateStore.HashOf(text) == onDisk)
            return;
        if (!backedUp)
        {
            AtomicFile.Write(path + ".backup", content, BackupMode, seen, keepMode: false);
            backedUp = true;
        }

        AtomicFile.Write(path, text, LockfileMode, seen);
        onDisk = FileStateStore.HashOf(text);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await journal.DisposeAsync();
        }
        finally
        {
            hold.Dispose();
            seen?.Invoke(FileStep.LockReleased, path);
        }
    }
}
