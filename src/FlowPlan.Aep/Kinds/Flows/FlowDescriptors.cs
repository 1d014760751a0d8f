using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Aep.Kinds.Flows;

/// <summary>Rules of flows that are checked before any call.</summary>
public static class FlowDescriptors
{
    /// <summary>FP2001: a flow of raw data has no mapping.</summary>
    public static readonly DiagnosticDescriptor RawNeedsMapping = new(
        "FP2001", Severity.Error, DiagnosticCategory.References, "a flow of raw data has no mapping", "add a mapping, or send `xdm`");

    /// <summary>FP2002: a flow of XDM data has a mapping.</summary>
    public static readonly DiagnosticDescriptor XdmWithMapping = new(
        "FP2002", Severity.Error, DiagnosticCategory.References, "a flow of XDM data has a mapping", "remove the mapping, or send `raw`");

    /// <summary>FP2012: the flow specification of a flow does not fit its source.</summary>
    public static readonly DiagnosticDescriptor FlowSpecMismatch = new(
        "FP2012", Severity.Error, DiagnosticCategory.References, "the flow specification of a flow does not fit its source", "remove `flowSpec`");

    /// <summary>FP2013: a flow of another source has no flow specification.</summary>
    public static readonly DiagnosticDescriptor FlowSpecRequired = new(
        "FP2013", Severity.Error, DiagnosticCategory.References, "a flow of another source has no flow specification", "add `flowSpec: { id }`");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        RawNeedsMapping,
        XdmWithMapping,
        FlowSpecMismatch,
        FlowSpecRequired,
    ];
}
