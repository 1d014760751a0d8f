using System.Collections.Immutable;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Imports;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Manifests.Variables;

namespace FlowPlan.Core.Manifests;

/// <summary>A manifest with all files that it includes, for whichever environment.</summary>
public sealed class LoadedManifest
{
    internal LoadedManifest(string file, Node.Mapping tree, IReadOnlyList<Diagnostic> findings) => (File, Tree, Findings) = (file, tree, findings);

    /// <summary>The names of the environments in the order of the file; none where the manifest declares none.</summary>
    public ImmutableArray<string> Environments => [.. (Tree[EnvironmentChooser.Section] as Node.Mapping)?.Entries.Select(e => e.Key) ?? []];

    /// <summary>Whether it reads the outputs of other projects.</summary>
    public bool HasImports => Tree[ImportsSection.Section] is not null;

    /// <summary>The folder of the main file, absolute.</summary>
    public string Folder => Path.GetDirectoryName(File)!;

    /// <summary>The main file, absolute.</summary>
    internal string File { get; }

    /// <summary>The main file and all that it includes.</summary>
    internal Node.Mapping Tree { get; }

    /// <summary>What was found besides.</summary>
    internal IReadOnlyList<Diagnostic> Findings { get; }
}
