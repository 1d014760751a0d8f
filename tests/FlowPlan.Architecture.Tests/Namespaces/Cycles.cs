namespace FlowPlan.Architecture.Tests.Namespaces;

/// <summary>The strongly connected parts of a namespace graph, and a shortest cycle through each of their edges.</summary>
internal static class Cycles
{
    /// <summary>Groups of namespaces that all use each other, directly or through others of the group; a namespace alone is a group of one.</summary>
    /// <remarks>Tarjan's algorithm, so a group comes after all groups that it uses.</remarks>
    public static List<List<string>> Groups(NamespaceGraph graph)
    {
        var index = new Dictionary<string, int>();
        var low = new Dictionary<string, int>();
        var open = new Stack<string>();
        var groups = new List<List<string>>();
        foreach (var name in graph.Namespaces.Where(name => !index.ContainsKey(name)))
        {
            Connect(name);
        }

        return groups;

        void Connect(string name)
        {
            index[name] = low[name] = index.Count;
            open.Push(name);
            foreach (var next in graph.Uses[name].Order(StringComparer.Ordinal))
            {
                if (!index.TryGetValue(next, out var number))
                {
                    Connect(next);
                    low[name] = Math.Min(low[name], low[next]);
                }
                else if (open.Contains(next))
                {
                    low[name] = Math.Min(low[name], number);
                }
            }

            if (low[name] == index[name])
            {
                var group = new List<string>();
                do
                {
                    group.Add(open.Pop());
                }
                while (group[^1] != name);
                groups.Add([.. group.Order(StringComparer.Ordinal)]);
            }
        }
    }

    /// <summary>Every edge that lies on a cycle, in order.</summary>
    public static IEnumerable<Reference> Edges(NamespaceGraph graph)
    {
        var groupOf = Groups(graph).SelectMany((group, number) => group.Select(name => (name, number))).ToDictionary(g => g.name, g => g.number);
        return graph.References.Where(r => groupOf[r.From] == groupOf[r.To])
            .OrderBy(r => r.From, StringComparer.Ordinal).ThenBy(r => r.To, StringComparer.Ordinal);
    }

    /// <summary>A shortest cycle that goes over <paramref name="edge"/>, as its references in order.</summary>
    public static IReadOnlyList<Reference> Shortest(NamespaceGraph graph, Reference edge)
    {
        var cameFrom = new Dictionary<string, string> { [edge.To] = edge.From };
        var waiting = new Queue<string>([edge.To]);
        while (waiting.TryDequeue(out var name) && name != edge.From)
        {
            foreach (var next in graph.Uses[name].Order(StringComparer.Ordinal).Where(next => cameFrom.TryAdd(next, name)))
            {
                waiting.Enqueue(next);
            }
        }

        var path = new List<Reference>();
        for (var name = edge.From; name != edge.To; name = cameFrom[name])
        {
            path.Insert(0, graph.ReferenceOf(cameFrom[name], name));
        }

        return [edge, .. path];
    }
}
