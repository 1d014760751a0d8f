using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Core.Applying.Recovery;

/// <summary>What can go wrong, or be recovered, when the response to a call was lost or a run was interrupted.</summary>
public static class RecoveryDescriptors
{
    /// <summary>FP5003: a create got no reliable response, and no object is visible.</summary>
    public static readonly DiagnosticDescriptor CreateOutcomeUnknown = new(
        "FP5003", Severity.Error, DiagnosticCategory.Applying, "a create got no reliable response, and no object is visible", "rerun; the outcome is looked up before anything is sent");

    /// <summary>FP5004: a create got no reliable response, and several objects could be its result.</summary>
    public static readonly DiagnosticDescriptor CreateOutcomeAmbiguous = new(
        "FP5004", Severity.Error, DiagnosticCategory.Applying, "a create got no reliable response, and several objects could be its result", "write `adopt` with the ID of the right one, or delete the others");

    /// <summary>FP5006: an interrupted run had created the object; it is now managed (note).</summary>
    public static readonly DiagnosticDescriptor RecoveredCreate = new(
        "FP5006", Severity.Info, DiagnosticCategory.Applying, "an interrupted run had created the object; it is now managed (note)", "nothing");

    /// <summary>FP5007: an interrupted run had not created the object (note).</summary>
    public static readonly DiagnosticDescriptor RecoveredNothing = new(
        "FP5007", Severity.Info, DiagnosticCategory.Applying, "an interrupted run had not created the object (note)", "nothing");

    /// <summary>FP5021: an interrupted run was deleting an object (note).</summary>
    public static readonly DiagnosticDescriptor RecoveredDelete = new(
        "FP5021", Severity.Info, DiagnosticCategory.Applying, "an interrupted run was deleting an object (note)", "nothing; the plan uses the live state");

    /// <summary>FP5022: an interrupted run was updating an object (note).</summary>
    public static readonly DiagnosticDescriptor RecoveredUpdate = new(
        "FP5022", Severity.Info, DiagnosticCategory.Applying, "an interrupted run was updating an object (note)", "nothing; the plan uses the live state");

    /// <summary>FP5023: the manifest adopts another object than those that an interrupted run may have created.</summary>
    public static readonly DiagnosticDescriptor AdoptsOtherObject = new(
        "FP5023", Severity.Error, DiagnosticCategory.Applying, "the manifest adopts another object than those that an interrupted run may have created", "adopt one of those, or delete them");

    /// <summary>FP5024: an object of that name belongs to no resource (warning).</summary>
    public static readonly DiagnosticDescriptor UnmanagedLeftover = new(
        "FP5024", Severity.Warning, DiagnosticCategory.Applying, "an object of that name belongs to no resource (warning)", "delete it if nobody needs it");

    /// <summary>FP5025: an object could not be found again if the response to its create were lost.</summary>
    public static readonly DiagnosticDescriptor CannotBeFoundAgain = new(
        "FP5025", Severity.Error, DiagnosticCategory.Applying, "an object could not be found again if the response to its create were lost", "give it a name");

    /// <summary>FP5026: a create got no reliable response, and the lookup failed.</summary>
    public static readonly DiagnosticDescriptor LookupFailed = new(
        "FP5026", Severity.Error, DiagnosticCategory.Applying, "a create got no reliable response, and the lookup failed", "rerun; the outcome is looked up before anything is sent");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        CreateOutcomeUnknown,
        CreateOutcomeAmbiguous,
        RecoveredCreate,
        RecoveredNothing,
        RecoveredDelete,
        RecoveredUpdate,
        AdoptsOtherObject,
        UnmanagedLeftover,
        CannotBeFoundAgain,
        LookupFailed,
    ];
}
