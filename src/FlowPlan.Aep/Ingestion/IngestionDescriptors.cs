using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Aep.Ingestion;

/// <summary>Why records of a flow cannot be sent or followed.</summary>
public static class IngestionDescriptors
{
    /// <summary>FP8201: a flow is not in the lockfile.</summary>
    public static readonly DiagnosticDescriptor FlowNotApplied = new(
        "FP8201", Severity.Error, DiagnosticCategory.Data, "a flow is not in the lockfile", "run `flowplan apply`, or see \"did you mean\"");

    /// <summary>FP8202: a flow has no inlet.</summary>
    public static readonly DiagnosticDescriptor NoInlet = new(
        "FP8202", Severity.Error, DiagnosticCategory.Data, "a flow does not get its records from an HTTP inlet", "records cannot be sent to flows of other sources");

    /// <summary>FP8203: the URL of an inlet cannot be used.</summary>
    public static readonly DiagnosticDescriptor InletNotTrusted = new(
        "FP8203", Severity.Error, DiagnosticCategory.Data, "an inlet is at a host that records or tokens are not sent to", "restore the lockfile, or run `flowplan apply` to read the URL again", ExitCode.Refused);

    /// <summary>FP8204: a flow does not exist any more.</summary>
    public static readonly DiagnosticDescriptor FlowIsGone = new(
        "FP8204", Severity.Error, DiagnosticCategory.Data, "a flow of the lockfile does not exist any more", "run `flowplan plan`");

    /// <summary>FP8205: a flow cannot be verified.</summary>
    public static readonly DiagnosticDescriptor CannotVerify = new(
        "FP8205", Severity.Error, DiagnosticCategory.Data, "a flow has no block `verify`, or may not be verified in the environment", "add a block `verify` to the flow, or the environment to its `environments`", ExitCode.Refused);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } = [FlowNotApplied, NoInlet, InletNotTrusted, FlowIsGone, CannotVerify];
}
