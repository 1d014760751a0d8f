using System.Collections.Immutable;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Blocks;
using FlowPlan.Core.Manifests.Expansion;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Manifests;

/// <summary>The resources of a manifest.</summary>
internal static class ResourceBlocks
{
    /// <summary>Every resource, by section and key, whatever the order of the file. What is not a map was reported.</summary>
    public static ImmutableArray<ResourceDeclaration> Read(IReadOnlyCollection<ManifestScope> scopes, ManifestVocabulary vocabulary) =>
    [
        .. vocabulary.Sections.Keys
            .Order(StringComparer.Ordinal)
            .SelectMany(section => scopes
                .SelectMany(scope => ((scope.Body[section] as Node.Mapping)?.Entries ?? [])
                    .Where(e => e.Value is Node.Mapping)
                    .DistinctBy(e => e.Key)
                    .Select(e => new ResourceDeclaration(section, ResourceKey.Within(scope.Path, e.Key), e.KeySpan, (Node.Mapping)e.Value)))
                .OrderBy(r => r.Key, StringComparer.Ordinal)),
    ];

    /// <summary>The keys in each section, those of components with the components' names.</summary>
    public static IReadOnlyDictionary<string, HashSet<string>> Keys(IReadOnlyCollection<ManifestScope> scopes, ManifestVocabulary vocabulary) =>
        vocabulary.Sections.Keys.ToDictionary(
            section => section,
            section => scopes.SelectMany(s => ((s.Body[section] as Node.Mapping)?.Entries ?? []).Select(e => ResourceKey.Within(s.Path, e.Key))).ToHashSet(StringComparer.Ordinal),
            StringComparer.Ordinal);

    /// <summary>Reports sections and resources that are not maps, and keys that cannot be part of an address.</summary>
    public static void Check(Node.Mapping manifest, ManifestVocabulary vocabulary, DiagnosticBag found)
    {
        foreach (var section in manifest.Entries.Where(e => vocabulary.Sections.ContainsKey(e.Key)))
        {
            var places = new Dictionary<string, SourceSpan>(StringComparer.Ordinal);
            foreach (var resource in BlockReader.Map(section, found)?.Entries ?? [])
            {
                var written = ResourceKey.InstanceOf(resource.Key) is null ? resource.Key : ResourceKey.WithoutInstance(resource.Key);
                if (!KeyRules.IsResource(written))
                    found.Add(SchemaDiagnostics.BadKey(resource.KeySpan, written, KeyRules.Resource));
                if (!places.TryAdd(resource.Key, resource.KeySpan))
                    found.Add(YamlDiagnostics.DuplicateKey(resource.Key, resource.KeySpan, places[resource.Key]));
                BlockReader.Map(resource, found);
            }
        }
    }
}
