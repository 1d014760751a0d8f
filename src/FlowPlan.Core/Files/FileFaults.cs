using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.State;

namespace FlowPlan.Core.Files;

/// <summary>Tells what a fault of the file system means, so that the finding says what to do about it.</summary>
internal static class FileFaults
{
    private const string NothingLost = "nothing that was on disk is lost; ";

    /// <summary>The numbers of the operating systems for a full disk or quota: Linux and macOS, then Windows.</summary>
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
            throw new DiagnosticException(StateDiagnostics.IsLink(path));
    }

    /// <summary>
    /// Refuses a link that leads to no folder, or in a circle: the lockfile behind it is out of reach, which is not the same as that
    /// there is none yet. A link to a file that is still to be made in a folder that is there is right.
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
            throw new DiagnosticException(StateDiagnostics.BrokenLink(path, target), fault);
        }

        throw new DiagnosticException(StateDiagnostics.BrokenLink(path, target));
    }

    /// <summary>The finding for a file that could not be written or removed.</summary>
    public static DiagnosticException Writing(string path, Exception fault) => new(WriteFinding(path, fault), fault);

    /// <summary>The finding for a file that could not be read.</summary>
    public static DiagnosticException Reading(string path, Exception fault) =>
        new(StateDiagnostics.CannotRead(path, fault.Message), fault);

    private static Diagnostic WriteFinding(string path, Exception fault)
    {
        // A folder in the way shows as one of several faults, by platform.
        if (Directory.Exists(path))
            return StateDiagnostics.IsFolder(path);
        return fault switch
        {
            PathTooLongException => StateDiagnostics.NameTooLong(path),
            DirectoryNotFoundException => StateDiagnostics.NoFolder(path),
            UnauthorizedAccessException => StateDiagnostics.NotAllowed(path, fault.Message, NothingLost),
            _ when ReadOnlyFileSystem.Contains(fault.HResult) => StateDiagnostics.NotAllowed(path, fault.Message, NothingLost),
            _ when Full.Contains(fault.HResult) => StateDiagnostics.DiskFull(path, NothingLost),
            _ => StateDiagnostics.CannotWrite(path, fault.Message, NothingLost),
        };
    }
}
