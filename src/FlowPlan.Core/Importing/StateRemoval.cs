using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Planning.Diffing;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Importing;

/// <summary>Plans to stop managing an object: it is removed from the state and not changed on the platform.</summary>
public static class StateRemoval
{
    /// <summary>Makes the plan.</summary>
    /// <param name="input">The manifest and the state.</param>
    /// <param name="address">The resource to remove.</param>
    /// <exception cref="DiagnosticException">The state has no such resource.</exception>
    public static Plan Of(PlanInput input, string address)
    {
        var recorded = input.Prior?.Resources.Keys ?? [];
        if (!ResourceAddress.TryParse(address, out var parsed) || input.Prior?.Resources.GetValueOrDefault(parsed) is not { } state)
            throw new DiagnosticException(ImportDiagnostics.NotRecorded(address, recorded));
        var action = new PlannedAction
        {
            Address = parsed,
            Kind = ActionKind.Forget,
            Prior = state,
            Reasons = [new ActionReason.RemovedFromState(state.Id)],
        };
        return StateOnlyPlan.Of(input with { Outputs = [] }, [action], new AttributeResolver());
    }
}
