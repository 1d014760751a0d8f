using System.Text.RegularExpressions;

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

    public static bool IsProject(string name) => ProjectForm().IsMatch(name);

    public static bool IsEnvironment(string name) => EnvironmentForm().IsMatch(name);

    public static bool IsSandbox(string name) => SandboxForm().IsMatch(name);

    /// <summary>A name for the project of a folder.</summary>
    public static string ProjectOf(string folder) =>
        Others().Replace(Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))), "-").Trim('-', '.', '_') is { Length: > 0 } name ? name : "flows";

    /// <summary>The files that must not exist yet, by path from the folder.</summary>
    public IEnumerable<(string Path, string Text)> Files()
    {
        yield return (Manifest, Resource("init/flowplan.yaml")
            .Replace("__PROJECT__", Quoted(Project), StringComparison.Ordinal)
            .Replace("__ENVIRONMENT__", Environment, StringComparison.Ordinal)
            .Replace("__SANDBOX__", Quoted(Sandbox), StringComparison.Ordinal));
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

    /// <summary>A name that YAML would read as a number or a boolean is quoted.</summary>
    private static string Quoted(string name) => Word().IsMatch(name) && name is not ("true" or "false" or "null" or "yes" or "no" or "on" or "off") ? name : $"\"{name}\"";

    private static string Resource(string name)
    {
        using var stream = typeof(NewProject).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]*\z")]
    private static partial Regex ProjectForm();

    [GeneratedRegex(@"\A[a-z][A-Za-z0-9_-]*\z")]
    private static partial Regex EnvironmentForm();

    [GeneratedRegex(@"\A[a-z][a-z0-9-]{0,255}\z")]
    private static partial Regex SandboxForm();

    [GeneratedRegex("[^A-Za-z0-9._-]+")]
    private static partial Regex Others();

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z_-]*[A-Za-z0-9_.-]*\z")]
    private static partial Regex Word();

    /// <summary>The environment of the examples.</summary>
    [GeneratedRegex(@"\bprod\b")]
    private static partial Regex Production();
}
