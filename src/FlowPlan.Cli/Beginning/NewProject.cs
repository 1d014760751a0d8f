using System.Text.RegularExpressions;
using FlowPlan.Core.Manifests.Writing;

namespace FlowPlan.Cli.Beginning;

/// <summary>What <c>init</c> writes: a manifest, what git ignores, and the pipeline of a CI system.</summary>
/// <param name="Project">The project's name.</param>
/// <param name="Environment">The environment.</param>
/// <param name="Sandbox">Its sandbox.</param>
/// <param name="Ci">The CI system; <c>none</c> for no pipeline.</param>
internal sealed partial record NewProject(string Project, string Environment, string Sandbox, string Ci)
{
    /// <summary>The main file.</summary>
    public const string Manifest = "flowplan.yaml";

    private const string Ignore = ".gitignore";
    private const string NoCi = "none";
    private const int LongestSandbox = 256;

    /// <summary>Plans and what a command leaves beside the lockfile; see docs/state.md.</summary>
    private static readonly string[] Ignored = ["plan.json", "plan.md", "*.lock.json.backup", "*.lock.json.journal", "*.lock.json.hold", "*.lock.json*.tmp-*"];

    private static readonly (string Name, string Path)[] Pipelines =
    [
        ("github", ".github/workflows/flowplan.yml"),
        ("gitlab", ".gitlab-ci.yml"),
        ("azure-devops", "azure-pipelines.yml"),
        ("jenkins", "Jenkinsfile"),
    ];

    /// <summary>The CI systems, and <c>none</c>.</summary>
    public static IReadOnlyList<string> CiSystems { get; } = [.. Pipelines.Select(p => p.Name), NoCi];

    /// <summary>A name for the project of a folder.</summary>
    public static string ProjectOf(string folder) =>
        Others().Replace(Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))), "-").Trim('-', '.', '_') is { Length: > 0 } name ? name : "flows";

    /// <summary>A name for the sandbox of an environment: the environment's, as far as a sandbox can have it.</summary>
    public static string SandboxOf(string environment)
    {
        var name = environment.ToLowerInvariant().Replace('_', '-');
        return name[..Math.Min(name.Length, LongestSandbox)];
    }

    /// <summary>The files that must not exist yet, by path from the folder.</summary>
    public IEnumerable<(string Path, string Text)> Files()
    {
        yield return (Manifest, Resource("init/flowplan.yaml")
            .Replace("__PROJECT__", YamlScalars.Of(Project), StringComparison.Ordinal)
            .Replace("__ENVIRONMENT__", YamlScalars.Of(Environment), StringComparison.Ordinal)
            .Replace("__SANDBOX__", YamlScalars.Of(Sandbox), StringComparison.Ordinal));
        if (Ci != NoCi)
            yield return (Array.Find(Pipelines, p => p.Name == Ci).Path, Production().Replace(Resource($"init/{Ci}"), Environment));
    }

    /// <summary>What git ignores: what it ignored before, and what it should.</summary>
    /// <param name="before">The file as it is; null where there is none.</param>
    public static (string Path, string Text)? IgnoreFile(string? before)
    {
        var missing = Ignored.Except((before ?? string.Empty).Split('\n').Select(l => l.Trim())).ToList();
        if (missing.Count == 0)
            return null;
        var start = string.IsNullOrEmpty(before) || before.EndsWith('\n') ? before ?? string.Empty : before + "\n";
        return (Ignore, start + string.Concat(missing.Select(l => l + "\n")));
    }

    private static string Resource(string name)
    {
        using var stream = typeof(NewProject).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    [GeneratedRegex("[^A-Za-z0-9._-]+")]
    private static partial Regex Others();

    /// <summary>The environment of the examples.</summary>
    [GeneratedRegex(@"\bprod\b")]
    private static partial Regex Production();
}
