using System.Collections.Immutable;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Graph;

/// <summary>The dependencies between resources. The order is the same for the same content, in whatever order it is given.</summary>
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

        order = new(Sort);
    }

    /// <summary>The nodes, dependencies before dependents, ties by address.</summary>
    /// <exception cref="InvalidOperationException">The graph has a cycle; see <see cref="FindCycle"/>.</exception>
    public ImmutableArray<ResourceAddress> Order => order.Value;

    /// <summary>Creates a graph. Dependencies that are not nodes are left out; a node that depends on itself is a cycle.</summary>
    public static DependencyGraph Of(IEnumerable<(ResourceAddress Node, IEnumerable<ResourceAddress> DependsOn)> nodes)
    {
        var given = nodes.ToDictionary(n => n.Node, n => n.DependsOn);
        return new(new(given.ToDictionary(
            n => n.Key,
            n => n.Value.Where(given.ContainsKey).Distinct().Order().ToImmutableArray())));
    }

    /// <summary>The direct dependencies of a node, sorted.</summary>
    public ImmutableArray<ResourceAddress> DependenciesOf(ResourceAddress node) => dependencies[node];

    /// <summary>The direct dependents of a node, sorted.</summary>
    public IReadOnlyList<ResourceAddress> DependentsOf(ResourceAddress node) => dependents.TryGetValue(node, out var list) ? list : [];

    /// <summary>A cycle as a path that ends where it starts; empty if there is none.</summary>
    public ImmutableArray<ResourceAddress> FindCycle()
    {
        var remaining = SortNodes().Remaining;
        if (remaining.Count == 0)
            return [];

        // Every remaining node depends on another remaining one, so following the dependencies must lead into a cycle.
        var path = new List<ResourceAddress>();
        var visited = new Dictionary<ResourceAddress, int>();
        var at = remaining.Min();
        while (visited.TryAdd(at, path.Count))
        {
            path.Add(at);
            at = dependencies[at].First(remaining.Contains);
        }

        return [.. path.Skip(visited[at]), at];
    }

    private ImmutableArray<ResourceAddress> Sort()
    {
        var (sorted, remaining) = SortNodes();
        return remaining.Count == 0
            ? [.. sorted]
            : throw new InvalidOperationException($"The graph has a cycle: {string.Join(" -> ", FindCycle())}.");
    }

    /// <summary>The nodes in order, and those that a cycle keeps from being ordered.</summary>
    private (List<ResourceAddress> Sorted, HashSet<ResourceAddress> Remaining) SortNodes()
    {
        var sorted = new List<ResourceAddress>(dependencies.Count);
        var open = dependencies.ToDictionary(d => d.Key, d => d.Value.Length);
        var ready = new PriorityQueue<ResourceAddress, ResourceAddress>(
            dependencies.Where(d => d.Value.IsEmpty).Select(d => (d.Key, d.Key)));
        while (ready.TryDequeue(out var node, out _))
        {
            sorted.Add(node);
            open.Remove(node);
            foreach (var dependent in DependentsOf(node))
            {
                if (--open[dependent] == 0)
                    ready.Enqueue(dependent, dependent);
            }
        }

        return (sorted, [.. open.Keys]);
    }
}
