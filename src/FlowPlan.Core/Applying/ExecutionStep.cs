using System.Collections.Immutable;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Applying;

/// <summary>Identifies a step of a plan.</summary>
internal readonly record struct StepId(ResourceAddress Address, StepKind Kind);

/// <summary>One step of a plan: an action, or half of a replacement.</summary>
internal sealed class ExecutionStep(PlannedAction action, StepKind kind, int order, ImmutableArray<StepId> needs)
{
    public PlannedAction Action { get; } = action;

    public StepKind Kind { get; } = kind;

    /// <summary>Of two steps that could both begin, the one with the lower number does.</summary>
    public int Order { get; } = order;

    /// <summary>The steps that must have succeeded before this one begins.</summary>
    public ImmutableArray<StepId> Needs { get; } = needs;

    public StepId Id => new(Action.Address, Kind);
}
