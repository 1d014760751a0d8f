using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Files;
using FlowPlan.Core.State.Serialization;

namespace FlowPlan.Core.State.FileStore;

/// <summary>The versions of a lockfile on disk: itself, and the backup from before the last run.</summary>
internal static class FileHistory
{
    /// <summary>The versions that can be read, newest first.</summary>
    public static async Task<IReadOnlyList<StateVersion>> ListAsync(string path, CancellationToken cancellationToken) =>
    [
        .. (await ReadAllAsync(path, cancellationToken))
            .Where(v => v.Lockfile.Succeeded)
            .Select(v => new StateVersion(v.Lockfile.Value!.Serial, File.GetLastWriteTimeUtc(v.Path), new FileInfo(v.Path).Length)),
    ];

    /// <summary>A version.</summary>
    public static async Task<Outcome<Lockfile>> ReadAsync(string path, long serial, CancellationToken cancellationToken) =>
        (await ReadAllAsync(path, cancellationToken)).Select(v => v.Lockfile).FirstOrDefault(l => l.Value?.Serial == serial)
        ?? Outcome<Lockfile>.Failed(StateDiagnostics.NotKept(path, serial));

    private static async Task<List<(string Path, Outcome<Lockfile> Lockfile)>> ReadAllAsync(string path, CancellationToken cancellationToken)
    {
        var found = new List<(string Path, Outcome<Lockfile> Lockfile)>();
        foreach (var file in new[] { path, path + ".backup" })
        {
            if (await StateFiles.ReadAsync(file, cancellationToken) is { } content)
                found.Add((file, LockfileReader.Read(file, content)));
        }

        return found;
    }
}
