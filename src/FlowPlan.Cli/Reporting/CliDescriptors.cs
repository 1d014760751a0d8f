using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Cli.Reporting;

/// <summary>Command line, saved plans, approval and FlowPlan itself.</summary>
internal static class CliDescriptors
{
    /// <summary>FP3051: the endpoint is not `emulator` or an http(s) URL.</summary>
    public static readonly DiagnosticDescriptor InvalidEndpoint = new(
        "FP3051", Severity.Error, DiagnosticCategory.CommandLine, "`FLOWPLAN_ENDPOINT` or its alias `FLOWPLAN_TARGET` is not `emulator` or an http(s) URL", "correct or unset it");

    /// <summary>FP3053: `FLOWPLAN_ENDPOINT` and its alias differ.</summary>
    public static readonly DiagnosticDescriptor EndpointsDiffer = new(
        "FP3053", Severity.Error, DiagnosticCategory.CommandLine, "`FLOWPLAN_ENDPOINT` and its deprecated alias `FLOWPLAN_TARGET` differ", "unset `FLOWPLAN_TARGET`");

    /// <summary>FP3054: `FLOWPLAN_TARGET` is deprecated (warning).</summary>
    public static readonly DiagnosticDescriptor TargetDeprecated = new(
        "FP3054", Severity.Warning, DiagnosticCategory.CommandLine, "`FLOWPLAN_TARGET` is deprecated (warning)", "set `FLOWPLAN_ENDPOINT` instead");

    /// <summary>FP4114: the approved changes cannot be planned any more.</summary>
    public static readonly DiagnosticDescriptor PlanNoLongerPossible = new(
        "FP4114", Severity.Error, DiagnosticCategory.CommandLine, "the approved changes cannot be planned any more", "see the error above it; run plan again", ExitCode.StalePlan);

    /// <summary>FP4120: a file is not a saved plan.</summary>
    public static readonly DiagnosticDescriptor NotASavedPlan = new(
        "FP4120", Severity.Error, DiagnosticCategory.CommandLine, "a file is not a saved plan", "run plan again with `--out`");

    /// <summary>FP4123: a saved plan is for a manifest outside the project.</summary>
    public static readonly DiagnosticDescriptor PlanOfOtherProject = new(
        "FP4123", Severity.Error, DiagnosticCategory.CommandLine, "a saved plan is for a manifest outside the project", "run the command in the folder where the plan was made");

    /// <summary>FP4121: a saved plan has an unsupported format version.</summary>
    public static readonly DiagnosticDescriptor PlanFormatUnsupported = new(
        "FP4121", Severity.Error, DiagnosticCategory.CommandLine, "a saved plan has an unsupported format version", "use the version that wrote it, or run plan again");

    /// <summary>FP4122: a saved plan that is shown may be outdated (warning).</summary>
    public static readonly DiagnosticDescriptor PlanMayBeOutdated = new(
        "FP4122", Severity.Warning, DiagnosticCategory.CommandLine, "a saved plan that is shown may be outdated (warning)", "an apply of it checks this");

    /// <summary>FP5027: `FLOWPLAN_ABSENCE_WINDOW` is not a number of seconds.</summary>
    public static readonly DiagnosticDescriptor InvalidAbsenceWindow = new(
        "FP5027", Severity.Error, DiagnosticCategory.CommandLine, "`FLOWPLAN_ABSENCE_WINDOW` is not a number of seconds", "correct or unset it");

    /// <summary>FP5028: a fault script for the emulator cannot be read or is not valid.</summary>
    public static readonly DiagnosticDescriptor InvalidFaultScript = new(
        "FP5028", Severity.Error, DiagnosticCategory.CommandLine, "a fault script for the emulator cannot be read or is not valid", "see [emulator.md](emulator.md)");

    /// <summary>FP6012: there is no lockfile yet.</summary>
    public static readonly DiagnosticDescriptor NoLockfile = new(
        "FP6012", Severity.Error, DiagnosticCategory.CommandLine, "there is no lockfile yet", "run `flowplan apply` first");

    /// <summary>FP6013: the state has no such resource.</summary>
    public static readonly DiagnosticDescriptor ResourceNotInState = new(
        "FP6013", Severity.Error, DiagnosticCategory.CommandLine, "the state has no such resource", "see \"did you mean\"");

    /// <summary>FP6014: the state has no such output.</summary>
    public static readonly DiagnosticDescriptor OutputNotInState = new(
        "FP6014", Severity.Error, DiagnosticCategory.CommandLine, "the state has no such output", "see \"did you mean\"");

    /// <summary>FP7005: the output cannot be written.</summary>
    public static readonly DiagnosticDescriptor OutputFailed = new(
        "FP7005", Severity.Error, DiagnosticCategory.CommandLine, "the output cannot be written", "free some space where stdout or the file of `--events` goes, or name another file; what was applied is saved");

    /// <summary>FP7001: cannot prompt for approval.</summary>
    public static readonly DiagnosticDescriptor CannotPrompt = new(
        "FP7001", Severity.Error, DiagnosticCategory.CommandLine, "cannot prompt for approval", "use `--auto-approve`", ExitCode.Refused);

    /// <summary>FP7002: a deletion, a replacement, or an update that loses data was not approved.</summary>
    public static readonly DiagnosticDescriptor DeletionNotApproved = new(
        "FP7002", Severity.Error, DiagnosticCategory.CommandLine, "a deletion, a replacement, or an update that loses data was not approved", "use `--allow-delete`", ExitCode.Refused);

    /// <summary>FP7003: the emulator cannot start.</summary>
    public static readonly DiagnosticDescriptor EmulatorFailed = new(
        "FP7003", Severity.Error, DiagnosticCategory.CommandLine, "the emulator cannot start", "free the port, or make its data file writable");

    /// <summary>FP7004: an `--allow-delete` matches no deletion or replacement (warning).</summary>
    public static readonly DiagnosticDescriptor NothingToAllow = new(
        "FP7004", Severity.Warning, DiagnosticCategory.CommandLine, "an `--allow-delete` matches no deletion or replacement (warning)", "check the address or pattern");

    /// <summary>FP7006: an `--allow-delete` matches no resource.</summary>
    public static readonly DiagnosticDescriptor UnknownToAllow = new(
        "FP7006", Severity.Error, DiagnosticCategory.CommandLine, "an `--allow-delete` matches no resource", "correct the address or pattern", ExitCode.Refused);

    /// <summary>FP7008: a file that `init` would write already exists.</summary>
    public static readonly DiagnosticDescriptor InitFileExists = new(
        "FP7008", Severity.Error, DiagnosticCategory.CommandLine, "a file that `init` would write already exists", "use another folder, or remove the file", ExitCode.Refused);

    /// <summary>FP7009: a rule of the policy denies the plan.</summary>
    public static readonly DiagnosticDescriptor PolicyDenies = new(
        "FP7009", Severity.Error, DiagnosticCategory.CommandLine, "a rule of the policy denies the plan", "change the manifest, or the rule", ExitCode.Refused);

    /// <summary>FP7010: a plan breaks a rule of the policy that warns (warning).</summary>
    public static readonly DiagnosticDescriptor PolicyWarns = new(
        "FP7010", Severity.Warning, DiagnosticCategory.CommandLine, "a plan breaks a rule of the policy that warns (warning)", "review the change, or adjust the rule");

    /// <summary>FP7011: a policy file has the wrong form.</summary>
    public static readonly DiagnosticDescriptor InvalidPolicy = new(
        "FP7011", Severity.Error, DiagnosticCategory.CommandLine, "a policy file has the wrong form", "see [ci.md](ci.md#policies)");

    /// <summary>FP7012: a file of accepted changes has the wrong form.</summary>
    public static readonly DiagnosticDescriptor InvalidAcceptedChanges = new(
        "FP7012", Severity.Error, DiagnosticCategory.CommandLine, "a file of accepted changes has the wrong form", "see [ci.md](ci.md#accepted-drift)");

    /// <summary>FP7013: an accepted change has expired (warning).</summary>
    public static readonly DiagnosticDescriptor AcceptanceExpired = new(
        "FP7013", Severity.Warning, DiagnosticCategory.CommandLine, "an accepted change has expired (warning)", "revert the change, add it to the manifest, or accept it for longer");

    /// <summary>FP7014: an accepted change matches no drift (warning).</summary>
    public static readonly DiagnosticDescriptor AcceptanceUnused = new(
        "FP7014", Severity.Warning, DiagnosticCategory.CommandLine, "an accepted change matches no drift (warning)", "remove it, or correct it");

    /// <summary>FP7015: `FLOWPLAN_HEARTBEAT` is not a duration.</summary>
    public static readonly DiagnosticDescriptor InvalidHeartbeat = new(
        "FP7015", Severity.Error, DiagnosticCategory.CommandLine, "`FLOWPLAN_HEARTBEAT` is not a duration from 1s to 24h, or 0", "correct or unset it");

    /// <summary>FP8101: a file that `export` would write already exists.</summary>
    public static readonly DiagnosticDescriptor ExportFileExists = new(
        "FP8101", Severity.Error, DiagnosticCategory.CommandLine, "a file that `export` would write already exists", "use another folder, or `--force`", ExitCode.Refused);

    /// <summary>FP8102: the folder contains the journal of an interrupted run.</summary>
    public static readonly DiagnosticDescriptor ExportFolderInUse = new(
        "FP8102", Severity.Error, DiagnosticCategory.CommandLine, "the folder contains the journal of an interrupted run", "run `flowplan apply` there first, or use another folder", ExitCode.Refused);

    /// <summary>FP8106: no sandbox is specified.</summary>
    public static readonly DiagnosticDescriptor SandboxRequired = new(
        "FP8106", Severity.Error, DiagnosticCategory.CommandLine, "no sandbox is specified", "use `--sandbox` or `FLOWPLAN_SANDBOX`");

    /// <summary>FP9002: invalid command line.</summary>
    public static readonly DiagnosticDescriptor UsageError = new(
        "FP9002", Severity.Error, DiagnosticCategory.CommandLine, "invalid command line", "see `--help`");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        InvalidEndpoint,
        EndpointsDiffer,
        TargetDeprecated,
        PlanNoLongerPossible,
        NotASavedPlan,
        PlanOfOtherProject,
        PlanFormatUnsupported,
        PlanMayBeOutdated,
        InvalidAbsenceWindow,
        InvalidFaultScript,
        NoLockfile,
        ResourceNotInState,
        OutputNotInState,
        OutputFailed,
        CannotPrompt,
        DeletionNotApproved,
        EmulatorFailed,
        NothingToAllow,
        UnknownToAllow,
        InitFileExists,
        PolicyDenies,
        PolicyWarns,
        InvalidPolicy,
        InvalidAcceptedChanges,
        AcceptanceExpired,
        AcceptanceUnused,
        InvalidHeartbeat,
        ExportFileExists,
        ExportFolderInUse,
        SandboxRequired,
        UsageError,
    ];
}
