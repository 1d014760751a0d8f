using FlowPlan.Aep.Kinds.Common;
using FlowPlan.Aep.Kinds.Schemas;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Flows;

/// <summary>What must fit together in a flow. Nothing is known of existing resources, so that no rule applies to them.</summary>
internal static class FlowRules
{
    /// <summary>The flow specification of the HTTP API, which follows from whether there is a mapping.</summary>
    public static string ImpliedSpecification(bool mapped) => mapped ? WellKnown.FlowSpecWithMapping : WellKnown.FlowSpecWithoutMapping;

    public static void Check(DesiredResource flow, DesiredGraph graph, DiagnosticBag diagnostics)
    {
        if (graph.Follow(flow, "sourceConnectionId", "baseConnectionId") is { } connection)
        {
            if (HttpApi.Is(connection.Fields["type"]))
                CheckStreaming(flow, connection, diagnostics);
            else if (!flow.FieldSpans.ContainsKey("flowSpec"))
                diagnostics.Add(FlowDiagnostics.OtherSourceNeedsFlowSpec(flow.Span, flow.Address.Key, connection.Address.Key));
        }

        if (graph.Follow(flow, "mapping/id") is { } mapping && graph.Follow(flow, "targetConnectionId") is { } target)
            CheckSchemas(flow, mapping, target, graph, diagnostics);
    }

    private static void CheckStreaming(DesiredResource flow, DesiredResource connection, DiagnosticBag diagnostics)
    {
        var (name, dataType) = (flow.Address.Key, connection.Fields.TextOf("dataType"));
        var mapped = flow.FieldSpans.TryGetValue("mapping", out var mapping);
        if (dataType == "raw" && !mapped)
            diagnostics.Add(FlowDiagnostics.RawNeedsMapping(flow.Span, name, connection.Address.Key));
        if (dataType == "xdm" && mapped)
            diagnostics.Add(FlowDiagnostics.XdmTakesNoMapping(mapping!, name, connection.Address.Key));
        var implied = ImpliedSpecification(mapped);
        if (flow.FieldSpans.TryGetValue("flowSpec", out var declared) && FieldPath.Find(flow.Fields, "flowSpec/id") != Value.Of(implied))
            diagnostics.Add(FlowDiagnostics.OtherFlowSpec(declared, implied));
    }

    private static void CheckSchemas(
        DesiredResource flow, DesiredResource mapping, DesiredResource target, DesiredGraph graph, DiagnosticBag diagnostics)
    {
        var ofTarget = SchemaOf(graph.Follow(target, "dataSetId")) ?? SchemaOf(target);
        if (SchemaOf(mapping) is not { } ofMapping || ofTarget?.Address.Kind != ofMapping.Address.Kind)
            return;
        var dataset = (target.Fields["dataSetId"] as Value.Reference)?.Address.Key ?? "?";
        SchemaAgreement.Check(
            diagnostics, graph, flow.FieldSpans["mapping/id"], $"mappings.{mapping.Address.Key}", ofMapping.Address, dataset, ofTarget.Address);
    }

    private static Value.Reference? SchemaOf(DesiredResource? resource) =>
        resource is null ? null : FieldPath.Find(resource.Fields, "schema/id") as Value.Reference;
}
