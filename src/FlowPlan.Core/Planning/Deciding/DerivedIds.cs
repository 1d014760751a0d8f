using FlowPlan.Core.Resources;
using FlowPlan.Core.State;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Planning.Deciding;

/// <summary>
/// The state of objects whose ID is derived from what they describe (<see cref="KindDescription.IsFoundById"/>). Such an object belongs to the block that
/// describes it, whatever name the block had before: to delete it under the old name and create it under the new one would be to delete what was
/// just created, because both have the same ID.
/// </summary>
internal static class DerivedIds
{
    /// <summary>
    /// For each block that describes an object recorded under another address, that address, and for each object whose address it takes, that one's new
    /// address. Addresses are only permuted, so that no entry of the state is lost.
    /// </summary>
    /// <param name="provider">The kinds.</param>
    /// <param name="resources">The recorded resources, after the <c>moved</c> blocks.</param>
    /// <param name="decided">The actions of the declared resources, by whose fields they are recognized.</param>
    /// <returns>The former address of each new one; empty where all is recorded under the right address.</returns>
    public static IReadOnlyDictionary<ResourceAddress, ResourceAddress> Follow(
        IResourceProvider provider, IReadOnlyDictionary<ResourceAddress, ResourceState> resources, IEnumerable<PlannedAction> decided)
    {
        var kinds = provider.KindNames.Where(name => provider.Kind(name).Description.IsFoundById).ToHashSet(StringComparer.Ordinal);
        var recordedAt = resources.Where(r => kinds.Contains(r.Key.Kind)).GroupBy(r => (r.Key.Kind, r.Value.Id)).ToDictionary(g => g.Key, g => g.Min(r => r.Key));
        var sources = new Dictionary<ResourceAddress, ResourceAddress>();
        var taken = new HashSet<ResourceAddress>();
        if (recordedAt.Count == 0)
            return sources;
        foreach (var action in decided.Where(a => kinds.Contains(a.Address.Kind)).OrderBy(a => a.Address))
        {
            // Of two blocks that describe one object, the first has it; the other is an error.
            if (provider.Kind(action.Address.Kind).NaturalKey(action.Fields) is { } id
                && recordedAt.TryGetValue((action.Address.Kind, id), out var source)
                && taken.Add(source))
            {
                sources[action.Address] = source;
            }
        }

        Relocate(sources, taken, resources);
        return sources.Where(s => s.Key != s.Value).ToDictionary(s => s.Key, s => s.Value);
    }

    /// <summary>An object whose address another one takes gets the address that was left at the end of the chain.</summary>
    private static void Relocate(Dictionary<ResourceAddress, ResourceAddress> sources, HashSet<ResourceAddress> taken, IReadOnlyDictionary<ResourceAddress, ResourceState> resources)
    {
        foreach (var displaced in sources.Keys.Where(a => resources.ContainsKey(a) && !taken.Contains(a)).ToList())
        {
            var end = displaced;
            while (sources.TryGetValue(end, out var source))
                end = source;
            sources[end.IsDeposed ? displaced.Deposed(resources[displaced].Id) : end] = displaced;
        }
    }
}
