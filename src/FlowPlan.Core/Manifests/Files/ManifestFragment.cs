using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Manifests.Files;

/// <summary>Reads a file beside the manifest, such as a schema's definition, so that its parts have places too. JSON is read as the YAML that it is.</summary>
public static class ManifestFragment
{
    /// <summary>The map in a file that a manifest names, or null when there is none to be had; then the reason has been reported.</summary>
    /// <param name="source">Where files come from.</param>
    /// <param name="folder">The main manifest's folder, where the path begins.</param>
    /// <param name="file">The path as the manifest writes it, with its place there.</param>
    /// <param name="found">Told of each finding.</param>
    public static Node.Mapping? Read(IManifestSource source, string folder, Node.Scalar file, DiagnosticBag found)
    {
        var path = Path.Combine(folder, file.Value.ToString());
        if (!source.MayRead(folder, path))
        {
            found.Add(YamlDiagnostics.LeadsOut(file.Span, file.Value.ToString()));
            return null;
        }

        return Read(source, path, found);
    }

    /// <summary>The text of a file that a manifest names, or null when it cannot be had; then the reason has been reported.</summary>
    public static SourceText? ReadText(IManifestSource source, string folder, Node.Scalar file, DiagnosticBag found)
    {
        var path = Path.Combine(folder, file.Value.ToString());
        if (source.MayRead(folder, path))
            return ManifestFiles.Read(source, path, found);
        found.Add(YamlDiagnostics.LeadsOut(file.Span, file.Value.ToString()));
        return null;
    }

    /// <summary>The map in a file that the caller itself chose.</summary>
    public static Node.Mapping? Read(string path, DiagnosticBag found) => Read(DiskSource.Instance, path, found);

    /// <summary>The value of a text that is YAML; null where it is not, which is reported.</summary>
    public static Value? ReadValue(SourceText text, DiagnosticBag found) => YamlReader.Read(text, found)?.ToValue();

    /// <summary>The map in a file that may be read.</summary>
    internal static Node.Mapping? Read(IManifestSource source, string path, DiagnosticBag found)
    {
        if (ManifestFiles.Read(source, path, found) is not { } text || YamlReader.Read(text, found, YamlDiagnostics.EmptyDefinition(text.Path)) is not { } root)
            return null;
        if (root is Node.Mapping mapping)
            return mapping;
        found.Add(YamlDiagnostics.Syntax(root.Span, "a map is expected here", "begin with '{'"));
        return null;
    }
}
