using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Core.State;

/// <summary>What can be wrong with a lockfile.</summary>
public static class StateDescriptors
{
    /// <summary>FP6001: the lockfile is not valid JSON.</summary>
    public static readonly DiagnosticDescriptor LockfileNotJson = new(
        "FP6001", Severity.Error, DiagnosticCategory.State, "the lockfile is not valid JSON", "restore it");

    /// <summary>FP6002: the lockfile contains git conflict markers.</summary>
    public static readonly DiagnosticDescriptor LockfileConflict = new(
        "FP6002", Severity.Error, DiagnosticCategory.State, "the lockfile contains git conflict markers", "check out one side, then plan");

    /// <summary>FP6003: the lockfile was written by a newer FlowPlan.</summary>
    public static readonly DiagnosticDescriptor LockfileNewer = new(
        "FP6003", Severity.Error, DiagnosticCategory.State, "the lockfile was written by a newer FlowPlan", "use that version");

    /// <summary>FP6004: the lockfile does not have the documented structure.</summary>
    public static readonly DiagnosticDescriptor LockfileMalformed = new(
        "FP6004", Severity.Error, DiagnosticCategory.State, "the lockfile does not have the documented structure", "restore it");

    /// <summary>FP6005: the lockfile was edited by something else.</summary>
    public static readonly DiagnosticDescriptor LockfileChecksum = new(
        "FP6005", Severity.Error, DiagnosticCategory.State, "the lockfile was edited by something else", "restore it");

    /// <summary>FP6006: the lockfile belongs to another project, environment, organization or sandbox.</summary>
    public static readonly DiagnosticDescriptor LockfileScopeMismatch = new(
        "FP6006", Severity.Error, DiagnosticCategory.State, "the lockfile belongs to another project, environment, organization or sandbox", "follow the message");

    /// <summary>FP6007: the lockfile was replaced while a command held the lock.</summary>
    public static readonly DiagnosticDescriptor LockfileReplaced = new(
        "FP6007", Severity.Error, DiagnosticCategory.State, "the lockfile was replaced while a command held the lock", "restore the previous one and rerun");

    /// <summary>FP6008: the lockfile has an unknown format version.</summary>
    public static readonly DiagnosticDescriptor LockfileVersionUnknown = new(
        "FP6008", Severity.Error, DiagnosticCategory.State, "the lockfile has an unknown format version", "restore it");

    /// <summary>FP6009: the lockfile contains a key twice.</summary>
    public static readonly DiagnosticDescriptor LockfileDuplicate = new(
        "FP6009", Severity.Error, DiagnosticCategory.State, "the lockfile contains a key twice", "restore it");

    /// <summary>FP6010: the lockfile is empty or truncated.</summary>
    public static readonly DiagnosticDescriptor LockfileTruncated = new(
        "FP6010", Severity.Error, DiagnosticCategory.State, "the lockfile is empty or truncated", "restore it");

    /// <summary>FP6015: the state was moved elsewhere.</summary>
    public static readonly DiagnosticDescriptor StateMoved = new(
        "FP6015", Severity.Error, DiagnosticCategory.State, "the state was moved elsewhere", "set `state:` to the location that the message names");

    /// <summary>FP6016: a version of the lockfile is not kept.</summary>
    public static readonly DiagnosticDescriptor VersionNotKept = new(
        "FP6016", Severity.Error, DiagnosticCategory.State, "the version of the lockfile is not kept", "choose one that `state history` lists");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        LockfileNotJson,
        LockfileConflict,
        LockfileNewer,
        LockfileMalformed,
        LockfileChecksum,
        LockfileScopeMismatch,
        LockfileReplaced,
        LockfileVersionUnknown,
        LockfileDuplicate,
        LockfileTruncated,
        StateMoved,
        VersionNotKept,
    ];
}
