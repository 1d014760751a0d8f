using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Files;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Manifests.Syntax;

namespace FlowPlan.Core.Manifests.Expansion;

/// <summary>Reads the files of components, each once.</summary>
/// <param name="source">Where files come from.</param>
/// <param name="home">The main manifest's folder, which says what may be read.</param>
/// <param name="conceal">Hides the secrets that a component contains, although it should not.</param>
/// <param name="sections">Removes what counts as missing.</param>
internal sealed class ComponentFiles(IManifestSource source, string home, Action<Node.Mapping> conceal, WithoutEmptySections sections)
{
    private readonly Dictionary<string, (Node.Mapping Body, string Folder)?> read = new(StringComparer.Ordinal);

    /// <summary>The map in a file and its folder; null when there is none to be had, which is reported.</summary>
    public (Node.Mapping Body, string Folder)? Load(string folder, Node.Scalar path, DiagnosticBag found)
    {
        var text = path.Value.ToString();
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            found.Add(ExpansionDiagnostics.NoComponentFile(path.Span, text));
            return null;
        }

        var file = Path.GetFullPath(Path.Combine(folder, text));
        if (read.TryGetValue(file, out var known))
            return known;
        return read[file] = Read(file, path, found) is { } body ? (sections.Component(body), Path.GetDirectoryName(file)!) : null;
    }

    private Node.Mapping? Read(string file, Node.Scalar path, DiagnosticBag found)
    {
        if (!source.MayRead(home, file))
            found.Add(YamlDiagnostics.LeadsOut(path.Span, path.Value.ToString()));
        else if (!source.IsFile(file))
            found.Add(ExpansionDiagnostics.NoComponentFile(path.Span, path.Value.ToString()));
        else if (ManifestFragment.Read(source, file, found) is { } body)
        {
            conceal(body);
            return body;
        }

        return null;
    }
}
