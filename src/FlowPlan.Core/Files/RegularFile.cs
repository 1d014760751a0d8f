using System.Runtime.InteropServices;

namespace FlowPlan.Core.Files;

/// <summary>
/// Tells regular files from folders, pipes, sockets and devices. Opening a pipe waits for a writer and a device may have no end, so
/// neither is ever opened.
/// </summary>
public static class RegularFile
{
    private const int TypeMask = 0xF000;
    private const int Regular = 0x8000;
    private const int Folder = 0x4000;

    /// <summary>Does nothing for a regular file, a link to one, and a path where nothing is.</summary>
    /// <exception cref="IOException">Something else is there.</exception>
    public static void Require(string path)
    {
        switch (TypeOf(path))
        {
            case Regular or null:
                return;
            case Folder:
                throw new IOException("it is a folder");
            default:
                throw new IOException("it is not a regular file");
        }
    }

    /// <summary>The type of what is at a path, links followed; null when nothing is there or it cannot be told.</summary>
    private static int? TypeOf(string path)
    {
        if (!OperatingSystem.IsLinux() || path.Contains('\0', StringComparison.Ordinal))
            return FolderOrUnknown(path);
        try
        {
            const int CurrentFolder = -100;
            const uint TypeOnly = 1;
            var status = new byte[256];
            return Status(CurrentFolder, path, 0, TypeOnly, status) == 0 ? BitConverter.ToUInt16(status, 28) & TypeMask : null;
        }
        catch (EntryPointNotFoundException)
        {
            // A C library without statx.
            return FolderOrUnknown(path);
        }
    }

    private static int? FolderOrUnknown(string path) => Directory.Exists(path) ? Folder : null;

    [DllImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int Status(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, byte[] status);
}
