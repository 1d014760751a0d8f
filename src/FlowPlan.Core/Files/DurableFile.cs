using System.Text;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Core.Files;

/// <summary>Files that a command is asked to write, whole or not at all, and on disk when the call returns.</summary>
public static class DurableFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Shared = OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>Writes a file that only its owner may read: it tells of ids and of what is planned for them.</summary>
    /// <param name="path">The file; one that is there is replaced and keeps its mode.</param>
    /// <param name="content">The whole content.</param>
    /// <exception cref="DiagnosticException">It cannot be written; a file that was there is as it was.</exception>
    public static void WritePrivate(string path, ReadOnlySpan<byte> content) => AtomicFile.Write(Path.GetFullPath(path), content, OwnerOnly, keepMode: false);

    /// <summary>Writes a text that is made to be committed, such as a manifest, as UTF-8; makes the folder where there is none.</summary>
    /// <param name="path">The file; one that is there is replaced and keeps its mode.</param>
    /// <param name="text">The whole text.</param>
    /// <exception cref="DiagnosticException">It cannot be written; a file that was there is as it was.</exception>
    public static void WriteShared(string path, string text)
    {
        MakeFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
        AtomicFile.Write(Path.GetFullPath(path), Encoding.UTF8.GetBytes(text), Shared);
    }

    /// <summary>Makes a folder and those above it; one that is there is no error.</summary>
    /// <exception cref="DiagnosticException">It cannot be made.</exception>
    public static void MakeFolder(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception fault) when (FileFaults.IsFileFault(fault))
        {
            throw FileFaults.Writing(folder, fault);
        }
    }

    /// <summary>Reads a file whole; null when there is none.</summary>
    /// <exception cref="DiagnosticException">It cannot be read.</exception>
    public static Task<byte[]?> ReadAsync(string path, CancellationToken cancellationToken) => StateFiles.ReadAsync(path, cancellationToken);
}
