using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Dialect;

/// <summary>
/// Refuses secrets in names. The platform shows a name to everybody, and FlowPlan finds an object again by it, in the
/// journal too.
/// </summary>
internal static class SecretNames
{
    private static readonly string[] Fields = ["name", "title", "description", "sourceId", "streamName"];

    public static void Check(Expansion expansion)
    {
        foreach (var desired in expansion.Desired)
        {
            foreach (var field in Fields.Where(f => desired.Fields[f] is Value.Secret))
                expansion.Found.Add(DialectDiagnostics.SecretName(desired.FieldSpans.GetValueOrDefault(field) ?? desired.Span, field));
        }
    }
}
