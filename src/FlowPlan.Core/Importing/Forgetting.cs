using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Importing;

/// <summary>Plans to let an object go: its record is dropped, the object stays as it is.</summary>
public static class Forgetting
{
    /// <summary>Makes the plan.</summary>
    /// <param name="provider">The services.</param>
    /// <param name="input">The manifest and the record.</param>
    /// <param name="address">The resource to let go.</param>
    /// <exception cref="DiagnosticException">Nothing is recorded of it.</exception>
    public static Plan Of(IResourceProvider provider, PlanInput input, string address)
    {
        var recorded = input.Prior?.Resources.Keys ?? [];
        if (!ResourceAddress.TryParse(address, out var parsed) || input.Prior?.Resources.GetValueOrDefault(parsed) is not { } state)
            throw new DiagnosticException(AdoptDiagnostics.NotRecorded(address, recorded));
        var action = new PlannedAction
        {
            Address = parsed,
            Kind = ActionKind.Forget,
            Prior = state,
            Reasons = [$"{state.Id} stays as it is and is no longer managed"],
        };
        return RecordOnly.Of(provider, input with { Outputs = [] }, [action], new KnownAttributes());
    }
}
