using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Core.Resources;

/// <summary>Calls of a kind that answer what cannot be known offline of the objects that its resources name, so that a plan asks.</summary>
public interface IReferenceCheck
{
    /// <summary>What is wrong with what resources name: an error where there is no such object. Makes calls only for what is not known offline.</summary>
    /// <param name="desired">The resources of the kind that a plan creates or changes.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    Task<IReadOnlyList<Diagnostic>> CheckReferencesAsync(IReadOnlyList<DesiredResource> desired, CancellationToken cancellationToken);
}
