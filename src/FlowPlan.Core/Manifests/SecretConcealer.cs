using System.Collections.Immutable;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Blocks;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Manifests.Variables;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Manifests;

/// <summary>Hides secrets that a manifest contains, although it should not, from everything that is shown of it.</summary>
internal static class SecretConcealer
{
    /// <summary>Conceals what a manifest and the overrides of its environments contain.</summary>
    public static void Conceal(Node.Mapping manifest, IReadOnlyDictionary<string, Variable> variables, ManifestVocabulary vocabulary)
    {
        foreach (var variable in variables.Values.Where(v => v.Sensitive))
        {
            variable.Default?.Conceal();
            ConcealAt(manifest, [EnvironmentChooser.Section, FieldPattern.AnyKey, Variable.Section, variable.Name]);
        }

        Conceal(manifest, vocabulary);
        foreach (var environment in EntriesOf(manifest[EnvironmentChooser.Section]))
        {
            if ((environment.Value as Node.Mapping)?[Overrides.Key] is Node.Mapping overrides)
                Conceal(overrides, vocabulary);
        }
    }

    /// <summary>Conceals what a component from a file of its own contains, or overrides.</summary>
    public static void Conceal(Node.Mapping body, ManifestVocabulary vocabulary) =>
        ConcealBody(body, [.. vocabulary.SecretPaths.Select(p => FieldPattern.Parse(p).Keys)]);

    private static void ConcealBody(Node body, ImmutableArray<ImmutableArray<string>> paths)
    {
        foreach (var path in paths)
        {
            ConcealAt(body, path.AsSpan());
            if (path.Length > 2)
                ConcealAt(body, [ReuseSections.Defaults, path[0], .. path[2..]]);
        }

        if (body is not Node.Mapping map)
            return;
        foreach (var input in Variable.AllOf(map, new DiagnosticBag(), ReuseSections.Inputs).Values.Where(i => i.Sensitive))
            input.Default?.Conceal();
        foreach (var inner in EntriesOf(map[ReuseSections.Components]).Concat(EntriesOf(map[ReuseSections.Instances])))
            ConcealBody(inner.Value, paths);
    }

    private static ImmutableArray<MappingEntry> EntriesOf(Node? node) => (node as Node.Mapping)?.Entries ?? [];

    /// <summary>The texts of all secrets in a rendered manifest.</summary>
    public static IReadOnlyList<string> SecretsIn(Node node)
    {
        var secrets = new List<string>();
        AddSecrets(node, secrets);
        return secrets;
    }

    private static void AddSecrets(Node node, List<string> secrets)
    {
        switch (node)
        {
            case Node.Mapping map:
                foreach (var entry in map.Entries)
                    AddSecrets(entry.Value, secrets);
                break;
            case Node.Sequence list:
                foreach (var item in list.Items)
                    AddSecrets(item, secrets);
                break;
            case Node.Scalar { Value: Value.Secret(var inner) }:
                secrets.AddRange(Secrets.TextsOf(inner));
                break;
            default:
                break;
        }
    }

    private static void ConcealAt(Node node, ReadOnlySpan<string> path)
    {
        if (path.IsEmpty)
        {
            node.Conceal();
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

    private static IEnumerable<Node> ChildrenOf(Node node) => node switch
    {
        Node.Mapping map => map.Entries.Select(e => e.Value),
        Node.Sequence list => list.Items,
        _ => [],
    };
}
