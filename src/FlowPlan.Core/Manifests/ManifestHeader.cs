using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Blocks;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Manifests;

/// <summary>The header of a manifest: its <c>apiVersion</c> and its project.</summary>
internal static class ManifestHeader
{
    private const string VersionKey = "apiVersion";
    public const string ProjectKey = "project";

    /// <summary>Reads the name of the project; a missing name and a wrong version are reported.</summary>
    public static string Read(Node.Mapping manifest, DiagnosticBag found)
    {
        var given = manifest[VersionKey];
        if (!IsRight(given))
            found.Add(SchemaDiagnostics.WrongApiVersion((given ?? manifest).Span, given is null ? null : (given as Node.Scalar)?.Raw ?? SchemaDiagnostics.Describe(given)));
        var project = manifest.Entry(ProjectKey);
        if (project is null)
            found.Add(SchemaDiagnostics.MissingKey(manifest.Span, ProjectKey, SchemaDiagnostics.RootName));
        return BlockReader.Text(project, found) ?? string.Empty;
    }

    /// <summary>The manifest with a supported version, so that a wrong one is not reported twice.</summary>
    public static Node.Mapping WithRightVersion(Node.Mapping manifest) => IsRight(manifest[VersionKey])
        ? manifest
        : manifest with
        {
            Entries =
            [
                new(VersionKey, manifest.Span, new Node.Scalar(Value.Of(ManifestReader.ApiVersion), manifest.Span)),
                .. manifest.Entries.Where(e => e.Key != VersionKey),
            ],
        };

    private static bool IsRight(Node? version) => version is Node.Scalar { Value: Value.Text(ManifestReader.ApiVersion) };
}
