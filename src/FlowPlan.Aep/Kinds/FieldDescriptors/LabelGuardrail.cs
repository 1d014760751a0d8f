using FlowPlan.Aep.Kinds.Common;
using FlowPlan.Aep.Kinds.Labels;
using FlowPlan.Aep.Kinds.Schemas;
using FlowPlan.Aep.Kinds.Schemas.Descriptors;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;

namespace FlowPlan.Aep.Kinds.FieldDescriptors;

/// <summary>The guardrail of data usage labels: those of all fields of a schema.</summary>
internal static class LabelGuardrail
{
    /// <summary>The most labels of a schema.</summary>
    private const int OfSchema = 300;

    public static void Check(IReadOnlyList<DesiredResource> descriptors, DesiredGraph graph, DiagnosticBag diagnostics)
    {
        var ofGroup = descriptors
            .Where(d => d.Fields["fieldGroup"] is not null)
            .ToLookup(d => d.Fields["fieldGroup"]!, d => DataUsageLabels.NamesIn(d.Fields[DescriptorForms.Labels]).Count());
        if (ofGroup.Count == 0)
            return;
        foreach (var schema in graph.OfKind(DescriptorTypes.SchemaKind))
        {
            var count = SchemaFields.PartsOf(schema.Fields).Sum(part => ofGroup[part].Sum());
            if (GuardrailDescriptors.Check(schema.Span, schema.Address, count, OfSchema, "data usage labels of fields") is { } beyond)
                diagnostics.Add(beyond);
        }
    }
}
