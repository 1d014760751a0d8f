using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Cli.Commands.States;

/// <summary>What can be wrong with a command that replaces or moves a state.</summary>
internal static class StateCommandDescriptors
{
    /// <summary>FP6020: an interrupted run left a journal.</summary>
    public static readonly DiagnosticDescriptor JournalLeft = new(
        "FP6020", Severity.Error, DiagnosticCategory.State, "an interrupted run left a journal, so the state cannot be replaced or moved", "run `flowplan apply` first");

    /// <summary>FP6021: the pushed lockfile does not follow the one that is there.</summary>
    public static readonly DiagnosticDescriptor PushRefused = new(
        "FP6021", Severity.Error, DiagnosticCategory.State, "the pushed lockfile does not follow the one that is there", "push a lockfile with the same lineage and a greater serial, or use `--force`", ExitCode.Refused);

    /// <summary>FP6022: there is another state at the target of a migration.</summary>
    public static readonly DiagnosticDescriptor TargetInUse = new(
        "FP6022", Severity.Error, DiagnosticCategory.State, "there is another state at the target of a migration", "choose another location", ExitCode.Refused);

    /// <summary>FP6023: the copy of a migration is not what was written.</summary>
    public static readonly DiagnosticDescriptor CopyDiffers = new(
        "FP6023", Severity.Error, DiagnosticCategory.State, "the copy of a migration is not what was written", "the state is where it was; check the server");

    /// <summary>FP6024: an address cannot be renamed in the state.</summary>
    public static readonly DiagnosticDescriptor CannotRename = new(
        "FP6024", Severity.Error, DiagnosticCategory.State, "an address cannot be renamed in the state", "follow the message");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } = [JournalLeft, PushRefused, TargetInUse, CopyDiffers, CannotRename];
}
