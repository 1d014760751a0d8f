using FlowPlan.Aep.Kinds.Common;
using FlowPlan.Aep.Kinds.Schemas;
using FlowPlan.Aep.Kinds.Schemas.Descriptors;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Datasets;

/// <summary>The guardrails of all datasets together.</summary>
internal static class DatasetGuardrails
{
    /// <summary>The most datasets of either behavior that Profile is made for.</summary>
    private const int InProfile = 20;

    /// <summary>The most datasets of a schema that extends others by a relationship.</summary>
    private const int OfDimension = 5;

    public static void Check(IReadOnlyList<DesiredResource> datasets, DesiredGraph graph, DiagnosticBag diagnostics)
    {
        var inProfile = datasets.Where(d => FieldPath.Find(d.Fields, "profile/enabled") == Value.Of(true)).ToList();
        CheckDimensions(inProfile, graph, diagnostics);
        foreach (var ofBehavior in inProfile.ToLookup(d => SchemaBehavior.IsTimeSeries(d, graph)))
        {
            var all = ofBehavior.ToList();
            if (ofBehavior.Key is not { } isTimeSeries || all.Count <= InProfile)
                continue;
            var first = all[InProfile];
            diagnostics.Add(GuardrailDescriptors.Check(
                first.FieldSpans["profile/enabled"], first.Address, all.Count, InProfile, $"datasets of {(isTimeSeries ? "events" : "records")} that are enabled for Profile")!);
        }
    }

    private static void CheckDimensions(List<DesiredResource> inProfile, DesiredGraph graph, DiagnosticBag diagnostics)
    {
        var dimensions = graph.OfKind(DescriptorTypes.SchemaKind)
            .SelectMany(s => (s.Fields[DescriptorTypes.Relationships] as Value.Map ?? Value.Map.Empty).Entries)
            .Select(r => (r.Value as Value.Map)?["schema"])
            .OfType<Value.Reference>()
            .Select(r => r.Address)
            .ToHashSet();
        foreach (var ofSchema in inProfile.ToLookup(d => (FieldPath.Find(d.Fields, "schema/id") as Value.Reference)?.Address))
        {
            if (ofSchema.Key is not { } schema || !dimensions.Contains(schema) || ofSchema.ElementAtOrDefault(OfDimension) is not { } first)
                continue;
            diagnostics.Add(GuardrailDescriptors.Check(
                first.FieldSpans["profile/enabled"], first.Address, ofSchema.Count(), OfDimension, $"datasets of {schema}, to which relationships lead, that are enabled for Profile")!);
        }
    }
}
