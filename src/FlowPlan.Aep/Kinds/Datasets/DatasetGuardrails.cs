using FlowPlan.Aep.Kinds.Common;
using FlowPlan.Aep.Kinds.Schemas;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Datasets;

/// <summary>The guardrails of all datasets together.</summary>
internal static class DatasetGuardrails
{
    /// <summary>The most datasets of either behavior that Profile is made for.</summary>
    private const int InProfile = 20;

    public static void Check(IReadOnlyList<DesiredResource> datasets, DesiredGraph graph, DiagnosticBag diagnostics)
    {
        foreach (var ofBehavior in datasets.Where(d => FieldPath.Find(d.Fields, "profile/enabled") == Value.Of(true)).ToLookup(d => SchemaBehavior.IsTimeSeries(d, graph)))
        {
            var all = ofBehavior.ToList();
            if (ofBehavior.Key is not { } isTimeSeries || all.Count <= InProfile)
                continue;
            var first = all[InProfile];
            diagnostics.Add(GuardrailDescriptors.Check(
                first.FieldSpans["profile/enabled"], first.Address, all.Count, InProfile, $"datasets of {(isTimeSeries ? "events" : "records")} that are enabled for Profile")!);
        }
    }
}
