using System.Collections.Immutable;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning.Findings;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Planning.Deciding;

/// <summary>
/// Limits a plan to some resources and to what they need (<c>--only</c>): their dependencies, and, where an object is deleted or replaced, the
/// dependents that must be changed or deleted first. Remarks tell what is included and excluded.
/// </summary>
internal static class TargetFilter
{
    public static Plan Apply(Plan plan, ImmutableArray<string> only, DiagnosticBag diagnostics)
    {
        if (only.IsEmpty)
            return plan;
        var targets = new HashSet<ResourceAddress>();
        foreach (var text in only)
        {
            var pattern = new AddressPattern(text);
            var matches = plan.Actions.Select(a => a.Address).Where(a => pattern.Matches(a.Base)).ToList();
            if (matches.Count == 0)
                diagnostics.Add(PlanDiagnostics.OnlyMatchesNothing(text, plan.Actions.Select(a => a.Address.ToString())));
            targets.UnionWith(matches);
        }

        var kept = Closure(plan, targets);
        var excluded = plan.Actions.Where(a => a.IsChange && !kept.Contains(a.Address)).Select(a => a.Address).ToImmutableArray();
        var included = plan.Actions.Where(a => a.IsChange && kept.Contains(a.Address) && !targets.Contains(a.Address)).Select(a => a.Address).ToImmutableArray();
        var references = plan.OutputReferences.Where(o => o.Value is Value.Reference).ToDictionary(o => o.Name, o => ((Value.Reference)o.Value).Address, StringComparer.Ordinal);
        return plan with
        {
            Actions = [.. plan.Actions.Where(a => kept.Contains(a.Address))],
            Outputs = [.. plan.Outputs.Where(o => !references.TryGetValue(o.Name, out var address) || kept.Contains(address))],
            Remarks =
            [
                .. plan.Remarks,
                .. included.IsEmpty ? [] : new PlanRemark[] { new PlanRemark.IncludedByTarget(included) },
                excluded.IsEmpty ? new PlanRemark.NothingExcluded() : new PlanRemark.ExcludedByTarget(excluded),
            ],
        };
    }

    private static HashSet<ResourceAddress> Closure(Plan plan, HashSet<ResourceAddress> targets)
    {
        var actions = plan.Actions.ToDictionary(a => a.Address);
        var dependents = plan.Actions
            .SelectMany(a => Needs(a).Select(needed => (Needed: needed, Action: a)))
            .ToLookup(p => p.Needed, p => p.Action);
        var kept = new HashSet<ResourceAddress>();

        // Moves are always kept: applying only some of them would leave the lockfile inconsistent.
        var pending = new Stack<ResourceAddress>(targets.Concat(plan.Actions.Where(a => a.MovedFrom is not null).Select(a => a.Address)));
        while (pending.TryPop(out var address))
        {
            if (!actions.TryGetValue(address, out var action) || !kept.Add(address))
                continue;
            if (action.Kind != ActionKind.Delete)
            {
                foreach (var needed in action.DependsOn)
                    pending.Push(needed);
            }

            if (action.Kind is ActionKind.Delete or ActionKind.Replace)
            {
                foreach (var dependent in dependents[address.Base].Where(d => d.IsChange))
                    pending.Push(dependent.Address);
            }
        }

        return kept;
    }

    /// <summary>The resources to which a resource refers in the manifest or in the state.</summary>
    private static IEnumerable<ResourceAddress> Needs(PlannedAction action) =>
        (action.Kind == ActionKind.Delete ? [] : action.DependsOn).Concat(action.Prior?.Dependencies ?? []).Distinct();
}
