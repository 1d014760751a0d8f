using System.Collections.Immutable;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Planning;

/// <summary>What a resource needs before it: what its fields refer to and what it names in <c>dependsOn</c>.</summary>
internal static class Dependencies
{
    public static ImmutableArray<ResourceAddress> Of(DesiredResource desired) =>
        [.. KnownAttributes.ReferencesIn(desired.Fields).Select(r => r.Address).Concat(desired.DependsOn).Distinct().Order()];
}
