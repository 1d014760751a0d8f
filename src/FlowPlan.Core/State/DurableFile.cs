using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Core.State;

/// <summary>Files that a command is asked to write, whole or not at all, and on disk when the call returns.</summary>
public static class DurableFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Writes a file that only its owner may read: it tells of ids and of what is planned for them.</summary>
    /// <param name="path">The file; one that is there is replaced and keeps its mode.</param>
    /// <param name="content">The whole content.</param>
    /// <exception cref="DiagnosticException">It cannot be written; a file that was there is as it was.</exception>
    public static void WritePrivate(string path, ReadOnlySpan<byte> content) => AtomicFile.Write(Path.GetFullPath(path), content, OwnerOnly);

    /// <summary>Reads a file whole; null when there is none.</summary>
    /// <exception cref="DiagnosticException">It cannot be read.</exception>
    public static Task<byte[]?> ReadAsync(string path, CancellationToken cancellationToken) => StateFiles.ReadAsync(path, cancellationToken);
}
