using System.Collections.Immutable;
using FlowPlan.Core.Graph;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Importing;

/// <summary>Resources whose objects can be looked for at once: nothing in a wave needs the ID of what is read in it, only those of earlier waves.</summary>
/// <param name="Listed">The resources that are looked for in lists, dependencies first.</param>
/// <param name="Read">The resources whose objects are read by their IDs; they may need those of <paramref name="Listed"/>.</param>
internal sealed record ImportWave(ImmutableArray<ResourceAddress> Listed, ImmutableArray<ResourceAddress> Read)
{
    /// <summary>All resources, in as few waves as there are reads that wait for each other.</summary>
    /// <param name="desired">The declared resources.</param>
    /// <param name="isRead">Whether the objects of a kind are read by their IDs.</param>
    public static IEnumerable<ImportWave> Of(IReadOnlyCollection<DesiredResource> desired, Predicate<string> isRead)
    {
        var dependencies = desired.ToDictionary(d => d.Address, d => d.FindDependencies());
        var waves = new Dictionary<ResourceAddress, int>();
        var order = DependencyGraph.Of(dependencies.Select(d => (d.Key, d.Value.AsEnumerable()))).Order;
        foreach (var address in order)
            waves[address] = dependencies[address].Where(waves.ContainsKey).Select(needed => waves[needed] + (isRead(needed.Kind) ? 1 : 0)).DefaultIfEmpty(0).Max();
        return order
            .GroupBy(address => waves[address])
            .OrderBy(wave => wave.Key)
            .Select(wave => new ImportWave([.. wave.Where(a => !isRead(a.Kind))], [.. wave.Where(a => isRead(a.Kind))]));
    }
}
