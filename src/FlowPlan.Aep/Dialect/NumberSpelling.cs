using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Dialect;

/// <summary>
/// Warns of numbers in passed-through maps that would not be sent as they are written, such as <c>007</c> or <c>1.50</c>: they may be meant as texts.
/// </summary>
internal static class NumberSpelling
{
    public static void Check(Node.Mapping body, IEnumerable<FieldRule> rules, DiagnosticBag diagnostics)
    {
        foreach (var rule in rules.Where(r => r.IsFreeForm))
        {
            Node? at = body;
            foreach (var key in rule.Path.Keys)
                at = (at as Node.Mapping)?[key];
            if (at is not null)
                Check(at, FieldPath.Of(rule.Path.Keys.AsSpan()), rule.WriteOnly, diagnostics);
        }
    }

    private static void Check(Node node, FieldPath path, bool secret, DiagnosticBag diagnostics)
    {
        switch (node)
        {
            case Node.Mapping mapping:
                foreach (var entry in mapping.Entries)
                    Check(entry.Value, path.Then(entry.Key), secret, diagnostics);
                break;
            case Node.Sequence sequence:
                for (var i = 0; i < sequence.Items.Length; i++)
                    Check(sequence.Items[i], path.Then(i), secret, diagnostics);
                break;
            case Node.Scalar { Plain: true, Value: Value.Number number } scalar when scalar.Raw.Length > 0 && scalar.Raw != number.ToString():
                diagnostics.Add(BlockDiagnostics.NumberRespelled(scalar.Span with { Hidden = scalar.Span.Hidden || secret }, path, secret ? null : scalar.Raw, number));
                break;
        }
    }
}
