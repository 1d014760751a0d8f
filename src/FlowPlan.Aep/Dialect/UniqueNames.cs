using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;

namespace FlowPlan.Aep.Dialect;

/// <summary>Reports managed resources of one kind that bear one name and could not be told apart on the platform.</summary>
internal static class UniqueNames
{
    public static void Check(Expansion expansion)
    {
        var first = new Dictionary<(string Kind, string Name), DesiredResource>();
        var reported = new HashSet<SourceSpan>();
        foreach (var desired in expansion.Desired.Where(d => d.Existing is null))
        {
            var field = desired.Address.Kind == "schema" ? "title" : "name";
            if (desired.Fields.TextOf(field) is not { } name || first.TryAdd((desired.Address.Kind, name), desired))
                continue;

            // The connections that a flow makes take their names from its own: one place is one mistake.
            var other = first[(desired.Address.Kind, name)];
            if (reported.Add(SpanOf(desired, field)))
                expansion.Found.Add(DialectDiagnostics.SameName(SpanOf(desired, field), desired.Address, field, name, other.Address, SpanOf(other, field)));
        }
    }

    private static SourceSpan SpanOf(DesiredResource desired, string field) => desired.FieldSpans.GetValueOrDefault(field) ?? desired.Span;
}
