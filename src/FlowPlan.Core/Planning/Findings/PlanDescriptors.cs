using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Core.Planning.Findings;

/// <summary>Planning.</summary>
public static class PlanDescriptors
{
    /// <summary>FP4001: an object that would be created already exists and is not managed.</summary>
    public static readonly DiagnosticDescriptor Unmanaged = new(
        "FP4001", Severity.Error, DiagnosticCategory.Planning, "an object that would be created already exists and is not managed", "run `flowplan import`, write `adopt: <id>`, or choose another name");

    /// <summary>FP4002: several unmanaged objects match an object that would be created.</summary>
    public static readonly DiagnosticDescriptor UnmanagedAmbiguous = new(
        "FP4002", Severity.Error, DiagnosticCategory.Planning, "several unmanaged objects match an object that would be created", "run `flowplan import` or write `adopt` with the right ID");

    /// <summary>FP4003: `existing` or `ref` matches no object.</summary>
    public static readonly DiagnosticDescriptor ExistingNotFound = new(
        "FP4003", Severity.Error, DiagnosticCategory.Planning, "`existing` or `ref` matches no object", "check spelling, sandbox and access");

    /// <summary>FP4004: `existing` or `ref` matches several objects.</summary>
    public static readonly DiagnosticDescriptor ExistingAmbiguous = new(
        "FP4004", Severity.Error, DiagnosticCategory.Planning, "`existing` or `ref` matches several objects", "refer to the object by ID");

    /// <summary>FP4005: `adopt` matches no object.</summary>
    public static readonly DiagnosticDescriptor AdoptNotFound = new(
        "FP4005", Severity.Error, DiagnosticCategory.Planning, "`adopt` matches no object", "check ID and sandbox");

    /// <summary>FP4006: `adopt` names an object that another resource manages.</summary>
    public static readonly DiagnosticDescriptor AdoptManaged = new(
        "FP4006", Severity.Error, DiagnosticCategory.Planning, "`adopt` names an object that another resource manages", "remove one, or write a `moved` block");

    /// <summary>FP4007: a field cannot be changed at all.</summary>
    public static readonly DiagnosticDescriptor ChangeRefused = new(
        "FP4007", Severity.Error, DiagnosticCategory.Planning, "a field cannot be changed at all", "declare a new resource");

    /// <summary>FP4008: a protected resource would be deleted or replaced.</summary>
    public static readonly DiagnosticDescriptor DestroyPrevented = new(
        "FP4008", Severity.Error, DiagnosticCategory.Planning, "a protected resource would be deleted or replaced", "remove `preventDestroy` first", ExitCode.Refused);

    /// <summary>FP4009: a resource needs an attribute that the live object does not have.</summary>
    public static readonly DiagnosticDescriptor AttributeMissing = new(
        "FP4009", Severity.Error, DiagnosticCategory.Planning, "a resource needs an attribute that the live object does not have", "look at that object");

    /// <summary>FP4010: a `moved` block leads to an address that is in use.</summary>
    public static readonly DiagnosticDescriptor MovedTargetTaken = new(
        "FP4010", Severity.Error, DiagnosticCategory.Planning, "a `moved` block leads to an address that is in use", "remove the block, or move the other resource first");

    /// <summary>FP4012: an object would be replaced that the service never deletes.</summary>
    public static readonly DiagnosticDescriptor ReplacementImpossible = new(
        "FP4012", Severity.Error, DiagnosticCategory.Planning, "an object would be replaced that the service never deletes", "revert the change, or declare a new resource beside it");

    /// <summary>FP4013: two resources describe the same object.</summary>
    public static readonly DiagnosticDescriptor DescribedTwice = new(
        "FP4013", Severity.Error, DiagnosticCategory.Planning, "two resources describe the same object, such as the data usage labels of one dataset", "remove one of the two");

    /// <summary>FP4101: one resource would be deleted and an equal one created (warning).</summary>
    public static readonly DiagnosticDescriptor LooksMoved = new(
        "FP4101", Severity.Warning, DiagnosticCategory.Planning, "one resource would be deleted and an equal one created (warning)", "if it was only renamed, write the `moved` block in the message");

    /// <summary>FP4102: `--replace` names a resource that is not both declared and in the state.</summary>
    public static readonly DiagnosticDescriptor UnknownReplaceAddress = new(
        "FP4102", Severity.Error, DiagnosticCategory.Planning, "`--replace` names a resource that is not both declared and in the state", "check the address");

    /// <summary>FP4103: `--only` matches no resource.</summary>
    public static readonly DiagnosticDescriptor OnlyMatchesNothing = new(
        "FP4103", Severity.Error, DiagnosticCategory.Planning, "`--only` matches no resource", "check the address or pattern");

    /// <summary>FP4104: there is no lockfile, and several of the declared resources exist (note).</summary>
    public static readonly DiagnosticDescriptor LockfileLost = new(
        "FP4104", Severity.Info, DiagnosticCategory.Planning, "there is no lockfile, and several of the declared resources exist (note)", "if the lockfile was lost: `flowplan import --all`");

    /// <summary>FP4105: a live object has a part that FlowPlan does not support (warning).</summary>
    public static readonly DiagnosticDescriptor UnsupportedPart = new(
        "FP4105", Severity.Warning, DiagnosticCategory.Planning, "a live object has a part that FlowPlan does not support, such as a second source of a flow (warning)", "the message says whether the plan keeps or removes that part");

    /// <summary>FP4106: the service keeps another value of a field that cannot be changed in place (warning).</summary>
    public static readonly DiagnosticDescriptor ValueNotKept = new(
        "FP4106", Severity.Warning, DiagnosticCategory.Planning, "the service keeps another value of a field that cannot be changed in place (warning)", "declare the value that the service keeps, or list the field under `lifecycle.ignoreChanges`");

    /// <summary>FP4107: a live object is written in a way that differs in no field, and that a reader should know of (note).</summary>
    public static readonly DiagnosticDescriptor LiveNote = new(
        "FP4107", Severity.Info, DiagnosticCategory.Planning, "a live object is written in a way that is not drift and may not have the effect that it seems to have (note)", "nothing; the message says what the next update does");

    /// <summary>FP4108: a resource that stays as it is has an error (warning).</summary>
    public static readonly DiagnosticDescriptor UnchangedIsInvalid = new(
        "FP4108", Severity.Warning, DiagnosticCategory.Planning, "a resource that stays as it is does not fit an object that it refers to (warning)", "correct it: the next change of the resource is refused");

    /// <summary>FP4110: an object changed after the plan was approved.</summary>
    public static readonly DiagnosticDescriptor PlanOutdated = new(
        "FP4110", Severity.Error, DiagnosticCategory.Planning, "an object changed after the plan was approved", "run plan again and review", ExitCode.StalePlan);

    /// <summary>FP4111: the plan was made for another project, environment, organization or sandbox.</summary>
    public static readonly DiagnosticDescriptor PlanScopeMismatch = new(
        "FP4111", Severity.Error, DiagnosticCategory.Planning, "the plan was made for another project, environment, organization or sandbox", "use those, or run plan again", ExitCode.StalePlan);

    /// <summary>FP4112: the plan was made from another lockfile, or from none.</summary>
    public static readonly DiagnosticDescriptor PlanLineageMismatch = new(
        "FP4112", Severity.Error, DiagnosticCategory.Planning, "the plan was made from another lockfile, or from none", "run plan again", ExitCode.StalePlan);

    /// <summary>FP4113: the manifest or a variable changed since the plan was made.</summary>
    public static readonly DiagnosticDescriptor PlanManifestChanged = new(
        "FP4113", Severity.Error, DiagnosticCategory.Planning, "the manifest or a variable changed since the plan was made", "use the plan's manifest and variables, or run plan again", ExitCode.StalePlan);

    /// <summary>FP4118: an imported output changed since the plan was made.</summary>
    public static readonly DiagnosticDescriptor PlanImportChanged = new(
        "FP4118", Severity.Error, DiagnosticCategory.Planning, "an imported output changed since the plan was made", "run plan again and review", ExitCode.StalePlan);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        Unmanaged,
        UnmanagedAmbiguous,
        ExistingNotFound,
        ExistingAmbiguous,
        AdoptNotFound,
        AdoptManaged,
        ChangeRefused,
        DestroyPrevented,
        AttributeMissing,
        MovedTargetTaken,
        ReplacementImpossible,
        DescribedTwice,
        LooksMoved,
        UnknownReplaceAddress,
        OnlyMatchesNothing,
        LockfileLost,
        UnsupportedPart,
        ValueNotKept,
        LiveNote,
        UnchangedIsInvalid,
        PlanOutdated,
        PlanScopeMismatch,
        PlanLineageMismatch,
        PlanManifestChanged,
        PlanImportChanged,
    ];
}
