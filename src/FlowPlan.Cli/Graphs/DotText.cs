using System.Text;

namespace FlowPlan.Cli.Graphs;

/// <summary>A graph as DOT, for Graphviz.</summary>
internal static class DotText
{
    public static string Of(ResourceGraph graph)
    {
        var text = new StringBuilder("digraph flowplan {\n  rankdir=LR;\n  graph [fontname=\"Helvetica\"];\n  node [shape=box, fontname=\"Helvetica\"];\n");
        foreach (var (flow, members) in graph.Clusters())
        {
            var indent = flow is null ? "  " : "    ";
            if (flow is not null)
                text.Append($"  subgraph \"cluster_{flow.Name}\" {{\n    label=\"{Escape(flow.Address.ToString())}\";\n");
            foreach (var member in members)
                text.Append($"{indent}{member.Name} [label=\"{Escape(member.Label)}\"{StyleOf(GraphColor.Of(member.Action))}];\n");
            if (flow is not null)
                text.Append("  }\n");
        }

        foreach (var (from, to) in graph.Edges())
            text.Append($"  {from.Name} -> {to.Name};\n");
        return text.Append("}\n").ToString();
    }

    private static string StyleOf(GraphColor? color) =>
        color is null ? string.Empty : $", style=\"filled{(color.IsDashed ? ",dashed" : string.Empty)}\", fillcolor=\"{color.Fill}\", color=\"{color.Line}\"";

    private static string Escape(string label) => label.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
}
