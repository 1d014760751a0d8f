using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning.Diffing;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Resources.Checks;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Planning.Deciding;

/// <summary>Has the services validate what a plan would write, where a kind has calls for that.</summary>
internal static class ServiceChecks
{
    /// <summary>What the services find. Makes no call for what the plan does not write.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> RunAsync(
        IResourceProvider provider, Plan plan, IReadOnlyDictionary<ResourceAddress, DesiredResource> desired, CancellationToken cancellationToken)
    {
        var found = new List<Diagnostic>();
        AttributeResolver? settled = null;
        foreach (var ofKind in plan.Actions.Where(IsWritten).GroupBy(a => a.Address.Kind, StringComparer.Ordinal))
        {
            var kind = provider.Kind(ofKind.Key);
            if (kind.Operations is not IServiceValidation service)
                continue;
            settled ??= Settled(plan);
            var objects = ofKind.Select(a => desired[a.Address]).Select(d => new PlannedObject(d, kind.Canonicalize(settled.Resolve(d.Fields)))).ToList();
            found.AddRange(await service.ValidateAsync(objects, cancellationToken));
        }

        return found;
    }

    private static bool IsWritten(PlannedAction action) =>
        action.Kind is ActionKind.Create or ActionKind.Replace
        || (action.Kind is ActionKind.Update or ActionKind.Adopt && !action.Differences.IsEmpty);

    /// <summary>The attributes of objects that stay as they are, with all that they depend on.</summary>
    private static AttributeResolver Settled(Plan plan)
    {
        var (settled, unsettled) = (new AttributeResolver(), new HashSet<ResourceAddress>());
        foreach (var action in plan.Actions)
        {
            if (IsWritten(action) || action.DependsOn.Any(unsettled.Contains))
                unsettled.Add(action.Address);
            else if (action.Live is { } live)
                settled.Set(action.Address, live.Attributes);
        }

        return settled;
    }
}
