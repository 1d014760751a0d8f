using System.IO.Compression;
using System.Net;
using System.Text;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Graphs;

/// <summary>A graph as one HTML file that a browser lays out and shows, with search, pan and zoom. It loads nothing from anywhere.</summary>
internal static class HtmlPage
{
    public static string Of(ResourceGraph graph)
    {
        var title = WebUtility.HtmlEncode($"FlowPlan: {graph.Title}");
        var data = ValueJson.ToJson(Value.Map.Of(("dot", Value.Of(DotText.Of(graph))), ("legend", Legend(graph))));

        // In a script element only '<' ends the text early. What comes from a manifest is put in last, since it may say '@viz@' itself.
        return Read("graph/page", compressed: false)
            .Replace("@viz@", Read("graph/viz", compressed: true), StringComparison.Ordinal)
            .Replace("@title@", title, StringComparison.Ordinal)
            .Replace("@graph@", data.Replace("<", "\\u003c", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private static Value.List Legend(ResourceGraph graph) => new(
    [
        .. graph.Clusters().SelectMany(c => c.Members)
            .Select(m => GraphColor.Of(m.Action))
            .OfType<GraphColor>()
            .GroupBy(c => c)
            .OrderBy(g => g.Key.Name, StringComparer.Ordinal)
            .Select(g => Value.Map.Of(("name", Value.Of(g.Key.Name)), ("fill", Value.Of(g.Key.Fill)), ("line", Value.Of(g.Key.Line)), ("count", Value.Of(g.Count())))),
    ]);

    private static string Read(string name, bool compressed)
    {
        using var stream = typeof(HtmlPage).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(compressed ? new BrotliStream(stream, CompressionMode.Decompress) : stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
