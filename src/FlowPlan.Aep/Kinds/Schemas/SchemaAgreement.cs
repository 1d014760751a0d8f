using FlowPlan.Aep.Kinds.Common;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Schemas;

/// <summary>Whether two declarations mean one schema, and the same version of it.</summary>
internal static class SchemaAgreement
{
    /// <summary>Reports where one party maps into, or writes, another schema than a dataset holds.</summary>
    /// <param name="diagnostics">Told of it.</param>
    /// <param name="graph">The resources.</param>
    /// <param name="span">Where the party is named.</param>
    /// <param name="party">What is made for the one schema, such as <c>mappings.a</c>.</param>
    /// <param name="schema">That schema.</param>
    /// <param name="dataset">The key of the dataset.</param>
    /// <param name="held">The schema that the dataset holds.</param>
    public static void Check(
        DiagnosticBag diagnostics, DesiredGraph graph, SourceSpan span, string party, ResourceAddress schema, string dataset, ResourceAddress held)
    {
        if (schema == held)
            return;
        var (left, right) = (graph.Find(schema), graph.Find(held));
        if (left?.Existing is null || left.Existing.Text != right?.Existing?.Text)
        {
            diagnostics.Add(Diagnostic.Of(
                SchemaDescriptors.SchemaMismatch,
                $"{party} is made for schemas.{schema.Key}, but datasets.{dataset} holds schemas.{held.Key}",
                span,
                "a flow's mapping, target and dataset share one schema"));
            return;
        }

        var (version, other) = (SchemaDefaults.VersionOf(left.ReferenceDefaults), SchemaDefaults.VersionOf(right.ReferenceDefaults));
        if (!Equals(Versions.Full(Value.Of(version)), Versions.Full(Value.Of(other))))
        {
            diagnostics.Add(Diagnostic.Of(
                SchemaDescriptors.SchemaVersionMismatch,
                $"{party} is made for version {version} of the schema, but datasets.{dataset} holds version {other}",
                span,
                "refer to one version of the schema in both"));
        }
    }
}
