using System.Collections.Immutable;
using FlowPlan.Core.State;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Applying.Recovery;

/// <summary>
/// A replacement whose new object was never created has its old object recorded twice, as current and as deposed. The deposed record
/// would make the next plan delete an object that is still in use.
/// </summary>
internal static class UnstartedReplacements
{
    /// <summary>The resources without deposed records of an object that is the current one.</summary>
    public static ImmutableSortedDictionary<ResourceAddress, ResourceState> Remove(
        ImmutableSortedDictionary<ResourceAddress, ResourceState> resources) =>
        resources.RemoveRange(resources.Keys.Where(a => a.IsDeposed
            && resources.TryGetValue(a.Base, out var current)
            && current.Id == a.DeposedId));
}
