using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Core.Applying.Writing;

/// <summary>Applying a plan.</summary>
public static class ApplyDescriptors
{
    /// <summary>FP4220: somebody else changed the object after it was read; nothing was overwritten, and the message shows both values.</summary>
    public static readonly DiagnosticDescriptor ConcurrentChange = new(
        "FP4220", Severity.Error, DiagnosticCategory.Applying, "somebody else changed the object after it was read; nothing was overwritten, and the message shows both values", "run plan again, write the value to keep into the manifest, apply");

    /// <summary>FP5001: the service accepted a call but did not keep a field.</summary>
    public static readonly DiagnosticDescriptor FieldNotKept = new(
        "FP5001", Severity.Error, DiagnosticCategory.Applying, "the service accepted a call but did not keep a field", "set the field to what the service accepts, or ignore it");

    /// <summary>FP5002: an object was written but cannot be read back.</summary>
    public static readonly DiagnosticDescriptor CannotReadBack = new(
        "FP5002", Severity.Error, DiagnosticCategory.Applying, "an object was written but cannot be read back", "it is in the state; run plan again in a minute");

    /// <summary>FP5005: stopped while a call was in flight.</summary>
    public static readonly DiagnosticDescriptor CallAborted = new(
        "FP5005", Severity.Error, DiagnosticCategory.Applying, "stopped while a call was in flight", "rerun; the outcome is looked up");

    /// <summary>FP5008: the progress of the apply cannot be written (warning).</summary>
    public static readonly DiagnosticDescriptor ProgressNotReported = new(
        "FP5008", Severity.Warning, DiagnosticCategory.Applying, "the progress of the apply cannot be written (warning)", "check the disk, or the program that reads the output");

    /// <summary>FP5009: somebody else changed other fields of an object during its update.</summary>
    public static readonly DiagnosticDescriptor ChangedDuringUpdate = new(
        "FP5009", Severity.Error, DiagnosticCategory.Applying, "somebody else changed other fields of an object while it was updated; nothing was overwritten", "run plan again, write the values to keep into the manifest, apply");

    /// <summary>FP5010: an update has overwritten a change by somebody else (warning).</summary>
    public static readonly DiagnosticDescriptor ChangeOverwritten = new(
        "FP5010", Severity.Warning, DiagnosticCategory.Applying, "an update has overwritten what somebody else changed between its read and its write; the message shows both values (warning)", "write the values to keep into the manifest, apply");

    /// <summary>FP9001: an error in FlowPlan itself.</summary>
    public static readonly DiagnosticDescriptor InternalError = new(
        "FP9001", Severity.Error, DiagnosticCategory.Applying, "an error in FlowPlan itself", "please report it; no saved change is lost");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        ConcurrentChange,
        FieldNotKept,
        CannotReadBack,
        CallAborted,
        ProgressNotReported,
        ChangedDuringUpdate,
        ChangeOverwritten,
        InternalError,
    ];
}
