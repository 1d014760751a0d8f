using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Manifests.Syntax;

namespace FlowPlan.Aep.Dialect;

/// <summary>What must fit together in a flow.</summary>
internal static class FlowRules
{
    public static void Check(
        Expansion expansion,
        ResourceDeclaration flow,
        ResourceDeclaration? source,
        ResourceDeclaration? target,
        ResourceDeclaration? mapping,
        string expectedFlowSpec)
    {
        var connection = Expansion.TextOf(source?.Body, "connection") is { } key ? expansion.Find(SectionNames.Connections, key) : null;
        if (connection is not null && connection.Body["existing"] is null)
        {
            if (ConnectionSection.IsHttpApi(connection.Body))
                CheckStreaming(expansion, flow, connection, expectedFlowSpec);
            else if (flow.Body["flowSpec"] is null)
                expansion.Found.Add(DialectDiagnostics.OtherSourceNeedsFlowSpec(flow.KeySpan, flow.Key, connection.Key));
        }

        if (mapping is not null && target is not null && mapping.Body["existing"] is null)
            CheckSchemas(expansion, flow, mapping, target);
    }

    private static void CheckStreaming(Expansion expansion, ResourceDeclaration flow, ResourceDeclaration connection, string expectedFlowSpec)
    {
        var dataType = Expansion.TextOf(connection.Body, "dataType");
        var mapping = flow.Body.Entry("mapping");
        if (dataType == "raw" && mapping is null)
            expansion.Found.Add(DialectDiagnostics.RawNeedsMapping(flow.KeySpan, flow.Key, connection.Key));
        if (dataType == "xdm" && mapping is not null)
            expansion.Found.Add(DialectDiagnostics.XdmTakesNoMapping(mapping.KeySpan, flow.Key, connection.Key));
        if (flow.Body["flowSpec"] is Node.Mapping flowSpec && Expansion.TextOf(flowSpec, "id") != expectedFlowSpec)
            expansion.Found.Add(DialectDiagnostics.OtherFlowSpec(flowSpec["id"]!.Span, expectedFlowSpec));
    }

    private static void CheckSchemas(Expansion expansion, ResourceDeclaration flow, ResourceDeclaration mapping, ResourceDeclaration target)
    {
        var ofTarget = TargetConnectionSection.SchemaOf(expansion, target.Body) ?? TargetConnectionSection.OwnSchemaOf(expansion, target.Body);
        var ofMapping = Expansion.TextOf(mapping.Body, "schema") is { } key ? expansion.Find(SectionNames.Schemas, key) : null;
        if (ofTarget is null || ofMapping is null)
            return;
        SchemaAgreement.Check(
            expansion.Found, flow.Body["mapping"]!.Span, $"mappings.{mapping.Key}", ofMapping, Expansion.TextOf(target.Body, "dataset") ?? "?", ofTarget);
    }
}
