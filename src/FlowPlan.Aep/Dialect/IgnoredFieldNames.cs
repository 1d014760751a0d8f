using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Dialect;

/// <summary>Reports a path of <c>ignoreChanges</c> that can name no field of the kind: it would ignore nothing, and nobody would notice.</summary>
internal static class IgnoredFieldNames
{
    public static void Check(Node.Mapping? lifecycle, KindDescription kind, DiagnosticBag diagnostics)
    {
        foreach (var item in (lifecycle?["ignoreChanges"] as Node.Sequence)?.Items.OfType<Node.Scalar>() ?? [])
        {
            var text = item.Value.ToString();
            var pattern = FieldPattern.ParseManifest(text);
            if (!kind.Fields.Any(field => pattern.Overlaps(field)))
                diagnostics.Add(Unknown(item.Span, kind, text, pattern));
        }
    }

    private static Diagnostic Unknown(SourceSpan span, KindDescription kind, string text, FieldPattern pattern)
    {
        var root = pattern.Keys[0];
        var below = kind.Fields.Where(f => f.Keys[0] == root && f.Keys.Length > 1).Select(f => string.Join('.', f.Keys)).ToList();
        return below.Count > 0
            ? DialectDiagnostics.UnknownField(span, kind.Name, text, string.Join('.', pattern.Keys), below)
            : DialectDiagnostics.UnknownField(span, kind.Name, text, kind.Fields.Any(f => f.Keys[0] == root) ? string.Join('.', pattern.Keys) : root, kind.Fields.Select(f => f.Keys[0]).Distinct());
    }
}
