using FlowPlan.Core.Planning;

namespace FlowPlan.Cli.Output.ConsoleText.Plans.Units;

/// <summary>Groups the changes of a plan by flow; what several flows use, or none, comes first.</summary>
internal static class PlanUnits
{
    public static IReadOnlyList<PlanUnit> Of(Plan plan)
    {
        var owners = FlowOwnership.Of(plan.Actions.ToDictionary(a => a.Address, PlanReferences.Of));
        var flows = plan.Actions.Where(a => a.Address is { Kind: FlowOwnership.FlowKind, IsDeposed: false }).ToDictionary(a => a.Address, _ => new List<PlannedAction>());
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
}
