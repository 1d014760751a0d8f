using System.Collections.Immutable;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Blocks;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Manifests.Syntax;

namespace FlowPlan.Core.Manifests;

/// <summary>The resources of a manifest.</summary>
internal static class ResourceBlocks
{
    /// <summary>Every resource, by section and key, whatever the order of the file. What is not a map was reported.</summary>
    public static ImmutableArray<ResourceDeclaration> Read(Node.Mapping manifest, ManifestVocabulary vocabulary) =>
    [
        .. vocabulary.Sections.Keys
            .Order(StringComparer.Ordinal)
            .SelectMany(section => ((manifest[section] as Node.Mapping)?.Entries ?? [])
                .Where(e => e.Value is Node.Mapping)
                .OrderBy(e => e.Key, StringComparer.Ordinal)
                .Select(e => new ResourceDeclaration(section, e.Key, e.KeySpan, (Node.Mapping)e.Value))),
    ];

    /// <summary>Reports sections and resources that are not maps, and keys that cannot be part of an address.</summary>
    public static void Check(Node.Mapping manifest, ManifestVocabulary vocabulary, DiagnosticBag found)
    {
        foreach (var section in manifest.Entries.Where(e => vocabulary.Sections.ContainsKey(e.Key)))
        {
            foreach (var resource in BlockReader.Map(section, found)?.Entries ?? [])
            {
                if (!KeyRules.IsResource(resource.Key))
                    found.Add(SchemaDiagnostics.BadKey(resource.KeySpan, resource.Key, KeyRules.Resource));
                BlockReader.Map(resource, found);
            }
        }
    }
}
