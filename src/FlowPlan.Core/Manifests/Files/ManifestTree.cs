using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Manifests.Syntax;

namespace FlowPlan.Core.Manifests.Files;

/// <summary>The main file and all that it includes, as one tree.</summary>
internal static class ManifestTree
{
    public const string Include = "include";

    /// <summary>Loads it, or reports why not and returns null.</summary>
    public static Node.Mapping? Load(IManifestSource source, string mainFile, DiagnosticBag found)
    {
        if (ReadFile(source, mainFile, found) is not { } main)
            return null;
        var include = main.Entry(Include);
        if (include is null)
            return main;
        var merge = new FragmentMerge(main with { Entries = main.Entries.Remove(include) }, found);
        foreach (var file in Includes.Find(source, mainFile, include, found))
        {
            if (ReadFile(source, file, found) is { } fragment)
                merge.Add(fragment);
        }

        return merge.ToMapping();
    }

    private static Node.Mapping? ReadFile(IManifestSource source, string file, DiagnosticBag found)
    {
        if (ManifestFiles.Read(source, file, found) is not { } text || YamlReader.Read(text, found) is not { } root)
            return null;
        if (root is Node.Mapping mapping)
            return mapping;
        found.Add(YamlDiagnostics.NotAMap(root.Span));
        return null;
    }
}
