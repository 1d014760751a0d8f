using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Applying;

/// <summary>Something that happened during an apply. A closed union: the nested records are all there is.</summary>
/// <param name="Address">The resource.</param>
public abstract record ApplyEvent(ResourceAddress Address)
{
    /// <summary>An action began.</summary>
    /// <param name="Address">The resource.</param>
    /// <param name="Action">The action.</param>
    public sealed record Started(ResourceAddress Address, ActionKind Action) : ApplyEvent(Address);

    /// <summary>An action was carried out and recorded.</summary>
    /// <param name="Address">The resource.</param>
    /// <param name="Action">The action.</param>
    /// <param name="Id">The object's id; null after a delete.</param>
    /// <param name="Elapsed">How long it took.</param>
    public sealed record Completed(ResourceAddress Address, ActionKind Action, string? Id, TimeSpan Elapsed) : ApplyEvent(Address)
    {
        /// <summary>What the user should know about it, such as an object that the service does not delete; null for nothing.</summary>
        public string? Note { get; init; }
    }

    /// <summary>An action failed.</summary>
    /// <param name="Address">The resource.</param>
    /// <param name="Action">The action.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="FateUnknown">Whether the service may have carried it out all the same.</param>
    public sealed record Failed(ResourceAddress Address, ActionKind Action, Diagnostic Reason, bool FateUnknown) : ApplyEvent(Address);

    /// <summary>An action was not begun because one that it needs failed or because the run was stopped.</summary>
    /// <param name="Address">The resource.</param>
    /// <param name="Action">The action.</param>
    /// <param name="Because">The resource that failed; null when the run was stopped.</param>
    public sealed record Skipped(ResourceAddress Address, ActionKind Action, ResourceAddress? Because) : ApplyEvent(Address);
}
