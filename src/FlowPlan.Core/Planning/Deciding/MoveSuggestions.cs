using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning.Findings;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Planning.Deciding;

/// <summary>Finds what looks like a renamed block: one resource to delete and one to create that differ only in their address.</summary>
internal static class MoveSuggestions
{
    public static IEnumerable<Diagnostic> Of(IReadOnlyList<PlannedAction> actions, IReadOnlyDictionary<ResourceAddress, DesiredResource> desired)
    {
        var deletes = actions.Where(a => a.Kind == ActionKind.Delete && !a.Address.IsDeposed).ToList();
        var byId = deletes.ToLookup(d => (d.Address.Kind, d.Live!.Id));
        var byFields = deletes.ToLookup(d => (d.Address.Kind, d.Prior!.Fields));
        foreach (var create in actions.Where(a => a.Kind == ActionKind.Create))
        {
            var kind = create.Address.Kind;
            var alike = create.ExistingIds.SelectMany(id => byId[(kind, id)]).Union(byFields[(kind, create.Fields)]).ToList();
            if (alike.Count == 1)
                yield return PlanDiagnostics.LooksMoved(alike[0].Address, create.Address, desired[create.Address].Span);
        }
    }
}
