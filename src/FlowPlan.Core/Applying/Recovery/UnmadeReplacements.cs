using System.Collections.Immutable;
using FlowPlan.Core.Planning;
using FlowPlan.Core.State;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Applying.Recovery;

/// <summary>
/// A replacement whose new object was never made has its old object on record twice, under its own address and as superseded.
/// The second record would have the next plan delete an object that is still the one in use.
/// </summary>
internal static class UnmadeReplacements
{
    public static ImmutableSortedDictionary<ResourceAddress, ResourceState> Without(
        ImmutableSortedDictionary<ResourceAddress, ResourceState> resources) =>
        resources.RemoveRange(resources
            .Where(r => SupersededAddress.BaseOf(r.Key) is var address
                && address != r.Key
                && resources.TryGetValue(address, out var current)
                && current.Id == r.Value.Id)
            .Select(r => r.Key));
}
