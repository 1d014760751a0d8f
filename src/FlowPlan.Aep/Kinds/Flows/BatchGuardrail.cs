using FlowPlan.Aep.Kinds.Common;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Flows;

/// <summary>The guardrail of scheduled flows: the batches that reach Profile in a day, of all flows together.</summary>
internal static class BatchGuardrail
{
    /// <summary>The most batches a day.</summary>
    private const int InDay = 90;

    private const decimal MinutesOfDay = 24 * 60;

    public static void Check(IReadOnlyList<DesiredResource> flows, DesiredGraph graph, DiagnosticBag diagnostics)
    {
        var batches = 0m;
        DesiredResource? first = null;
        foreach (var flow in flows.Where(f => f.Fields["schedule"] is not null && LeadsToProfile(f, graph)))
        {
            batches += OfDay(flow.Fields);
            if (batches > InDay)
                first ??= flow;
        }

        if (first is not null)
        {
            diagnostics.Add(GuardrailDescriptors.Check(
                first.SpanOf(FieldPath.Of("schedule")), first.Address, (int)Math.Ceiling(batches), InDay, "scheduled batches a day of datasets that are enabled for Profile")!);
        }
    }

    private static bool LeadsToProfile(DesiredResource flow, DesiredGraph graph) =>
        flow.Fields["enabled"] != Value.Of(false)
        && graph.Follow(flow, "targetConnectionId", "dataSetId") is { } dataset
        && FieldPath.Find(dataset.Fields, "profile/enabled") == Value.Of(true);

    /// <summary>How many batches a schedule makes in a day; none where it is not known.</summary>
    private static decimal OfDay(Value.Map fields) => (FieldPath.Find(fields, "schedule/frequency"), FieldPath.Find(fields, "schedule/interval")) switch
    {
        (Value.Text("minute"), Value.Number(> 0 and var interval)) => MinutesOfDay / interval,
        (Value.Text("hour"), Value.Number(> 0 and var interval)) => 24 / interval,
        (Value.Text("day"), Value.Number(> 0 and var interval)) => 1 / interval,
        (Value.Text("week"), Value.Number(> 0 and var interval)) => 1 / (7 * interval),
        _ => 0,
    };
}
