using FlowPlan.Aep.Kinds.Common;
using FlowPlan.Aep.Kinds.Schemas.Descriptors;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Schemas;

/// <summary>The guardrails of a schema.</summary>
internal static class SchemaGuardrails
{
    /// <summary>The most identities of a record.</summary>
    private const int Identities = 20;

    /// <summary>The most relationships between entities.</summary>
    private const int Relationships = 5;

    /// <summary>How deep a field with an identity may be.</summary>
    private const int Depth = 4;

    public static void Check(DesiredResource schema, DiagnosticBag diagnostics)
    {
        foreach (var (group, limit) in (ReadOnlySpan<(string, int)>)[(DescriptorTypes.Identities, Identities), (DescriptorTypes.Relationships, Relationships)])
        {
            var paths = (schema.Fields[group] as Value.Map ?? Value.Map.Empty).Entries;
            if (paths.Length > limit && GuardrailDescriptors.Check(SpanOf(schema, group, paths[limit].Key), schema.Address, paths.Length, limit, group) is { } beyond)
                diagnostics.Add(beyond);
        }

        foreach (var (path, _) in (schema.Fields[DescriptorTypes.Identities] as Value.Map ?? Value.Map.Empty).Entries)
        {
            if (GuardrailDescriptors.Check(SpanOf(schema, DescriptorTypes.Identities, path), schema.Address, path.Split('.').Length, Depth, $"levels down to the identity '{path}'") is { } deep)
                diagnostics.Add(deep);
        }
    }

    private static SourceSpan SpanOf(DesiredResource schema, string group, string path) => IChangeGuard.SpanOf(schema, FieldPath.Of(group, path));
}
