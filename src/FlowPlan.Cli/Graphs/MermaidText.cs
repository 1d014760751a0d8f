using System.Text;

namespace FlowPlan.Cli.Graphs;

/// <summary>A graph as Mermaid, which GitHub, GitLab and Azure DevOps draw.</summary>
internal static class MermaidText
{
    public static string Of(ResourceGraph graph)
    {
        var text = new StringBuilder("graph LR\n");
        var colored = new List<GraphNode>();
        foreach (var (flow, members) in graph.Clusters())
        {
            var indent = flow is null ? "  " : "    ";
            if (flow is not null)
                text.Append($"  subgraph {flow.Name}_[\"{Escape(flow.Address.ToString())}\"]\n");
            foreach (var member in members)
                text.Append($"{indent}{member.Name}[\"{Escape(member.Label)}\"]\n");
            if (flow is not null)
                text.Append("  end\n");
            colored.AddRange(members.Where(m => GraphColor.Of(m.Action) is not null));
        }

        foreach (var (from, to) in graph.Edges())
            text.Append($"  {from.Name} --> {to.Name}\n");
        foreach (var group in colored.GroupBy(n => GraphColor.Of(n.Action)!).OrderBy(g => g.Key.Name, StringComparer.Ordinal))
        {
            text.Append($"  classDef {group.Key.Name} fill:{group.Key.Fill},stroke:{group.Key.Line},color:#000{(group.Key.IsDashed ? ",stroke-dasharray:4" : string.Empty)}\n");
            text.Append($"  class {string.Join(',', group.Select(n => n.Name))} {group.Key.Name}\n");
        }

        return text.ToString();
    }

    /// <summary>The characters that Mermaid or HTML gives a meaning, as entities.</summary>
    private static string Escape(string label) => string.Concat(label.Select(c => c is '"' or '#' or '&' or '<' or '>' or ';' ? FormattableString.Invariant($"#{(int)c};") : c.ToString()));
}
