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

    /// <summary>The most descriptors of a sandbox.</summary>
    private const int Descriptors = 4000;

    /// <summary>The most fields of a row.</summary>
    private const int Fields = 10_000;

    /// <summary>Checks what counts over all schemas.</summary>
    /// <param name="schemas">The schemas.</param>
    /// <param name="others">How many descriptors there are besides theirs.</param>
    /// <param name="diagnostics">Takes what is beyond.</param>
    public static void CheckAll(IReadOnlyList<DesiredResource> schemas, int others, DiagnosticBag diagnostics)
    {
        var last = schemas[^1];
        var count = others + schemas.Sum(s => DescriptorTypes.Groups.Sum(g => (s.Fields[g] as Value.Map)?.Entries.Sum(DescriptorsOf) ?? 0));
        if (GuardrailDescriptors.Check(last.Span, last.Address, count, Descriptors, "descriptors in the sandbox") is { } beyond)
            diagnostics.Add(beyond);
    }

    /// <summary>Checks the fields that its own components give a schema; those of standard components are the platform's matter.</summary>
    public static void CheckFields(DesiredResource schema, DesiredGraph graph, DiagnosticBag diagnostics)
    {
        var own = SchemaFields.PartsOf(schema.Fields).OfType<Value.Reference>().Sum(part => (graph.Find(part.Address)?.Fields["fields"] as Value.Map)?.Entries.Length ?? 0);
        if (GuardrailDescriptors.Check(schema.Span, schema.Address, own, Fields, "own fields") is { } beyond)
            diagnostics.Add(beyond);
    }

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

    /// <summary>A relationship with the namespace of the other schema is two descriptors.</summary>
    private static int DescriptorsOf(KeyValuePair<string, Value> entry) => entry.Value is Value.Map field && field["schema"] is not null && field["namespace"] is not null ? 2 : 1;

    private static SourceSpan SpanOf(DesiredResource schema, string group, string path) => schema.SpanOf(FieldPath.Of(group, path));
}
