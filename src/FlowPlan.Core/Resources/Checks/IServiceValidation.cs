using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Resources.Checks;

/// <summary>Calls of a kind that have its service say whether it would take an object. They store nothing.</summary>
public interface IServiceValidation
{
    /// <summary>What the service finds wrong with objects: an error for what it would reject, a warning where it did not say.</summary>
    /// <param name="objects">All objects of the kind that a plan creates or changes, in the order of the plan.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    Task<IReadOnlyList<Diagnostic>> ValidateAsync(IReadOnlyList<PlannedObject> objects, CancellationToken cancellationToken);
}

/// <summary>An object as a plan would write it.</summary>
/// <param name="Desired">The resource.</param>
/// <param name="Fields">
/// Its canonical fields. A reference stays where the plan creates or changes what it refers to, or what that depends on: the service does not have
/// it as it will be.
/// </param>
public sealed record PlannedObject(DesiredResource Desired, Value.Map Fields);
