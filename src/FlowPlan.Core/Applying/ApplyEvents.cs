using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Applying;

/// <summary>Something that happened during an apply. A closed union: the nested records are all there is.</summary>
public abstract record ApplyEvent(ResourceAddress Address)
{
    /// <summary>An action began.</summary>
    public sealed record Started(ResourceAddress Address, ActionKind Action) : ApplyEvent(Address);

    /// <summary>A step succeeded and is recorded.</summary>
    /// <param name="Address">The resource.</param>
    /// <param name="Action">The action.</param>
    /// <param name="Step">Which half of the action it was.</param>
    /// <param name="Id">The object's ID; null after a delete.</param>
    /// <param name="Elapsed">How long it took.</param>
    public sealed record Completed(ResourceAddress Address, ActionKind Action, StepKind Step, string? Id, TimeSpan Elapsed) : ApplyEvent(Address)
    {
        /// <summary>What the user should know about it, such as an object that the service does not delete; null for nothing.</summary>
        public string? Note { get; init; }
    }

    /// <summary>An action failed.</summary>
    /// <param name="Address">The resource.</param>
    /// <param name="Action">The action.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="OutcomeUnknown">Whether the service may have carried it out all the same.</param>
    public sealed record Failed(ResourceAddress Address, ActionKind Action, Diagnostic Reason, bool OutcomeUnknown) : ApplyEvent(Address);

    /// <summary>An action did not begin, because one that it needs failed or because the run was stopped.</summary>
    /// <param name="Address">The resource.</param>
    /// <param name="Action">The action.</param>
    /// <param name="Because">The resource that failed; null when the run was stopped.</param>
    public sealed record Skipped(ResourceAddress Address, ActionKind Action, ResourceAddress? Because) : ApplyEvent(Address);
}
