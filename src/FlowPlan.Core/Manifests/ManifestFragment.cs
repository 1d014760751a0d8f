using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Core.Manifests;

/// <summary>Reads a file beside the manifest, such as a schema's definition, so that its parts have places too. JSON is read as the YAML that it is.</summary>
public static class ManifestFragment
{
    /// <summary>The map in a file, or null when there is none; then the reason has been reported.</summary>
    public static Node.Mapping? Read(string path, DiagnosticBag found)
    {
        if (ManifestFiles.Read(path, found) is not { } source || YamlReader.Read(source, found) is not { } root)
            return null;
        if (root is Node.Mapping mapping)
            return mapping;
        found.Add(YamlDiagnostics.Syntax(root.Span, "a map is expected here", "begin with '{'"));
        return null;
    }
}
