using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Dialect;

/// <summary>Reports managed resources that could not be told apart on the platform.</summary>
internal static class UniqueNames
{
    public static void Check(Expansion expansion)
    {
        var first = new Dictionary<(string Kind, string Key), DesiredResource>();
        foreach (var desired in expansion.Desired.Where(d => d.Existing is null))
        {
            var field = desired.Address.Kind == "schema" ? "title" : "name";
            if (desired.Fields.TextOf(field) is not { } name)
                continue;
            if (!first.TryAdd((desired.Address.Kind, Scope(desired) + "\n" + name), desired))
            {
                var other = first[(desired.Address.Kind, Scope(desired) + "\n" + name)];
                expansion.Found.Add(DialectDiagnostics.SameName(
                    SpanOf(desired, field), desired.Address, field, name, other.Address, SpanOf(other, field)));
            }
        }
    }

    /// <summary>What else tells objects of a kind apart, besides the name.</summary>
    private static string Scope(DesiredResource desired) => desired.Address.Kind switch
    {
        "connection" => FieldPath.Find(desired.Fields, "type/id")?.ToString() ?? string.Empty,
        "dataset" => FieldPath.Find(desired.Fields, "schema/id")?.ToString() ?? string.Empty,
        "sourceConnection" => desired.Fields["baseConnectionId"]?.ToString() ?? string.Empty,
        "targetConnection" => desired.Fields["dataSetId"]?.ToString() ?? string.Empty,
        _ => string.Empty,
    };

    private static Core.Diagnostics.SourceSpan SpanOf(DesiredResource desired, string field) =>
        desired.FieldSpans.GetValueOrDefault(field) ?? desired.Span;
}
