using System.Collections.Immutable;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Output.ConsoleText.Plans.Units;

/// <summary>Groups the changes of a plan by flow; what several flows use, or none, comes first.</summary>
internal static class PlanUnits
{
    private const string FlowKind = "flow";

    public static IReadOnlyList<PlanUnit> Of(Plan plan)
    {
        var owners = OwnersOf(plan);
        var flows = plan.Actions.Where(a => a.Address is { Kind: FlowKind, IsDeposed: false }).ToDictionary(a => a.Address, _ => new List<PlannedAction>());
        var shared = new List<PlanUnit>();
        foreach (var action in plan.Actions.Where(a => a.IsChange && !flows.ContainsKey(a.Address)))
        {
            if (owners.GetValueOrDefault(action.Address.Base) is { } owner && flows.TryGetValue(owner, out var parts))
                parts.Add(action);
            else
                shared.Add(new(action, []));
        }

        var ofFlows = plan.Actions.Where(a => flows.ContainsKey(a.Address) && (a.IsChange || flows[a.Address].Count > 0)).Select(a => new PlanUnit(a, flows[a.Address]));
        return [.. shared, .. ofFlows];
    }

    /// <summary>The flow that alone uses a resource; null where several do.</summary>
    private static Dictionary<ResourceAddress, ResourceAddress?> OwnersOf(Plan plan)
    {
        var actions = plan.Actions.Where(a => !a.Address.IsDeposed).ToDictionary(a => a.Address);
        var owners = new Dictionary<ResourceAddress, ResourceAddress?>();
        var left = new Stack<(ResourceAddress Address, ResourceAddress? Owner)>();
        foreach (var flow in actions.Values.Where(a => a.Address.Kind == FlowKind))
        {
            foreach (var used in UsedBy(flow))
                left.Push((used, flow.Address));
            while (left.TryPop(out var next))
            {
                if (next.Address.Kind == FlowKind || !actions.TryGetValue(next.Address, out var action))
                    continue;
                var isKnown = owners.TryGetValue(next.Address, out var owner);
                if (isKnown && (owner is null || owner == next.Owner))
                    continue;
                owners[next.Address] = isKnown ? null : next.Owner;
                foreach (var used in UsedBy(action))
                    left.Push((used, owners[next.Address]));
            }
        }

        return owners;
    }

    /// <summary>What a resource refers to. What is deleted comes after those that refer to it, so that the recorded references count.</summary>
    private static ImmutableArray<ResourceAddress> UsedBy(PlannedAction action) =>
        action.Kind is ActionKind.Delete or ActionKind.Forget ? action.Prior?.Dependencies ?? [] : action.DependsOn;
}
