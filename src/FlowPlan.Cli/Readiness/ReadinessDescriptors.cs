using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Cli.Readiness;

/// <summary>Why a flow takes no data.</summary>
internal static class ReadinessDescriptors
{
    /// <summary>FP8217: a flow is new (warning).</summary>
    public static readonly DiagnosticDescriptor FlowIsYoung = new(
        "FP8217", Severity.Warning, DiagnosticCategory.Data, "a flow is so new that records may be lost (warning)", "use `--wait`");

    /// <summary>FP8218: a flow takes no data.</summary>
    public static readonly DiagnosticDescriptor FlowIsOff = new(
        "FP8218", Severity.Error, DiagnosticCategory.Data, "a flow is disabled: its inlet would acknowledge records that are lost", "enable the flow", ExitCode.NotLive);

    /// <summary>FP8219: a flow did not become live in time.</summary>
    public static readonly DiagnosticDescriptor NotLiveInTime = new(
        "FP8219", Severity.Error, DiagnosticCategory.Data, "a flow did not become live in the time given", "wait longer with `--wait-timeout`", ExitCode.NotLive);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } = [FlowIsYoung, FlowIsOff, NotLiveInTime];
}
