using FlowPlan.Core.Manifests.Blocks;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Manifests.Syntax;

namespace FlowPlan.Core.Manifests.Expansion;

/// <summary>A manifest as it can be checked without an environment: with the defaults, and without what only expressions tell.</summary>
internal static class Unexpanded
{
    public static Node.Mapping Of(Node.Mapping manifest, ManifestVocabulary vocabulary)
    {
        var defaults = manifest[ReuseSections.Defaults] as Node.Mapping;
        return manifest with
        {
            Entries =
            [
                .. manifest.Entries
                    .Where(e => e.Key is not (ReuseSections.Defaults or ReuseSections.Instances or ReuseSections.Components))
                    .Select(e => vocabulary.Sections.ContainsKey(e.Key) && e.Value is Node.Mapping section ? e with { Value = Section(section, defaults?[e.Key] as Node.Mapping) } : e),
            ],
        };
    }

    private static Node.Mapping Section(Node.Mapping section, Node.Mapping? defaults) => section with
    {
        Entries = [.. section.Entries.Select(e => e.Value is Node.Mapping block ? e with { Value = Instances.Without(defaults is null ? block : ResourceDefaults.Under(block, defaults)) } : e)],
    };
}
