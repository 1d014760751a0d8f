using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Aep.Kinds.Flows;

/// <summary>Diagnostics about what does not fit together in a flow.</summary>
internal static class FlowDiagnostics
{
    public static Diagnostic RawNeedsMapping(SourceSpan span, string flow, string connection) =>
        Diagnostic.Of(
            FlowDescriptors.RawNeedsMapping, $"the flow '{flow}' has no mapping, but connections.{connection} sends raw data", span, "add 'mapping: <key>', or make the connection 'dataType: xdm'");

    public static Diagnostic XdmTakesNoMapping(SourceSpan span, string flow, string connection) =>
        Diagnostic.Of(
            FlowDescriptors.XdmWithMapping, $"the flow '{flow}' has a mapping, but connections.{connection} sends XDM records", span, "remove 'mapping', or make the connection 'dataType: raw'");

    public static Diagnostic OtherSourceNeedsFlowSpec(SourceSpan span, string flow, string connection) =>
        Diagnostic.Of(
            FlowDescriptors.FlowSpecRequired,
            $"the flow '{flow}' has no flow specification, and connections.{connection} is not an HTTP API connection, which would imply it",
            span,
            "add 'flowSpec: { id: … }'; GET /flowSpecs of Flow Service lists them");

    public static Diagnostic OtherFlowSpec(SourceSpan span, string expected) =>
        Diagnostic.Of(FlowDescriptors.FlowSpecMismatch, "the flow specification does not fit a flow of the HTTP API", span, $"remove 'flowSpec'; it follows from the mapping and is {expected} here");
}
