using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Core.State;

/// <summary>A lockfile held under its lock.</summary>
internal sealed class FileStateSession(string path, FileHold hold, StateSnapshot snapshot, byte[]? content, FileJournal journal) : IStateSession
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
        // The lock keeps out other commands, not a git checkout: what came from elsewhere meanwhile is not overwritten.
        var found = await FileStateStore.ReadAsync(path, cancellationToken);
        if (FileStateStore.HashOf(found) != onDisk)
            throw new DiagnosticException(StateDiagnostics.ReplacedMeanwhile(path));
        if (!backedUp)
        {
            AtomicFile.Write(path + ".backup", content, LockfileMode);
            backedUp = true;
        }

        var text = LockfileText.Write(lockfile);
        AtomicFile.Write(path, text, LockfileMode);
        onDisk = FileStateStore.HashOf(text);
    }

    public async ValueTask DisposeAsync()
    {
        await journal.DisposeAsync();
        hold.Dispose();
    }
}
