using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Planning.Deciding;

/// <summary>
/// Resources that are replaced although none of their own fields forces it: those that the user asked for, and those that are replaced
/// together with another one (<see cref="ReferenceField.SameUnit"/>), such as the source and the target connection of a flow.
/// </summary>
internal sealed class ReplacementGroups
{
    private readonly IReadOnlyDictionary<ResourceAddress, DesiredResource> desired;
    private readonly Dictionary<ResourceAddress, ActionReason> reasons;

    /// <summary>For each member of a group, the resources that refer to it as such.</summary>
    private readonly ILookup<ResourceAddress, ResourceAddress> owners;

    /// <summary>For each resource that has members, the fields that refer to them.</summary>
    private readonly Dictionary<ResourceAddress, List<(FieldPath Path, ResourceAddress Member)>> members;

    public ReplacementGroups(
        IResourceProvider provider, IReadOnlyDictionary<ResourceAddress, DesiredResource> desired, IEnumerable<ResourceAddress> requested)
    {
        this.desired = desired;
        reasons = requested.Distinct().ToDictionary(a => a, ActionReason (_) => new ActionReason.Requested());
        var paths = provider.KindNames.ToDictionary(
            name => name, name => provider.Kind(name).Description.References.Where(r => r.SameUnit).Select(r => FieldPath.Parse(r.Path)).ToList(), StringComparer.Ordinal);
        members = desired.Values
            .Where(d => paths[d.Address.Kind].Count > 0)
            .ToDictionary(d => d.Address, d => paths[d.Address.Kind]
                .Select(path => (Path: path, Member: (FieldPath.Find(d.Fields, path) as Value.Reference)?.Address))
                .Where(b => b.Member is not null)
                .Select(b => (b.Path, b.Member!.Value))
                .ToList());
        owners = members.SelectMany(b => b.Value.Select(m => (m.Member, Owner: b.Key))).ToLookup(p => p.Member, p => p.Owner);
    }

    /// <summary>Why a resource is replaced; null when only its own fields can force it.</summary>
    public ActionReason? ReasonFor(ResourceAddress address) => reasons.GetValueOrDefault(address);

    /// <summary>Adds the members of groups that these actions replace.</summary>
    /// <returns>Whether a member was added, so that all actions must be decided again.</returns>
    public bool Expand(IReadOnlyList<PlannedAction> actions)
    {
        var replaced = actions.Where(a => a.Kind == ActionKind.Replace && members.ContainsKey(a.Address)).ToList();
        if (replaced.Count == 0)
            return false;
        var byAddress = actions.Where(a => desired.ContainsKey(a.Address)).ToDictionary(a => a.Address);
        var before = reasons.Count;

        // Keep a member that another, unreplaced resource still uses.
        var free = owners
            .Where(o => byAddress[o.Key].Kind is ActionKind.NoOp or ActionKind.Update && o.All(owner => IsNew(byAddress[owner])))
            .Select(o => o.Key)
            .ToHashSet();
        foreach (var action in replaced)
        {
            var group = members[action.Address];

            // The shared members need no replacement unless one of them changed.
            if (!group.Any(m => action.Differences.Any(d => d.Path == m.Path)))
                continue;
            foreach (var (_, member) in group.Where(m => free.Contains(m.Member)))
                reasons.TryAdd(member, new ActionReason.ReplacedWith(action.Address));
        }

        return reasons.Count > before;
    }

    private static bool IsNew(PlannedAction action) => action.Kind is ActionKind.Replace or ActionKind.Create;
}
