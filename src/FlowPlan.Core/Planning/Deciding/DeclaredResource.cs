using System.Collections.Immutable;
using FlowPlan.Core.Graph;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Planning.Deciding;

/// <summary>A declared resource with its dependencies, which are found once for each plan.</summary>
/// <param name="Desired">The resource.</param>
/// <param name="Dependencies">Its dependencies, sorted.</param>
internal readonly record struct DeclaredResource(DesiredResource Desired, ImmutableArray<ResourceAddress> Dependencies)
{
    /// <summary>The resources in the order in which they are decided, dependencies before dependents.</summary>
    public static ImmutableArray<DeclaredResource> InOrder(IReadOnlyDictionary<ResourceAddress, DesiredResource> desired)
    {
        var dependencies = desired.ToDictionary(d => d.Key, d => d.Value.FindDependencies());
        var order = DependencyGraph.Of(dependencies.Select(d => (d.Key, d.Value.AsEnumerable()))).Order;
        return [.. order.Select(address => new DeclaredResource(desired[address], dependencies[address]))];
    }
}
