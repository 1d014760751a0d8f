using FlowPlan.Architecture.Tests.Sources;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FlowPlan.Architecture.Tests.Namespaces;

/// <summary>Which namespace of the product uses which, with one place in the sources for each edge. A child and its parent are two nodes.</summary>
internal sealed class NamespaceGraph
{
    private static readonly Lazy<NamespaceGraph> Read = new(FromSources);

    private readonly Dictionary<(string From, string To), Reference> edges;

    public NamespaceGraph(IEnumerable<string> namespaces, IEnumerable<Reference> references)
    {
        Namespaces = [.. namespaces.Distinct().Order(StringComparer.Ordinal)];
        edges = references.OrderBy(r => r.File, StringComparer.Ordinal).ThenBy(r => r.Line)
            .DistinctBy(r => (r.From, r.To)).ToDictionary(r => (r.From, r.To));
        Uses = edges.Keys.ToLookup(edge => edge.From, edge => edge.To);
    }

    /// <summary>The graph of the sources as they are on disk.</summary>
    public static NamespaceGraph OfTheProduct => Read.Value;

    public IReadOnlyList<string> Namespaces { get; }

    public ILookup<string, string> Uses { get; }

    public IEnumerable<Reference> References => edges.Values;

    public Reference ReferenceOf(string from, string to) => edges[(from, to)];

    private static NamespaceGraph FromSources()
    {
        var namespaces = new List<string>();
        var references = new List<Reference>();
        foreach (var (project, compilation) in ProductCompilation.All)
        {
            foreach (var tree in compilation.SyntaxTrees)
            {
                var root = tree.GetRoot();
                namespaces.AddRange(root.DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>().Select(n => n.Name.ToString()));
                new ReferenceCollector(compilation.GetSemanticModel(tree), project.Name, references).Visit(root);
            }
        }

        return new NamespaceGraph(namespaces, references);
    }
}
