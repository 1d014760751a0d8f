using System.Collections.Immutable;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Graph;

/// <summary>Which resource depends on which. The same content gives the same order and answers, however it was given.</summary>
public sealed class DependencyGraph
{
    private readonly SortedDictionary<ResourceAddress, ImmutableArray<ResourceAddress>> dependencies;
    private readonly Dictionary<ResourceAddress, List<ResourceAddress>> dependents = [];
    private readonly Lazy<ImmutableArray<ResourceAddress>> order;

    private DependencyGraph(SortedDictionary<ResourceAddress, ImmutableArray<ResourceAddress>> dependencies)
    {
        this.dependencies = dependencies;
        foreach (var (node, needs) in dependencies)
        {
            foreach (var needed in needs)
            {
                if (!dependents.TryGetValue(needed, out var list))
                    dependents[needed] = list = [];
                list.Add(node);
            }
        }

        order = new(SortOrThrow);
    }

    /// <summary>The nodes, dependencies before dependents, ties by address.</summary>
    /// <exception cref="InvalidOperationException">The graph has a cycle; see <see cref="FindCycle"/>.</exception>
    public ImmutableArray<ResourceAddress> Order => order.Value;

    /// <summary>Creates a graph. A dependency that is not a node itself is left out; a node that needs itself is a cycle.</summary>
    public static DependencyGraph Of(IEnumerable<(ResourceAddress Node, IEnumerable<ResourceAddress> DependsOn)> nodes)
    {
        var given = nodes.ToDictionary(n => n.Node, n => n.DependsOn);
        return new(new(given.ToDictionary(
            n => n.Key,
            n => Sorted([.. n.Value.Where(given.ContainsKey)]))));
    }

    private static ImmutableArray<ResourceAddress> Sorted(ImmutableArray<ResourceAddress> needs) => needs.Length < 2 ? needs : [.. needs.Distinct().Order()];

    /// <summary>A cycle as a path that ends where it starts; empty if there is none.</summary>
    public ImmutableArray<ResourceAddress> FindCycle()
    {
        var cyclic = Sort().Cyclic;
        if (cyclic.Count == 0)
            return [];

        // Every remaining node needs another remaining one: following the needs must come back to where it began.
        var path = new List<ResourceAddress>();
        var seen = new Dictionary<ResourceAddress, int>();
        var at = cyclic.Min();
        while (seen.TryAdd(at, path.Count))
        {
            path.Add(at);
            at = dependencies[at].First(cyclic.Contains);
        }

        return [.. path.Skip(seen[at]), at];
    }

    /// <summary>Cycles that have no node in common, as paths that end where they start; at least one when there is a cycle.</summary>
    public IReadOnlyList<ImmutableArray<ResourceAddress>> FindCycles()
    {
        var cycles = new List<ImmutableArray<ResourceAddress>>();
        var cyclic = Sort().Cyclic;
        var seen = new HashSet<ResourceAddress>();
        foreach (var start in cyclic.Order())
        {
            // Following the first need that is left leads to a cycle, or to nodes that were followed before.
            var path = new List<ResourceAddress>();
            var at = start;
            while (seen.Add(at))
            {
                path.Add(at);
                at = dependencies[at].First(cyclic.Contains);
            }

            if (path.IndexOf(at) is >= 0 and var first)
                cycles.Add([.. path.Skip(first), at]);
        }

        return cycles;
    }

    private ImmutableArray<ResourceAddress> SortOrThrow()
    {
        var (sorted, cyclic) = Sort();
        return cyclic.Count == 0
            ? sorted
            : throw new InvalidOperationException($"The graph has a cycle: {string.Join(" -> ", FindCycle())}.");
    }

    /// <summary>The nodes that can be sorted, in order, and those that cannot because they are on a cycle or need a node that is.</summary>
    private (ImmutableArray<ResourceAddress> Sorted, HashSet<ResourceAddress> Cyclic) Sort()
    {
        var sorted = ImmutableArray.CreateBuilder<ResourceAddress>(dependencies.Count);
        var open = dependencies.ToDictionary(d => d.Key, d => d.Value.Length);
        var ready = new PriorityQueue<ResourceAddress, ResourceAddress>(
            dependencies.Where(d => d.Value.IsEmpty).Select(d => (d.Key, d.Key)));
        while (ready.TryDequeue(out var node, out _))
        {
            sorted.Add(node);
            open.Remove(node);
            foreach (var dependent in dependents.GetValueOrDefault(node, []))
            {
                if (--open[dependent] == 0)
                    ready.Enqueue(dependent, dependent);
            }
        }

        return (sorted.ToImmutable(), [.. open.Keys]);
    }
}
