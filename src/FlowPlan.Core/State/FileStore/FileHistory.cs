using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Files;
using FlowPlan.Core.State.Encryption;
using FlowPlan.Core.State.Serialization;

namespace FlowPlan.Core.State.FileStore;

/// <summary>The versions of a lockfile on disk: itself, and the backup from before the last run.</summary>
internal static class FileHistory
{
    /// <summary>The versions that are not damaged, newest first.</summary>
    /// <exception cref="DiagnosticException">One is encrypted with a key that is not set.</exception>
    public static async Task<IReadOnlyList<StateVersion>> ListAsync(string path, DocumentCipher cipher, CancellationToken cancellationToken) =>
    [
        .. (await ReadAllAsync(path, cipher, cancellationToken))
            .Where(v => LockedOf(v.Lockfile) is { } locked ? throw new DiagnosticException(locked) : v.Lockfile.Succeeded)
            .Select(v => new StateVersion(v.Lockfile.Value!.Serial, File.GetLastWriteTimeUtc(v.Path), new FileInfo(v.Path).Length)),
    ];

    /// <summary>A version.</summary>
    public static async Task<Outcome<Lockfile>> ReadAsync(string path, long serial, DocumentCipher cipher, CancellationToken cancellationToken) =>
        (await ReadAllAsync(path, cipher, cancellationToken)).Select(v => v.Lockfile).OrderBy(l => l.Succeeded ? 0 : 1).FirstOrDefault(l => l.Value?.Serial == serial || LockedOf(l) is not null)
        ?? Outcome<Lockfile>.Failed(StateDiagnostics.NotKept(path, serial));

    /// <summary>The finding that a version is encrypted with a key that is not set: it may be the one that is asked for.</summary>
    private static Diagnostic? LockedOf(Outcome<Lockfile> lockfile) =>
        lockfile.Diagnostics.FirstOrDefault(d => d.Descriptor == EncryptionDescriptors.KeyMissing);

    private static async Task<List<(string Path, Outcome<Lockfile> Lockfile)>> ReadAllAsync(string path, DocumentCipher cipher, CancellationToken cancellationToken)
    {
        var found = new List<(string Path, Outcome<Lockfile> Lockfile)>();
        foreach (var file in new[] { path, path + ".backup" })
        {
            if (await StateFiles.ReadAsync(file, cancellationToken) is { } content)
                found.Add((file, LockfileReader.Read(file, content, cipher)));
        }

        return found;
    }
}
