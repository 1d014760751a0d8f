using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Blocks;
using FlowPlan.Core.Manifests.Syntax;

namespace FlowPlan.Core.Manifests.Expansion;

/// <summary>A component as it is declared.</summary>
/// <param name="Body">Its inputs, sections and outputs.</param>
/// <param name="Library">The components that it can use.</param>
internal sealed record Component(Node.Mapping Body, ComponentLibrary Library);

/// <summary>The components that instances can name: those of the same file, and any file.</summary>
internal sealed class ComponentLibrary
{
    private readonly ComponentFiles files;
    private readonly Node.Mapping? declared;
    private readonly ComponentLibrary? outer;

    private ComponentLibrary(ComponentFiles files, string folder, Node.Mapping? declared, ComponentLibrary? outer)
    {
        this.files = files;
        this.declared = declared;
        this.outer = outer;
        Folder = folder;
    }

    /// <summary>The folder of the file, where the paths in it begin.</summary>
    public string Folder { get; }

    /// <summary>The components of a manifest.</summary>
    /// <param name="files">The files of components.</param>
    /// <param name="folder">The manifest's folder.</param>
    /// <param name="manifest">The manifest.</param>
    public static ComponentLibrary Of(ComponentFiles files, string folder, Node.Mapping manifest) =>
        new(files, folder, manifest[ReuseSections.Components] as Node.Mapping, null);

    /// <summary>The component that a text names; null when there is none, which is reported.</summary>
    public Component? Find(Node.Scalar name, DiagnosticBag found)
    {
        var text = name.Value.ToString();
        if (IsPath(text))
            return Load(name, found);
        for (var library = this; library is not null; library = library.outer)
        {
            switch (library.declared?[text])
            {
                case Node.Mapping body:
                    return new(body, new(files, library.Folder, body[ReuseSections.Components] as Node.Mapping, library));
                case Node.Scalar path:
                    return library.Load(path, found);
            }
        }

        found.Add(ExpansionDiagnostics.UnknownComponent(name.Span, text, Names));
        return null;
    }

    private IEnumerable<string> Names => (declared?.Entries.Select(e => e.Key) ?? []).Concat(outer?.Names ?? []);

    private static bool IsPath(string text) =>
        text.Contains('/', StringComparison.Ordinal) || text.EndsWith(".yaml", StringComparison.Ordinal) || text.EndsWith(".yml", StringComparison.Ordinal);

    private Component? Load(Node.Scalar path, DiagnosticBag found) =>
        files.Load(Folder, path, found) is var (body, folder) ? new(body, new(files, folder, body[ReuseSections.Components] as Node.Mapping, null)) : null;
}
