using System.Text;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Core.Files;

/// <summary>Writes files that a command produces: whole or not at all, and on disk when the call returns.</summary>
public static class DurableFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Shared = OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>Writes a file that only its owner may read, such as a saved plan, which contains IDs.</summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <param name="content">The whole content.</param>
    /// <exception cref="DiagnosticException">It cannot be written; an existing file is unchanged.</exception>
    public static void WritePrivate(string path, ReadOnlySpan<byte> content) => AtomicFile.Write(Path.GetFullPath(path), content, OwnerOnly, keepMode: false);

    /// <summary>Writes a text that is meant to be committed, such as a manifest, as UTF-8; creates the folder if needed.</summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <param name="text">The whole text.</param>
    /// <exception cref="DiagnosticException">It cannot be written; an existing file is unchanged.</exception>
    public static void WriteShared(string path, string text)
    {
        MakeFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
        AtomicFile.Write(Path.GetFullPath(path), Encoding.UTF8.GetBytes(text), Shared);
    }

    /// <summary>Creates a folder and those above it; an existing one is not an error.</summary>
    /// <exception cref="DiagnosticException">It cannot be created.</exception>
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
