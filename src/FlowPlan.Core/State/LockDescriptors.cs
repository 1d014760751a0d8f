using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Core.State;

/// <summary>What can be wrong with the lock of a lockfile.</summary>
public static class LockDescriptors
{
    /// <summary>FP6101: another command holds the lock.</summary>
    public static readonly DiagnosticDescriptor LockHeld = new(
        "FP6101", Severity.Error, DiagnosticCategory.State, "another command holds the lock", "wait, or use `--lock-timeout`", ExitCode.LockHeld);

    /// <summary>FP6102: there is no lock to remove.</summary>
    public static readonly DiagnosticDescriptor NoLock = new(
        "FP6102", Severity.Error, DiagnosticCategory.State, "there is no lock to remove", "nothing");

    /// <summary>FP6103: the lock has another ID.</summary>
    public static readonly DiagnosticDescriptor LockIdMismatch = new(
        "FP6103", Severity.Error, DiagnosticCategory.State, "the lock has another ID", "use that ID");

    /// <summary>FP6104: the lock is held by a running command.</summary>
    public static readonly DiagnosticDescriptor LockHolderAlive = new(
        "FP6104", Severity.Error, DiagnosticCategory.State, "the lock is held by a running command", "wait for it", ExitCode.LockHeld);

    /// <summary>FP6105: the lock was removed or replaced while the command held it.</summary>
    public static readonly DiagnosticDescriptor LockLost = new(
        "FP6105", Severity.Error, DiagnosticCategory.State, "the lock was removed or replaced while the command held it", "wait until no other command runs, then run it again; do not remove the lock file by hand", ExitCode.LockHeld);

    /// <summary>FP6106: another command is running, and the plan may be outdated (warning).</summary>
    public static readonly DiagnosticDescriptor LockInUse = new(
        "FP6106", Severity.Warning, DiagnosticCategory.State, "another command is running, and the plan may be outdated (warning)", "plan again when it has ended");

    /// <summary>FP6107: a lock file, or a lock that does not expire, cannot be taken for a time.</summary>
    public static readonly DiagnosticDescriptor LockEndsWithProcess = new(
        "FP6107", Severity.Error, DiagnosticCategory.State, "the state cannot be locked for a time where it is", "keep the state on a server whose locks expire");

    /// <summary>FP6108: the lock could not be released (warning).</summary>
    public static readonly DiagnosticDescriptor LockNotReleased = new(
        "FP6108", Severity.Warning, DiagnosticCategory.State, "the lock could not be released (warning)", "wait until it expires, or remove it with `state unlock`");

    /// <summary>FP6109: a lock does not expire when it was asked to (warning).</summary>
    public static readonly DiagnosticDescriptor LockStays = new(
        "FP6109", Severity.Warning, DiagnosticCategory.State, "the lock stays for longer than asked for (warning)", "remove it with `state unlock`");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        LockHeld,
        NoLock,
        LockIdMismatch,
        LockHolderAlive,
        LockLost,
        LockInUse,
        LockEndsWithProcess,
        LockNotReleased,
        LockStays,
    ];
}
