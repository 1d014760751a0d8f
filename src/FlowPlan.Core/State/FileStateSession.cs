using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Core.State;

/// <summary>A lockfile held under its lock.</summary>
internal sealed class FileStateSession(
    string path, FileHold hold, StateSnapshot snapshot, byte[]? content, FileJournal journal, FileStepObserver? seen) : IStateSession
{
    /// <summary>Others may read a lockfile: it is made to be committed and holds no secret.</summary>
    private const UnixFileMode LockfileMode =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

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
            AtomicFile.Write(path + ".backup", content, LockfileMode, seen);
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
