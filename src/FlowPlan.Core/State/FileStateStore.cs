using System.Security.Cryptography;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Core.State;

/// <summary>Keeps the lockfile in a file beside the manifest, made to be committed; lock, journal and backup stand beside it.</summary>
public sealed class FileStateStore : IStateStore
{
    /// <summary>No lockfile of ours comes near this size; what does is something else.</summary>
    private const long MaxBytes = 1L << 30;

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
    }

    /// <inheritdoc/>
    public string Description { get; init; }

    /// <summary>The lockfile's path, absolute.</summary>
    public string LockfilePath => path;

    private string JournalPath => path + ".journal";

    /// <inheritdoc/>
    public async Task<Outcome<StateSnapshot>> LoadAsync(CancellationToken cancellationToken)
    {
        var content = await ReadAsync(path, cancellationToken);
        var journal = await ReadAsync(JournalPath, cancellationToken);
        return Interpret(content, journal, out _);
    }

    /// <inheritdoc/>
    public async Task<IStateSession> OpenAsync(LockRequest request, CancellationToken cancellationToken)
    {
        var hold = await FileHold.TakeAsync(path + ".hold", request, time, cancellationToken);
        try
        {
            var content = await ReadAsync(path, cancellationToken);
            var left = await ReadAsync(JournalPath, cancellationToken);
            var loaded = Interpret(content, left, out var journal);
            return loaded.Succeeded
                ? new FileStateSession(path, hold, loaded.Value, content, new FileJournal(JournalPath, journal))
                : throw new DiagnosticException(loaded.Diagnostics[0]);
        }
        catch
        {
            hold.Dispose();
            throw;
        }
    }

    /// <summary>Who holds the lock, as the file beside the lockfile names them; null when nobody is named.</summary>
    public LockHolder? ReadHolder() => FileHold.ReadHolder(path + ".hold");

    internal static string HashOf(byte[]? content) => content is null ? string.Empty : Convert.ToHexStringLower(SHA256.HashData(content));

    internal static async Task<byte[]?> ReadAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            var info = new FileInfo(file);
            if (Directory.Exists(file))
                throw new IOException("it is a folder");
            if (!info.Exists)
                return null;
            return info.Length > MaxBytes
                ? throw new IOException("it is larger than 1 GiB")
                : await File.ReadAllBytesAsync(file, cancellationToken);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new DiagnosticException(StateDiagnostics.CannotRead(file, fault.Message), fault);
        }
    }

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
                return Outcome<StateSnapshot>.Failed(StateDiagnostics.JournalOfOtherLineage(Description + ".journal"));
        }

        return Outcome<StateSnapshot>.Of(new StateSnapshot(lockfile?.Value, journal?.Entries ?? []));
    }
}
