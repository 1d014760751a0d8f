using System.Collections.Immutable;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Graph;
using FlowPlan.Core.Planning.Diffing;
using FlowPlan.Core.Planning.Refreshing;
using FlowPlan.Core.Resources;
using FlowPlan.Core.State;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Planning.Deciding;

/// <summary>Makes a plan: reads what is live, compares it with manifest and lockfile, and orders what is to be done. Writes nothing.</summary>
/// <param name="provider">The services.</param>
/// <param name="secrets">Compares secrets with their recorded digests.</param>
public sealed class Planner(IResourceProvider provider, SecretMatcher secrets)
{
    /// <summary>Makes the plan, or reports all that stands in its way.</summary>
    public async Task<Outcome<Plan>> PlanAsync(PlanInput input, CancellationToken cancellationToken)
    {
        var found = new DiagnosticBag();
        var prior = Moves.Apply(input, out var movedFrom, found);
        var desired = input.Desired.Items.ToDictionary(d => d.Address);
        CheckReplacements(input, desired, prior, found);
        if (found.HasErrors)
            return Outcome<Plan>.Failed(found);
        using var live = new LiveSnapshot(provider, input, found);
        await live.ReadAsync(prior, cancellationToken);
        if (found.HasErrors)
            return Outcome<Plan>.Failed(found);

        var units = new UnitReplacements(provider, desired, input.Options.Replace);
        var order = DependencyGraph.Of(input.Desired.Items.Select(d => (d.Address, d.Dependencies.AsEnumerable()))).Order;
        while (true)
        {
            var findings = new DiagnosticBag();
            var known = new KnownAttributes();
            var decider = new ActionDecider(provider, secrets, prior, live, known, units, findings);
            var actions = order.Select(address => VisibleChange.Checked(decider.Decide(desired[address])) with { MovedFrom = FormerAddress(movedFrom, address) }).ToList();
            actions.AddRange(Removals(prior, desired, live, findings));

            // Deciding may show that more must be read, or that more must be made anew: then all is decided again with that.
            var read = await live.CompleteAsync(actions, cancellationToken);
            if (found.HasErrors)
                return Outcome<Plan>.Failed(found);
            if (units.Grow(actions) || read)
                continue;
            found.AddRange(findings.ToSorted());
            if (input.Prior is null && findings.ToSorted().Count(d => d.Descriptor == PlanDescriptors.Unmanaged) is > 1 and var unclaimed)
                found.Add(PlanDiagnostics.LockfileLost(unclaimed));
            found.AddRange(MoveSuggestions.Of(actions, desired));
            found.AddRange(actions.Where(HasUnsupportedPart).Select(PlanDiagnostics.UnsupportedPart));
            return Finish(input, actions, known, live, found);
        }
    }

    /// <summary>Whether a managed object stays, or is replaced, of which the fields do not tell everything.</summary>
    private static bool HasUnsupportedPart(PlannedAction action) =>
        action.Live?.Unsupported is not null && action.Kind is not (ActionKind.Read or ActionKind.Forget or ActionKind.Delete);

    private static Outcome<Plan> Finish(PlanInput input, List<PlannedAction> actions, KnownAttributes known, LiveSnapshot live, DiagnosticBag found)
    {
        var plan = new Plan
        {
            Binding = PlanBinding.Of(input),
            Actions = [.. actions],
            Outputs = OutputChanges(input, known),
            OutputReferences = input.Outputs,
            Options = input.Options,
            Remarks = input.Options.Refresh
                ? []
                : [FormattableString.Invariant($"--refresh=false: recorded resources that were not read, so that their drift does not show: {live.AssumedCount}")],
        };
        plan = Narrowing.Apply(plan, input.Options.Only, found);
        return Outcome<Plan>.Of(plan, found);
    }

    private static void CheckReplacements(
        PlanInput input,
        Dictionary<ResourceAddress, DesiredResource> desired,
        IReadOnlyDictionary<ResourceAddress, ResourceState> prior,
        DiagnosticBag found)
    {
        bool CanBe(ResourceAddress address) => desired.TryGetValue(address, out var declared) && declared.Existing is null && prior.ContainsKey(address);
        foreach (var address in input.Options.Replace.Where(a => !CanBe(a)))
            found.Add(PlanDiagnostics.ReplaceUnknown(address, desired.Keys.Where(CanBe).Select(a => a.ToString())));
    }

    /// <summary>What the lockfile has and the manifest no longer declares, dependents first.</summary>
    private IEnumerable<PlannedAction> Removals(
        IReadOnlyDictionary<ResourceAddress, ResourceState> prior,
        Dictionary<ResourceAddress, DesiredResource> desired,
        LiveSnapshot live,
        DiagnosticBag found)
    {
        var removed = prior.Where(p => !desired.ContainsKey(p.Key)).ToDictionary(p => p.Key, p => p.Value);

        // A deposed object refers to the objects that it was created with by their base addresses.
        var byBase = removed.Keys.ToLookup(a => a.Base);
        var dependents = removed.SelectMany(r => r.Value.Dependencies.Select(d => (Needed: d, Dependent: r.Key))).ToLookup(p => p.Needed, p => p.Dependent);
        var order = DependencyGraph.Of(removed.Select(p => (p.Key, p.Value.Dependencies.SelectMany(d => byBase[d])))).Order;
        foreach (var address in order.Reverse())
        {
            var state = removed[address];
            var current = live.Find(address.Kind, state.Id);
            var kind = provider.Kind(address.Kind);
            var consequence = current is null ? null : address.IsDeposed ? kind.ReplaceConsequence(current) : kind.DeleteConsequence(current);
            if (current is not null && state.PreventDestroy)
                found.Add(PlanDiagnostics.DestroyPrevented(address, null, ActionKind.Delete));
            yield return new PlannedAction
            {
                Address = address,
                Kind = current is null ? ActionKind.Forget : ActionKind.Delete,
                Name = current?.Name,
                Live = current,
                Prior = state,
                Reasons = current is null
                    ? ["no longer in the manifest, and already gone on the platform"]
                    : [address.IsDeposed ? "replaced by an earlier run" : "no longer in the manifest"],
                DependsOn = [.. dependents[address.Base].Order()],
                PreventDestroy = state.PreventDestroy,
                Consequences = consequence is null ? [] : [consequence],
                Calls = current is null ? [] : [.. kind.DescribeCalls(CallPurpose.Delete)],
            };
        }
    }

    private static ResourceAddress? FormerAddress(Dictionary<ResourceAddress, ResourceAddress> movedFrom, ResourceAddress address) =>
        movedFrom.TryGetValue(address, out var former) ? former : null;

    private static ImmutableArray<OutputChange> OutputChanges(PlanInput input, KnownAttributes known)
    {
        if (input.KeepOutputs)
            return [];
        var before = input.Prior?.Outputs ?? Value.Map.Empty;
        var after = input.Outputs.ToDictionary(o => o.Name, o => known.Resolve(o.Value), StringComparer.Ordinal);
        return
        [
            .. before.Entries.Select(e => e.Key)
                .Union(after.Keys)
                .Order(StringComparer.Ordinal)
                .Select(name => new OutputChange(name, before[name], after.GetValueOrDefault(name)))
                .Where(change => !Equals(change.Before, change.After)),
        ];
    }
}
