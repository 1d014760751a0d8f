using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Manifests.Variables;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Manifests;

/// <summary>Hides secrets that a manifest contains, although it should not, from everything that is shown of it.</summary>
internal static class SecretConcealer
{
    public static void Conceal(Node.Mapping manifest, IReadOnlyDictionary<string, Variable> variables, ManifestVocabulary vocabulary)
    {
        foreach (var variable in variables.Values.Where(v => v.Sensitive))
        {
            Conceal(variable.Default);
            ConcealAt(manifest, [EnvironmentChooser.Section, "*", Variable.Section, variable.Name]);
        }

        foreach (var path in vocabulary.SecretPaths.Select(p => FieldPattern.Parse(p).Keys))
        {
            ConcealPath(manifest, path.AsSpan());
            ConcealAt(manifest, [EnvironmentChooser.Section, "*", "overrides", .. path]);
        }
    }

    /// <summary>Conceals what a component from a file of its own contains.</summary>
    public static void Conceal(Node.Mapping component, ManifestVocabulary vocabulary)
    {
        foreach (var path in vocabulary.SecretPaths.Select(p => FieldPattern.Parse(p).Keys))
            ConcealPath(component, path.AsSpan());
    }

    private static void ConcealPath(Node manifest, ReadOnlySpan<string> path)
    {
        ConcealAt(manifest, path);
        if (path.Length > 2)
            ConcealAt(manifest, ["defaults", path[0], .. path[2..]]);
        foreach (var group in new[] { "components", "instances" })
        {
            foreach (var inner in ((manifest as Node.Mapping)?[group] as Node.Mapping)?.Entries ?? [])
                ConcealPath(inner.Value, path);
        }
    }

    /// <summary>The texts of all secrets in a rendered manifest.</summary>
    public static IEnumerable<string> SecretsIn(Node node) => node switch
    {
        Node.Mapping map => map.Entries.SelectMany(e => SecretsIn(e.Value)),
        Node.Sequence list => list.Items.SelectMany(SecretsIn),
        Node.Scalar { Value: Value.Secret(var inner) } => Secrets.TextsOf(inner),
        _ => [],
    };

    private static void ConcealAt(Node node, ReadOnlySpan<string> path)
    {
        if (path.IsEmpty)
        {
            Conceal(node);
        }
        else if (path[0] == FieldPattern.AnyKey)
        {
            foreach (var child in ChildrenOf(node))
                ConcealAt(child, path[1..]);
        }
        else if ((node as Node.Mapping)?[path[0]] is { } child)
        {
            ConcealAt(child, path[1..]);
        }
    }

    private static void Conceal(Node? node)
    {
        if (node is Node.Scalar scalar)
            scalar.Span.Source.Conceal(scalar.Span);
        else if (node is not null)
            ChildrenOf(node).ToList().ForEach(Conceal);
    }

    private static IEnumerable<Node> ChildrenOf(Node node) => node switch
    {
        Node.Mapping map => map.Entries.Select(e => e.Value),
        Node.Sequence list => list.Items,
        _ => [],
    };
}
