using System.Collections.Immutable;
using System.Text.RegularExpressions;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Planning.Deciding;

/// <summary>
/// Narrows a plan to some resources and to what they need (<c>--only</c>): what they depend on, and, where an object goes,
/// whatever must be repointed or removed first. Says what came along and what is left out.
/// </summary>
internal static class Narrowing
{
    /// <summary>How many addresses a sentence lists.</summary>
    private const int MostListed = 10;

    public static Plan Apply(Plan plan, ImmutableArray<string> only, DiagnosticBag found)
    {
        if (only.IsEmpty)
            return plan;
        var asked = new HashSet<ResourceAddress>();
        foreach (var pattern in only)
        {
            var matches = plan.Actions.Select(a => a.Address).Where(a => Matches(pattern, a.Base)).ToList();
            if (matches.Count == 0)
                found.Add(PlanDiagnostics.OnlyMatchesNothing(pattern, plan.Actions.Select(a => a.Address.ToString())));
            asked.UnionWith(matches);
        }

        var kept = Closure(plan, asked);
        var dropped = plan.Actions.Where(a => a.IsChange && !kept.Contains(a.Address)).ToList();
        var added = plan.Actions.Where(a => a.IsChange && kept.Contains(a.Address) && !asked.Contains(a.Address)).ToList();
        var references = plan.OutputReferences.ToDictionary(o => o.Name, o => o.Value.Address, StringComparer.Ordinal);
        return plan with
        {
            Actions = [.. plan.Actions.Where(a => kept.Contains(a.Address))],
            Outputs = [.. plan.Outputs.Where(o => !references.TryGetValue(o.Name, out var address) || kept.Contains(address))],
            Remarks =
            [
                .. plan.Remarks,
                .. added.Count == 0 ? [] : new[] { $"--only takes along what is needed: {List(added)}" },
                dropped.Count == 0
                    ? "--only leaves nothing out: all other resources are as they should be"
                    : $"--only leaves out {Count(dropped.Count, "other change")}: {List(dropped)}",
            ],
        };
    }

    private static HashSet<ResourceAddress> Closure(Plan plan, HashSet<ResourceAddress> asked)
    {
        var actions = plan.Actions.ToDictionary(a => a.Address);
        var dependents = plan.Actions
            .SelectMany(a => Needs(a).Select(needed => (Needed: needed, Action: a)))
            .ToLookup(p => p.Needed, p => p.Action);
        var kept = new HashSet<ResourceAddress>();

        // A move changes only the record, and half of a renaming would leave the record at odds with itself.
        var waiting = new Stack<ResourceAddress>(asked.Concat(plan.Actions.Where(a => a.MovedFrom is not null).Select(a => a.Address)));
        while (waiting.TryPop(out var address))
        {
            if (!actions.TryGetValue(address, out var action) || !kept.Add(address))
                continue;
            if (action.Kind != ActionKind.Delete)
            {
                foreach (var needed in action.DependsOn)
                    waiting.Push(needed);
            }

            if (action.Kind is ActionKind.Delete or ActionKind.Replace)
            {
                foreach (var dependent in dependents[address.Base].Where(d => d.IsChange))
                    waiting.Push(dependent.Address);
            }
        }

        return kept;
    }

    /// <summary>What a resource refers to now or is recorded to.</summary>
    private static IEnumerable<ResourceAddress> Needs(PlannedAction action) =>
        (action.Kind == ActionKind.Delete ? [] : action.DependsOn).Concat(action.Prior?.Dependencies ?? []).Distinct();

    private static bool Matches(string pattern, ResourceAddress address) => pattern.Contains('*', StringComparison.Ordinal)
        ? Regex.IsMatch(address.ToString(), $"^{Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal)}$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)
        : string.Equals(pattern, address.ToString(), StringComparison.Ordinal);

    private static string List(List<PlannedAction> actions)
    {
        var listed = string.Join(", ", actions.Take(MostListed).Select(a => a.Address));
        return actions.Count > MostListed ? FormattableString.Invariant($"{listed} and {actions.Count - MostListed} more") : listed;
    }

    private static string Count(int number, string noun) => FormattableString.Invariant($"{number} {noun}{(number == 1 ? string.Empty : "s")}");
}
