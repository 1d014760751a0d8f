using FlowPlan.Cli.Reporting;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Graphs;

/// <summary>A graph for programs.</summary>
internal static class GraphValue
{
    public static Value Of(ResourceGraph graph) => Value.Map.Of(
        ("nodes", Documents.List(graph.Clusters().SelectMany(c => c.Members.Select(m => (c.Flow, Node: m))), one => Value.Map.Of(
            ("address", Value.Of(one.Node.Address.ToString())),
            ("action", Value.Of(ActionNames.Of(one.Node.Action).Code)),
            ("owner", Documents.Text(one.Flow?.Address.ToString()))))),
        ("edges", Documents.List(graph.Edges(), edge => Value.Map.Of(
            ("from", Value.Of(edge.From.Address.ToString())), ("to", Value.Of(edge.To.Address.ToString()))))));
}
