using FlowPlan.Cli.Reporting;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Files;

namespace FlowPlan.Cli.SavedPlans;

/// <summary>
/// Finds the manifest that a saved plan names. A plan can come from somebody else, and an error in a manifest shows a line of it; so
/// a plan names only a manifest in the project of the current folder or of the plan's own.
/// </summary>
internal static class PlanManifest
{
    private static readonly string[] Names = ["flowplan.yaml", "flowplan.yml"];

    /// <summary>The path of the manifest: as named from the current folder, else from the plan's folder or one above it.</summary>
    /// <param name="plan">The file of the plan.</param>
    /// <param name="named">The manifest as the plan names it.</param>
    /// <exception cref="DiagnosticException">It is in another project.</exception>
    public static string Find(string plan, string named)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(plan))!;
        var candidates = FoldersFrom(folder).Select(above => Path.Combine(above, named)).Where(path => IsIn(folder, path)).Prepend(named);
        var path = candidates.FirstOrDefault(IsManifest) ?? named;
        return IsIn(Directory.GetCurrentDirectory(), path) || IsIn(folder, path)
            ? path
            : throw new DiagnosticException(Diagnostic.Of(
                CliDescriptors.PlanOfOtherProject,
                "the plan is for a manifest outside this project",
                SourceSpan.OfFile(plan),
                "run the command in the folder where the plan was made"));
    }

    private static IEnumerable<string> FoldersFrom(string folder)
    {
        for (var up = new DirectoryInfo(folder); up is not null; up = up.Parent)
            yield return up.FullName;
    }

    private static bool IsIn(string folder, string path) => !path.Contains('\0', StringComparison.Ordinal) && DiskSource.Instance.MayRead(folder, path);

    private static bool IsManifest(string path) => File.Exists(path) || Array.Exists(Names, name => File.Exists(Path.Combine(path, name)));
}
