using System.Text;

namespace FlowPlan.Core.State;

/// <summary>Writes the files of people, such as an exported manifest, as safely as those of FlowPlan.</summary>
public static class WholeFile
{
    private const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>Writes a text as UTF-8 so that after a crash there is the old file or the new one; makes the folder where there is none.</summary>
    /// <exception cref="Diagnostics.DiagnosticException">It cannot be written; the old file is as it was.</exception>
    public static void Write(string path, string text)
    {
        MakeFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
        AtomicFile.Write(path, Encoding.UTF8.GetBytes(text), Mode);
    }

    /// <summary>Makes a folder and those above it; one that is there is no error.</summary>
    /// <exception cref="Diagnostics.DiagnosticException">It cannot be made.</exception>
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
}
