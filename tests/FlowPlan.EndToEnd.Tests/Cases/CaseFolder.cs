using System.Text.RegularExpressions;
using FlowPlan.EndToEnd.Tests.Support;

namespace FlowPlan.EndToEnd.Tests.Cases;

/// <summary>A folder below <c>tests/Cases</c>, and how the executable is called for it.</summary>
internal sealed partial class CaseFolder(string name)
{
    public const string Manifest = "flowplan.yaml";

    private const string Description = "case.yaml";

    public static string Root { get; } = System.IO.Path.Combine(Repository.Root, "tests", "Cases");

    public static IEnumerable<string> Names() =>
        Directory.EnumerateDirectories(Root).Select(d => System.IO.Path.GetFileName(d)).Order(StringComparer.Ordinal);

    public string Name { get; } = name;

    public string Path { get; } = System.IO.Path.Combine(Root, name);

    public CaseFile Case { get; } = CaseFile.Read(System.IO.Path.Combine(Root, name, Description));

    public string Environment => Case.Environment ?? "dev";

    /// <summary>Sandboxes bear the names of their environments in all cases.</summary>
    public string Sandbox => Environment;

    public string LockfileName => $"flowplan.{Environment}.lock.json";

    public string Project => ProjectLine().Match(File.ReadAllText(System.IO.Path.Combine(Path, Manifest))).Groups[1].Value;

    /// <summary>What a person wrote: the manifest of now with its files, the case file and the folders of earlier manifests.</summary>
    public IEnumerable<string> Written =>
        FilesOf(string.Empty).Append(Description)
            .Concat(Case.History.Select(h => h.Apply ?? h.Elsewhere).OfType<string>().SelectMany(m => FilesOf(m).Select(f => $"{m}/{f}")))
            .Distinct();

    /// <summary>The files of a manifest by their paths below its folder: YAML, schemas, data of variables.</summary>
    public IReadOnlyList<string> FilesOf(string manifest)
    {
        var folder = System.IO.Path.Combine(Path, manifest);
        return [.. new[] { folder, System.IO.Path.Combine(folder, "schemas"), System.IO.Path.Combine(folder, "parts") }
            .Where(Directory.Exists)
            .SelectMany(d => Directory.EnumerateFiles(d, "*.yaml").Concat(d == folder ? [] : Directory.EnumerateFiles(d, "*.json")))
            .Select(f => System.IO.Path.GetRelativePath(folder, f).Replace('\\', '/'))
            .Where(f => f != Description)
            .Order(StringComparer.Ordinal)];
    }

    /// <summary>Calls one after the other, so that their order is the plan's; and no trace, which tells times.</summary>
    public string[] Arguments(params string[] arguments) =>
        [.. arguments, "--parallelism", "1", "--log-level", "none", .. Case.Environment is { } environment ? new[] { "--env", environment } : []];

    public static IReadOnlyDictionary<string, string> EnvironmentWith(IReadOnlyDictionary<string, string> secrets)
    {
        var environment = new Dictionary<string, string>(Platform.Credentials);
        foreach (var (variable, value) in secrets)
            environment["FLOWPLAN_VAR_" + variable] = value;
        return environment;
    }

    [GeneratedRegex(@"^project: (\S+)", RegexOptions.Multiline)]
    private static partial Regex ProjectLine();
}
