using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Blocks;
using FlowPlan.Core.Manifests.Syntax;

namespace FlowPlan.Core.Manifests.Validation;

/// <summary>The diagnostic of one fault.</summary>
internal static class SchemaFinding
{
    public static Diagnostic Of(SchemaFault fault)
    {
        var (node, name, keySpan) = (fault.Place.Node, fault.Place.Name, fault.Place.KeySpan);
        return fault.Kind switch
        {
            SchemaFaultKind.Type when SchemaBranches.TypeName(fault.Rule) is { } type => SchemaDiagnostics.WrongType(node.Span, name, type, node),
            SchemaFaultKind.UnknownKey => Unknown((Node.Mapping)node, fault),
            SchemaFaultKind.MissingKey => SchemaDiagnostics.MissingKey(keySpan, fault.Key, name),
            SchemaFaultKind.NotAllowed => SchemaDiagnostics.NotAllowed(node.Span, name, Given(node), fault.Rule.Enumeration),
            SchemaFaultKind.Bounds => SchemaDiagnostics.OutOfBounds(node is Node.Scalar ? node.Span : keySpan, name, fault.Bound),
            SchemaFaultKind.SeveralForms => SchemaDiagnostics.FitsSeveral(node.Span, name, fault.Rule.Message),
            SchemaFaultKind.NoForm when SchemaBranches.ExpectedTypes(fault) is { Count: > 0 } types =>
                SchemaDiagnostics.WrongType(node.Span, name, string.Join(" or ", types), node),
            SchemaFaultKind.NoForm => SchemaDiagnostics.FitsNothing(node.Span, name, fault.Rule.Message),
            _ => SchemaDiagnostics.BadForm(node.Span, name, fault.Rule.Message),
        };
    }

    private static Diagnostic Unknown(Node.Mapping node, SchemaFault fault)
    {
        var (entry, rule) = (node.Entry(fault.Key)!, fault.Rule);
        if (rule.Elsewhere.TryGetValue(entry.Key, out var instead))
            return SchemaDiagnostics.KeyElsewhere(entry.KeySpan, entry.Key, instead);
        return rule.Properties.Count == 0 && rule.PatternProperties.Count > 0
            ? SchemaDiagnostics.BadKey(entry.KeySpan, entry.Key, rule.PatternProperties[0].Pattern.Text)
            : SchemaDiagnostics.UnknownKey(entry.KeySpan, entry.Key, rule.Properties.Keys.Where(k => node[k] is null));
    }

    private static string Given(Node node) => node.Span.Hidden || node is not Node.Scalar scalar ? "(hidden)" : scalar.Value.ToString();
}
