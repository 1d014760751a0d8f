using System.Collections.Immutable;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Graph;

/// <summary>Which resource depends on which. The same content gives the same order and answers, however it was given.</summary>
public sealed class DependencyGraph
{
    /// <summary>The nodes in the order of their addresses. Everywhere else a node is its index here, so that a smaller number is a smaller address.</summary>
    private readonly ResourceAddress[] nodes;

    /// <summary>What each node needs, sorted.</summary>
    private readonly int[][] dependencies;

    private readonly Lazy<ImmutableArray<ResourceAddress>> order;

    private DependencyGraph(ResourceAddress[] nodes, int[][] dependencies)
    {
        this.nodes = nodes;
        this.dependencies = dependencies;
        order = new(SortOrThrow);
    }

    /// <summary>The nodes, dependencies before dependents, ties by address.</summary>
    /// <exception cref="InvalidOperationException">The graph has a cycle; see <see cref="FindCycle"/>.</exception>
    public ImmutableArray<ResourceAddress> Order => order.Value;

    /// <summary>Creates a graph. A dependency that is not a node itself is left out; a node that needs itself is a cycle.</summary>
    public static DependencyGraph Of(IEnumerable<(ResourceAddress Node, IEnumerable<ResourceAddress> DependsOn)> nodes)
    {
        var given = nodes.OrderBy(n => n.Node).ToArray();
        var index = new Dictionary<ResourceAddress, int>(given.Length);
        foreach (var (node, _) in given)
            index.Add(node, index.Count);
        return new([.. given.Select(g => g.Node)], Array.ConvertAll(given, g => IndexesOf(g.DependsOn, index)));
    }

    /// <summary>A cycle as a path that ends where it starts; empty if there is none.</summary>
    public ImmutableArray<ResourceAddress> FindCycle()
    {
        var cyclic = Sort().Cyclic;
        if (cyclic.Count == 0)
            return [];

        // Every remaining node needs another remaining one: following the needs must come back to where it began.
        var path = new List<int>();
        var seen = new Dictionary<int, int>();
        var at = cyclic.Min();
        while (seen.TryAdd(at, path.Count))
        {
            path.Add(at);
            at = dependencies[at].First(cyclic.Contains);
        }

        return Addresses([.. path.Skip(seen[at]), at]);
    }

    /// <summary>Cycles that have no node in common, as paths that end where they start; at least one when there is a cycle.</summary>
    public IReadOnlyList<ImmutableArray<ResourceAddress>> FindCycles()
    {
        var cycles = new List<ImmutableArray<ResourceAddress>>();
        var cyclic = Sort().Cyclic;
        var seen = new HashSet<int>();
        foreach (var start in cyclic.Order())
        {
            // Following the first need that is left leads to a cycle, or to nodes that were followed before.
            var path = new List<int>();
            var at = start;
            while (seen.Add(at))
            {
                path.Add(at);
                at = dependencies[at].First(cyclic.Contains);
            }

            if (path.IndexOf(at) is >= 0 and var first)
                cycles.Add(Addresses([.. path.Skip(first), at]));
        }

        return cycles;
    }

    private static int[] IndexesOf(IEnumerable<ResourceAddress> needs, Dictionary<ResourceAddress, int> index)
    {
        var found = new List<int>();
        foreach (var needed in needs)
        {
            if (index.TryGetValue(needed, out var number))
                found.Add(number);
        }

        return found.Count < 2 ? [.. found] : [.. found.Distinct().Order()];
    }

    private ImmutableArray<ResourceAddress> Addresses(IEnumerable<int> path) => [.. path.Select(n => nodes[n])];

    private ImmutableArray<ResourceAddress> SortOrThrow()
    {
        var (sorted, cyclic) = Sort();
        return cyclic.Count == 0
            ? Addresses(sorted)
            : throw new InvalidOperationException($"The graph has a cycle: {string.Join(" -> ", FindCycle())}.");
    }

    /// <summary>The nodes that can be sorted, in order, and those that cannot because they are on a cycle or need a node that is.</summary>
    private (List<int> Sorted, HashSet<int> Cyclic) Sort()
    {
        var dependents = Dependents();
        var sorted = new List<int>(nodes.Length);
        var open = Array.ConvertAll(dependencies, d => d.Length);
        var ready = new PriorityQueue<int, int>(Enumerable.Range(0, nodes.Length).Where(n => open[n] == 0).Select(n => (n, n)));
        while (ready.TryDequeue(out var node, out _))
        {
            sorted.Add(node);
            foreach (var dependent in dependents[node])
            {
                if (--open[dependent] == 0)
                    ready.Enqueue(dependent, dependent);
            }
        }

        return (sorted, [.. Enumerable.Range(0, nodes.Length).Where(n => open[n] > 0)]);
    }

    private List<int>[] Dependents()
    {
        var dependents = Array.ConvertAll(nodes, _ => new List<int>(0));
        for (var node = 0; node < nodes.Length; node++)
        {
            foreach (var needed in dependencies[node])
                dependents[needed].Add(node);
        }

        return dependents;
    }
}
