using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Dialect;

/// <summary>
/// Names are how objects are found again, and all users of the platform can see them: no two resources of a kind have the same, and
/// none holds a secret or a null character.
/// </summary>
internal static class NameRules
{
    private const string Description = "description";

    public static void Check(IReadOnlyList<DesiredResource> desired, KindSet kinds, DiagnosticBag diagnostics)
    {
        var reported = new HashSet<SourceSpan>();
        foreach (var ofKind in desired.GroupBy(d => d.Address.Kind))
        {
            var kind = kinds[ofKind.Key].Description;
            string[] visible = [kind.NameField, Description, .. kind.PublicFields];
            CheckUnique(kind, ofKind.Where(d => d.Existing is null), reported, diagnostics);
            foreach (var resource in ofKind)
            {
                CheckSecrets(visible, resource, diagnostics);
                if (resource.Fields.TextOf(kind.NameField)?.Contains('\0', StringComparison.Ordinal) == true)
                    diagnostics.Add(DialectDiagnostics.NullInName(SpanOf(resource, kind.NameField), kind.NameField));
            }
        }
    }

    private static void CheckUnique(
        KindDescription kind, IEnumerable<DesiredResource> resources, HashSet<SourceSpan> reported, DiagnosticBag diagnostics)
    {
        var first = new Dictionary<string, DesiredResource>(kind.NameComparer);
        foreach (var resource in resources)
        {
            if (resource.Fields.TextOf(kind.NameField) is not { } name || first.TryAdd(name, resource))
                continue;

            // Inline blocks take their names from the block around them: one place is one mistake.
            var (other, span) = (first[name], SpanOf(resource, kind.NameField));
            if (reported.Add(span))
                diagnostics.Add(DialectDiagnostics.SameName(span, resource.Address, kind.NameField, name, other.Address, SpanOf(other, kind.NameField)));
        }
    }

    private static void CheckSecrets(string[] fields, DesiredResource resource, DiagnosticBag diagnostics)
    {
        foreach (var field in fields)
        {
            if (resource.Fields[field] is Value.Secret)
                diagnostics.Add(DialectDiagnostics.SecretName(SpanOf(resource, field), field));
        }
    }

    private static SourceSpan SpanOf(DesiredResource resource, string field) => resource.FieldSpans.GetValueOrDefault(field) ?? resource.Span;
}
