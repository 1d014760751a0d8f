using System.Collections.Immutable;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Graph;
using FlowPlan.Core.Planning.Findings;
using FlowPlan.Core.Planning.Refreshing;
using FlowPlan.Core.Resources;
using FlowPlan.Core.State;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Planning.Deciding;

/// <summary>Decides what happens to resources that are in the lockfile and that the manifest no longer declares.</summary>
internal sealed class RemovalPlanner
{
    private readonly IResourceProvider provider;
    private readonly ActionReason reason;
    private readonly Dictionary<ResourceAddress, ResourceState> removed;
    private readonly ILookup<ResourceAddress, ResourceAddress> dependents;
    private readonly ImmutableArray<ResourceAddress> order;

    public RemovalPlanner(
        IResourceProvider provider,
        IReadOnlyDictionary<ResourceAddress, ResourceState> prior,
        IReadOnlyDictionary<ResourceAddress, DesiredResource> desired,
        PlanMode mode)
    {
        this.provider = provider;
        reason = mode == PlanMode.Destroy ? new ActionReason.Destroyed() : new ActionReason.NotDeclared();
        removed = prior.Where(p => !desired.ContainsKey(p.Key)).ToDictionary(p => p.Key, p => p.Value);

        // A deposed object refers to the objects that it was created with by their base addresses.
        var byBase = removed.Keys.ToLookup(a => a.Base);
        dependents = removed.SelectMany(r => r.Value.Dependencies.Select(d => (Needed: d, Dependent: r.Key))).ToLookup(p => p.Needed, p => p.Dependent);
        order = [.. DependencyGraph.Of(removed.Select(p => (p.Key, p.Value.Dependencies.SelectMany(d => byBase[d])))).Order.Reverse()];
    }

    /// <summary>One action for each of them, dependents first.</summary>
    public IEnumerable<PlannedAction> Decide(LiveSnapshot live, DiagnosticBag diagnostics)
    {
        var usedByKept = new Dictionary<ResourceAddress, ResourceAddress>();
        foreach (var address in order)
        {
            var state = removed[address];
            var current = live.Find(address.Kind, state.Id);
            var why = current is null ? null : KeptReason(address, current, usedByKept);
            if (current is not null && state.PreventDestroy && why is null)
                diagnostics.Add(PlanDiagnostics.DestroyPrevented(address, null, ActionKind.Delete));
            foreach (var needed in why is null ? [] : state.Dependencies)
                usedByKept.TryAdd(needed, address);
            yield return Remove(address, state, current, why) with { DependsOn = [.. dependents[address.Base].Order()] };
        }
    }

    /// <summary>Why the service keeps an object: for its own sake, or because an object that is kept uses it, which the order has shown before.</summary>
    private string? KeptReason(ResourceAddress address, LiveObject current, Dictionary<ResourceAddress, ResourceAddress> usedByKept)
    {
        var kind = provider.Kind(address.Kind);
        if (kind.KeptReason(current) is { } why)
            return why;
        return kind.Description.IsUsedByMany && usedByKept.TryGetValue(address.Base, out var user) ? $"{user}, which is kept, uses it" : null;
    }

    private PlannedAction Remove(ResourceAddress address, ResourceState state, LiveObject? current, string? why)
    {
        var action = new PlannedAction { Address = address, Kind = ActionKind.Forget, Prior = state, PreventDestroy = state.PreventDestroy };
        if (current is null)
            return action with { Reasons = [new ActionReason.NotDeclaredAndGone()] };
        var kind = provider.Kind(address.Kind);
        if (why is not null)
            return action with { Name = current.Name, Reasons = [new ActionReason.KeptByService(current.Id, why)] };
        var consequence = address.IsDeposed ? kind.ReplaceConsequence(current) : kind.DeleteConsequence(current);
        return action with
        {
            Kind = ActionKind.Delete,
            Name = current.Name,
            Live = current,
            Reasons = [address.IsDeposed ? new ActionReason.Deposed() : reason],
            Consequences = consequence is null ? [] : [new Consequence.OfDeletion(consequence)],
            Calls = [.. kind.DescribeCalls(CallPurpose.Delete)],
        };
    }
}
