using FlowPlan.Architecture.Tests.Sources;
using Microsoft.CodeAnalysis;

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

    /// <summary>Names that the compiler could not bind, each with its place.</summary>
    public IReadOnlyList<string> Unresolved { get; private init; } = [];

    public IEnumerable<Reference> References => edges.Values;

    public Reference ReferenceOf(string from, string to) => edges[(from, to)];

    private static NamespaceGraph FromSources()
    {
        var collected = ProductCompilation.All
            .SelectMany(p => p.Compilation.SyntaxTrees, (p, tree) => (p.Project, p.Compilation, Tree: tree))
            .Where(file => file.Tree.FilePath.Length > 0)
            .AsParallel().AsOrdered()
            .Select(file =>
            {
                var collector = new ReferenceCollector(file.Compilation.GetSemanticModel(file.Tree), file.Project.Name);
                collector.Visit(file.Tree.GetRoot());
                return collector;
            })
            .ToList();
        return new NamespaceGraph(collected.Select(c => c.Namespace), collected.SelectMany(c => c.References))
        {
            Unresolved = [.. collected.SelectMany(c => c.Unresolved)],
        };
    }
}
