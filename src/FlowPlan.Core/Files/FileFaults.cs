using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Core.Files;

/// <summary>Turns a fault of the file system into a finding that says what to do about it.</summary>
internal static class FileFaults
{
    private const string NothingLost = "nothing on disk is lost; ";

    /// <summary>The error codes of the operating systems for a full disk or quota: Linux and macOS, then Windows.</summary>
    private static readonly int[] Full = [28, 69, 122, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    private static readonly int[] ReadOnlyFileSystem = [30, unchecked((int)0x80070013)];

    private static readonly int[] InUse = [11, 35, unchecked((int)0x80070020), unchecked((int)0x80070021)];

    /// <summary>Whether a fault is one of the file system, not a bug of ours.</summary>
    public static bool IsFileFault(Exception fault) => fault is IOException or UnauthorizedAccessException;

    /// <summary>Whether another process, or another stream of this one, has the file locked.</summary>
    public static bool IsInUse(IOException fault) => fault.GetType() == typeof(IOException) && InUse.Contains(fault.HResult);

    /// <summary>
    /// Refuses to write through a symbolic link: one that came with a checkout would have us overwrite any file of the user.
    /// </summary>
    /// <exception cref="DiagnosticException">It is one.</exception>
    public static void RefuseLink(string path)
    {
        if (new FileInfo(path).LinkTarget is not null)
            throw new DiagnosticException(FileDiagnostics.IsLink(path));
    }

    /// <summary>
    /// Refuses a link whose target folder does not exist, or that leads back to itself: the lockfile is then out of reach, which is not the
    /// same as that there is none yet. A link to a file that does not exist yet, in a folder that does, is fine.
    /// </summary>
    /// <exception cref="DiagnosticException">It is such a link.</exception>
    public static void RefuseBrokenLink(string path)
    {
        if (new FileInfo(path) is not { LinkTarget: { } target } link)
            return;
        try
        {
            if (Directory.Exists(Path.GetDirectoryName(link.ResolveLinkTarget(returnFinalTarget: true)!.FullName)))
                return;
        }
        catch (Exception fault) when (IsFileFault(fault))
        {
            throw new DiagnosticException(FileDiagnostics.BrokenLink(path, target), fault);
        }

        throw new DiagnosticException(FileDiagnostics.BrokenLink(path, target));
    }

    /// <summary>The finding for a file that could not be written or removed.</summary>
    public static DiagnosticException Writing(string path, Exception fault) => new(WriteFinding(path, fault), fault);

    /// <summary>The finding for a file that could not be read.</summary>
    public static DiagnosticException Reading(string path, Exception fault) =>
        new(FileDiagnostics.CannotRead(path, fault.Message), fault);

    private static Diagnostic WriteFinding(string path, Exception fault)
    {
        // A folder in the way shows as one of several faults, by platform.
        if (Directory.Exists(path))
            return FileDiagnostics.IsFolder(path);
        return fault switch
        {
            PathTooLongException => FileDiagnostics.NameTooLong(path),
            DirectoryNotFoundException => FileDiagnostics.NoFolder(path),
            UnauthorizedAccessException => FileDiagnostics.NotAllowed(path, fault.Message, NothingLost),
            _ when ReadOnlyFileSystem.Contains(fault.HResult) => FileDiagnostics.NotAllowed(path, fault.Message, NothingLost),
            _ when Full.Contains(fault.HResult) => FileDiagnostics.DiskFull(path, NothingLost),
            _ => FileDiagnostics.CannotWrite(path, fault.Message, NothingLost),
        };
    }
}
