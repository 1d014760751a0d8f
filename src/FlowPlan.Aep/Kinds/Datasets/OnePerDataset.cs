using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Datasets;

/// <summary>Of what a dataset has one of, such as its expiration: two blocks would undo each other's work.</summary>
internal static class OnePerDataset
{
    /// <summary>Reports each resource whose dataset an earlier one refers to in the same field.</summary>
    public static void Check(IReadOnlyList<DesiredResource> resources, string field, DiagnosticBag diagnostics)
    {
        var first = new Dictionary<ResourceAddress, ResourceAddress>();
        foreach (var resource in resources)
        {
            if (resource.Fields[field] is Value.Reference { Address: var dataset } && !first.TryAdd(dataset, resource.Address))
                diagnostics.Add(DatasetDiagnostics.TakenTwice(resource.SpanOf(FieldPath.Of(field)), resource.Address, dataset, first[dataset]));
        }
    }
}
