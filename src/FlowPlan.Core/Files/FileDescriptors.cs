using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Core.Files;

/// <summary>What can go wrong when a file is read or written.</summary>
public static class FileDescriptors
{
    /// <summary>FP6011: a state file is too large.</summary>
    public static readonly DiagnosticDescriptor FileTooLarge = new(
        "FP6011", Severity.Error, DiagnosticCategory.State, "a state file is too large", "restore it");

    /// <summary>FP6051: journal, backup or lock is a symbolic link.</summary>
    public static readonly DiagnosticDescriptor StateFileIsLink = new(
        "FP6051", Severity.Error, DiagnosticCategory.State, "journal, backup or lock is a symbolic link", "remove the link");

    /// <summary>FP6053: the lockfile is a symbolic link to a missing file.</summary>
    public static readonly DiagnosticDescriptor LockfileLinkBroken = new(
        "FP6053", Severity.Error, DiagnosticCategory.State, "the lockfile is a symbolic link to a missing file", "fix the link, or mount its target");

    /// <summary>FP6301: a file cannot be read.</summary>
    public static readonly DiagnosticDescriptor CannotRead = new(
        "FP6301", Severity.Error, DiagnosticCategory.State, "a file cannot be read", "check that it exists and that you have permission to read it");

    /// <summary>FP6302: a file cannot be written.</summary>
    public static readonly DiagnosticDescriptor CannotWrite = new(
        "FP6302", Severity.Error, DiagnosticCategory.State, "a file cannot be written", "follow the message; nothing on disk is lost");

    /// <summary>FP6303: the disk is full.</summary>
    public static readonly DiagnosticDescriptor DiskFull = new(
        "FP6303", Severity.Error, DiagnosticCategory.State, "the disk is full", "free some space, rerun");

    /// <summary>FP6304: a folder is not writable.</summary>
    public static readonly DiagnosticDescriptor FolderNotWritable = new(
        "FP6304", Severity.Error, DiagnosticCategory.State, "a folder is not writable", "grant write permission, rerun");

    /// <summary>FP6305: a folder has the name of the file.</summary>
    public static readonly DiagnosticDescriptor IsFolder = new(
        "FP6305", Severity.Error, DiagnosticCategory.State, "a folder has the name of the file", "move it away");

    /// <summary>FP6306: a path is too long.</summary>
    public static readonly DiagnosticDescriptor PathTooLong = new(
        "FP6306", Severity.Error, DiagnosticCategory.State, "a path is too long", "use a shorter one");

    /// <summary>FP6307: a folder does not exist.</summary>
    public static readonly DiagnosticDescriptor NoFolder = new(
        "FP6307", Severity.Error, DiagnosticCategory.State, "a folder does not exist", "create it");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        FileTooLarge,
        StateFileIsLink,
        LockfileLinkBroken,
        CannotRead,
        CannotWrite,
        DiskFull,
        FolderNotWritable,
        IsFolder,
        PathTooLong,
        NoFolder,
    ];
}
