using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Values;
using FlowPlan.DataPrep.Findings;

namespace FlowPlan.Aep.Kinds.Mappings.Checks;

/// <summary>Checks the expression of a field of a mapping where it is written.</summary>
internal static class ExpressionFindings
{
    /// <summary>What is wrong or doubtful in an expression. A secret is not checked: a finding would quote it.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="live">The functions that the service has; null where they are not known.</param>
    public static IEnumerable<Diagnostic> In(Node.Scalar expression, LiveFunctions? live)
    {
        if (expression.Value is not Value.Text(var text))
            yield break;
        foreach (var finding in CheckedExpressions.Of(text).Findings)
        {
            // At the end of the text there is no character: point at the last one.
            var start = Math.Min(finding.Range.Start, Math.Max(0, text.Length - 1));
            if (live is not null && finding.Kind == FindingKind.UnknownFunction)
            {
                if (live.Missing(text[finding.Range.Start..finding.Range.End], expression.SpanOf(start, finding.Range.End)) is { } missing)
                    yield return missing;
                continue;
            }

            yield return Diagnostic.Of(
                ExpressionDescriptors.Of(finding.Kind), finding.Message, expression.SpanOf(start, Math.Max(finding.Range.End, start + 1)), finding.Suggestion ?? ExpressionDescriptors.Of(finding.Kind).Remedy);
        }
    }
}
