using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Core.Resources;

/// <summary>Calls of a kind whose changes may affect other objects, so that a plan asks before it changes one in place.</summary>
public interface IChangeGuard
{
    /// <summary>What is to be known of changes: an error where the service would refuse them. Makes calls only when a change can affect others.</summary>
    /// <param name="changes">All changes of the kind in a plan, so that what uses the objects is read once.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    Task<IReadOnlyList<Diagnostic>> CheckAsync(IReadOnlyList<PlannedChange> changes, CancellationToken cancellationToken);
}

/// <summary>A change in place that a plan has.</summary>
/// <param name="Desired">The resource.</param>
/// <param name="Live">The object as it is.</param>
/// <param name="Writes">The fields that an update would write, sorted by path.</param>
public sealed record PlannedChange(DesiredResource Desired, LiveObject Live, IReadOnlyList<FieldWrite> Writes);
