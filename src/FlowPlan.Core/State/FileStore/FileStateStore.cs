using System.Security.Cryptography;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Files;
using FlowPlan.Core.State.Serialization;

namespace FlowPlan.Core.State.FileStore;

/// <summary>Keeps the lockfile in a file beside the manifest, made to be committed; lock, journal and backup stand beside it.</summary>
public sealed partial class FileStateStore : IStateStore
{
    private readonly string path;
    private readonly TimeProvider time;

    /// <summary>Names the store of one environment.</summary>
    /// <param name="folder">The manifest's folder, absolute.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="time">The clock, for waiting and for the holder's name.</param>
    public FileStateStore(string folder, string environment, TimeProvider time)
    {
        path = Path.Combine(folder, $"flowplan.{environment}.lock.json");
        this.time = time;
        Description = path;
        FileStepObserver? seen = null;
        Instrument(ref seen);
        Seen = seen;
    }

    /// <inheritdoc/>
    public string Description { get; init; }

    /// <summary>The lockfile's path, absolute.</summary>
    public string LockfilePath => path;

    /// <summary>Told of each step that changes what is on disk.</summary>
    internal FileStepObserver? Seen { get; init; }

    private string JournalPath => path + ".journal";

    private string HoldPath => path + ".hold";

    /// <inheritdoc/>
    public async Task<Outcome<StateSnapshot>> LoadAsync(CancellationToken cancellationToken)
    {
        FileFaults.RefuseBrokenLink(path);

        // Beside a running apply the lockfile may be saved and the journal removed between the two readings. With the journal
        // read first, what was durable by then is in one or the other; the other way round it could be in neither.
        var journal = await StateFiles.ReadAsync(JournalPath, cancellationToken);
        var content = await StateFiles.ReadAsync(path, cancellationToken);
        return Interpret(content, journal, out _);
    }

    /// <inheritdoc/>
    public async Task<IStateSession> OpenAsync(LockRequest request, CancellationToken cancellationToken)
    {
        var hold = await FileHold.TakeAsync(HoldPath, request, time, cancellationToken);
        try
        {
            Seen?.Invoke(FileStep.LockTaken, HoldPath);
            FileFaults.RefuseBrokenLink(path);
            FileFaults.RefuseLink(JournalPath);
            FileFaults.RefuseLink(path + ".backup");
            AtomicFile.RemoveLeftovers(path);
            AtomicFile.RemoveLeftovers(path + ".backup");
            var content = await StateFiles.ReadAsync(path, cancellationToken);
            var left = await StateFiles.ReadAsync(JournalPath, cancellationToken);
            var loaded = Interpret(content, left, out var journal);
            return loaded.Succeeded
                ? new FileStateSession(path, hold, loaded.Value, content, new FileJournal(JournalPath, journal, Seen), Seen)
                : throw new DiagnosticException(loaded.Diagnostics[0]);
        }
        catch
        {
            hold.Dispose();
            throw;
        }
    }

    /// <summary>Who holds the lock, as the file beside the lockfile names them; null when nobody is named. They may be gone.</summary>
    public LockHolder? ReadHolder() => FileHold.ReadHolder(HoldPath);

    /// <summary>
    /// Removes the lock file that a dead process left behind. It holds nobody up, so this only tidies; the lock of a process
    /// that runs is never taken from it.
    /// </summary>
    /// <param name="id">The lock's id, as the message about it gives it.</param>
    /// <returns>Who was named in the file; null when the name was not readable.</returns>
    /// <exception cref="DiagnosticException">There is no lock, it has another id, its process runs, or the file cannot be removed.</exception>
    public LockHolder? Unlock(string id)
    {
        if (!File.Exists(HoldPath))
            throw new DiagnosticException(LockDiagnostics.NothingToUnlock(HoldPath));
        var holder = ReadHolder();
        if (holder is not null && !string.Equals(holder.Id, id, StringComparison.Ordinal))
            throw new DiagnosticException(LockDiagnostics.OtherHolder(HoldPath, holder, id));
        return FileHold.TryRemoveLeftover(HoldPath)
            ? holder
            : throw new DiagnosticException(LockDiagnostics.HolderAlive(HoldPath, holder));
    }

    /// <summary>Has a body only in the build that the crash matrix kills at each step; elsewhere nothing is left of it.</summary>
    static partial void Instrument(ref FileStepObserver? seen);

    internal static string HashOf(byte[]? content) => content is null ? string.Empty : Convert.ToHexStringLower(SHA256.HashData(content));

    private Outcome<StateSnapshot> Interpret(byte[]? content, byte[]? left, out JournalContent? journal)
    {
        journal = null;
        var lockfile = content is null ? null : LockfileReader.Read(Description, content);
        if (lockfile is { Succeeded: false })
            return Outcome<StateSnapshot>.Failed(lockfile.Diagnostics);
        if (left is not null)
        {
            var read = JournalText.Read(Description + ".journal", left);
            if (!read.Succeeded)
                return Outcome<StateSnapshot>.Failed(read.Diagnostics);
            journal = read.Value;
            var opened = journal.Entries.FirstOrDefault() as JournalEntry.Opened;
            if (lockfile is not null && opened is not null && opened.Lineage != lockfile.Value!.Lineage)
            {
                return Outcome<StateSnapshot>.Failed(
                    JournalDiagnostics.OtherLineage(Description + ".journal", lockfile.Value.Lineage, opened.Lineage));
            }
        }

        return Outcome<StateSnapshot>.Of(new StateSnapshot(lockfile?.Value, journal?.Entries ?? []));
    }
}
