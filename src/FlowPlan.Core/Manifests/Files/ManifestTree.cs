using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Manifests.Files;

/// <summary>The main file and all that it includes, as one tree.</summary>
internal static class ManifestTree
{
    public const string Include = "include";

    /// <summary>Loads it, or reports why not and returns null.</summary>
    /// <param name="source">Where files come from.</param>
    /// <param name="mainFile">The main manifest.</param>
    /// <param name="sections">The names of all sections. One in which everything is commented out counts as missing.</param>
    /// <param name="found">Told of each finding.</param>
    public static Node.Mapping? Load(IManifestSource source, string mainFile, IReadOnlySet<string> sections, DiagnosticBag found)
    {
        if (ReadFile(source, mainFile, sections, isMain: true, found) is not { } main)
            return null;
        var include = main.Entry(Include);
        if (include is null)
            return main;
        var merge = new FragmentMerge(main with { Entries = main.Entries.Remove(include) }, found);
        foreach (var file in Includes.Find(source, mainFile, include, found))
        {
            if (ReadFile(source, file, sections, isMain: false, found) is { } fragment)
                merge.Add(fragment);
        }

        return merge.ToMapping();
    }

    private static Node.Mapping? ReadFile(IManifestSource source, string file, IReadOnlySet<string> sections, bool isMain, DiagnosticBag found)
    {
        if (ManifestFiles.Read(source, file, found) is not { } text)
            return null;

        // An included file may consist of comments only.
        if (YamlReader.Read(text, found, isMain ? YamlDiagnostics.Empty(text.Path) : null) is not { } root)
            return null;
        if (root is Node.Mapping mapping)
            return mapping with { Entries = mapping.Entries.RemoveAll(e => sections.Contains(e.Key) && e.Value is Node.Scalar { Value: Value.Null }) };
        found.Add(YamlDiagnostics.NotAMap(root.Span));
        return null;
    }
}
