using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Resources.Checks;

/// <summary>
/// Calls of a kind that read more of the objects that a manifest only refers to than their lookup tells, to check the kind's resources against them. A
/// plan makes them with its other reads, whatever it changes.
/// </summary>
public interface IExistingCheck
{
    /// <summary>The objects that must be read: those against which resources of the kind cannot be checked offline.</summary>
    /// <param name="desired">All resources of the manifest.</param>
    IReadOnlyCollection<ResourceAddress> FindUnchecked(IReadOnlyCollection<DesiredResource> desired);

    /// <summary>What is wrong with the resources that refer to an object; that it cannot be read is a warning.</summary>
    /// <param name="address">The object's address.</param>
    /// <param name="live">The object, as its lookup found it.</param>
    /// <param name="desired">All resources of the manifest.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task<IReadOnlyList<Diagnostic>> CheckAsync(ResourceAddress address, LiveObject live, DesiredGraph desired, CancellationToken cancellationToken);
}
