using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Manifests.Syntax;

namespace FlowPlan.Core.Manifests.Files;

/// <summary>The main file and all that it includes, as one tree.</summary>
internal static class ManifestTree
{
    public const string Include = "include";

    /// <summary>Loads it, or reports why not and returns null.</summary>
    /// <param name="source">Where files come from.</param>
    /// <param name="mainFile">The main manifest.</param>
    /// <param name="sections">Removes what counts as missing.</param>
    /// <param name="found">Told of each finding.</param>
    public static Node.Mapping? Load(IManifestSource source, string mainFile, WithoutEmptySections sections, DiagnosticBag found)
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

    private static Node.Mapping? ReadFile(IManifestSource source, string file, WithoutEmptySections sections, bool isMain, DiagnosticBag found)
    {
        if (ManifestFiles.Read(source, file, found) is not { } text)
            return null;
        if (WhatElse(text) is { } other)
        {
            found.Add(other);
            return null;
        }

        // An included file may consist of comments only.
        if (YamlReader.Read(text, found, isMain ? YamlDiagnostics.Empty(text.Path) : null) is not { } root)
            return null;
        if (root is Node.Mapping mapping)
            return sections.Manifest(mapping);
        found.Add(YamlDiagnostics.NotAMap(root.Span));
        return null;
    }

    /// <summary>What to report of a file that FlowPlan wrote for another purpose.</summary>
    private static Diagnostic? WhatElse(SourceText text) => OwnFiles.Recognize(text.Text) switch
    {
        OwnFile.SavedPlan => YamlDiagnostics.NotAManifest(text.Path, "a saved plan", $"run 'flowplan apply {text.Path}' to apply it, or 'flowplan show {text.Path}' to show it"),
        OwnFile.Lockfile => YamlDiagnostics.NotAManifest(text.Path, "a lockfile", "name the manifest that it belongs to; 'flowplan show <manifest>' and 'flowplan state list <manifest>' show the state"),
        OwnFile.Journal => YamlDiagnostics.NotAManifest(text.Path, "the journal of a command", "name the manifest that it belongs to; the next 'flowplan apply <manifest>' continues from the journal"),
        OwnFile.Encrypted => YamlDiagnostics.NotAManifest(text.Path, "an encrypted saved plan or lockfile", $"run 'flowplan apply {text.Path}' to apply a saved plan; for a lockfile, name the manifest that it belongs to"),
        OwnFile.LockHolder => YamlDiagnostics.NotAManifest(text.Path, "a lock", "name the manifest that it belongs to; 'flowplan state unlock' removes a lock that is left over"),
        _ => null,
    };
}
