using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Planning.Deciding;

/// <summary>
/// Resources that are made anew although no field of their own forces it: those asked for, and those that are one unit with
/// another that is replaced (<see cref="ReferenceField.SameUnit"/>), such as the source and the target connection of a flow.
/// </summary>
internal sealed class UnitReplacements
{
    private readonly IReadOnlyDictionary<ResourceAddress, DesiredResource> desired;
    private readonly Dictionary<ResourceAddress, string> reasons;

    /// <summary>For each member of a unit, the resources that bind it.</summary>
    private readonly ILookup<ResourceAddress, ResourceAddress> binders;

    /// <summary>For each resource that binds others, its fields that do and whom they bind.</summary>
    private readonly Dictionary<ResourceAddress, List<(string Path, ResourceAddress Member)>> bound;

    public UnitReplacements(
        IResourceProvider provider, IReadOnlyDictionary<ResourceAddress, DesiredResource> desired, IEnumerable<ResourceAddress> asked)
    {
        this.desired = desired;
        reasons = asked.Distinct().ToDictionary(a => a, _ => "asked for by --replace");
        var units = provider.KindNames.ToDictionary(
            name => name, name => provider.Kind(name).Description.References.Where(r => r.SameUnit).Select(r => r.Path).ToList(), StringComparer.Ordinal);
        bound = desired.Values
            .Where(d => units[d.Address.Kind].Count > 0)
            .ToDictionary(d => d.Address, d => units[d.Address.Kind]
                .Select(path => (Path: path, Member: (FieldPath.Find(d.Fields, path) as Value.Reference)?.Address))
                .Where(b => b.Member is not null)
                .Select(b => (b.Path, b.Member!.Value))
                .ToList());
        binders = bound.SelectMany(b => b.Value.Select(m => (m.Member, Binder: b.Key))).ToLookup(p => p.Member, p => p.Binder);
    }

    /// <summary>Why a resource is made anew; null when nothing but its own fields could force it.</summary>
    public string? ReasonFor(ResourceAddress address) => reasons.GetValueOrDefault(address);

    /// <summary>Adds the members whose unit is made anew in these decisions; whether there were any new ones.</summary>
    public bool Grow(IReadOnlyList<PlannedAction> actions)
    {
        var byAddress = actions.Where(a => desired.ContainsKey(a.Address)).ToDictionary(a => a.Address);
        var before = reasons.Count;
        foreach (var action in actions.Where(a => a.Kind == ActionKind.Replace && bound.ContainsKey(a.Address)))
        {
            var members = bound[action.Address];

            // Where only a field outside the pair changed, the pair itself serves the new object as well as the old.
            if (!members.Any(m => action.Differences.Any(d => d.Path == m.Path)))
                continue;
            foreach (var (_, member) in members)
            {
                // One that a resource that stays is bound to as well stays too.
                if (byAddress[member].Kind is ActionKind.NoOp or ActionKind.Update && binders[member].All(b => IsMadeAnew(byAddress[b])))
                    reasons.TryAdd(member, $"one unit with {action.Address}, which is made anew");
            }
        }

        return reasons.Count > before;
    }

    private static bool IsMadeAnew(PlannedAction action) => action.Kind is ActionKind.Replace or ActionKind.Create;
}
