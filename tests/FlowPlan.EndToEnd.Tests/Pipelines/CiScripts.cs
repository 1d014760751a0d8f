using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace FlowPlan.EndToEnd.Tests.Pipelines;

/// <summary>The scripts of a pipeline file. Steps that check out, install or keep artifacts are left out: the test does that.</summary>
internal static partial class CiScripts
{
    /// <summary>The <c>run</c> steps of a job of GitHub Actions.</summary>
    public static IReadOnlyList<string> GitHub(string file, string job) =>
        [.. Steps(Child(Read(file), "jobs", job, "steps")).Select(s => Text(s, "run")).OfType<string>().Where(r => !IsInstall(r))];

    /// <summary>The script of a job of GitLab, which runs in one shell, and what runs after it.</summary>
    public static IReadOnlyList<string> GitLab(string file, string job) =>
        [.. new[] { "script", "after_script" }.Where(key => ((YamlMappingNode)Child(Read(file), job)).Children.ContainsKey(key)).Select(key => string.Join('\n', Steps(Child(Read(file), job, key)).Select(s => ((YamlScalarNode)s).Value)))];

    /// <summary>The <c>bash</c> steps of a stage of Azure Pipelines.</summary>
    public static IReadOnlyList<string> Azure(string file, string stage)
    {
        var jobs = Child(Steps(Child(Read(file), "stages")).Single(s => Text(s, "stage") == stage), "jobs");
        return [.. jobs.AllNodes.OfType<YamlMappingNode>().Select(s => Text(s, "bash")).OfType<string>().Where(r => !IsInstall(r))];
    }

    /// <summary>The <c>sh</c> steps of a stage of a declarative Jenkinsfile.</summary>
    public static IReadOnlyList<string> Jenkins(string file, string stage)
    {
        var text = File.ReadAllText(file).Split($"stage('{stage}')")[1].Split("stage('")[0];
        return [.. Sh().Matches(text).Select(m => m.Groups["long"].Success ? m.Groups["long"].Value : m.Groups["short"].Value)];
    }

    private static YamlNode Read(string file)
    {
        var yaml = new YamlStream();
        using var reader = File.OpenText(file);
        yaml.Load(reader);
        return yaml.Documents[0].RootNode;
    }

    private static YamlNode Child(YamlNode node, params string[] path) => path.Aggregate(node, (n, key) => n[key]);

    private static YamlSequenceNode Steps(YamlNode node) => (YamlSequenceNode)node;

    private static string? Text(YamlNode node, string key) =>
        node is YamlMappingNode map && map.Children.TryGetValue(key, out var value) ? ((YamlScalarNode)value).Value : null;

    private static bool IsInstall(string script) => script.StartsWith("dotnet tool install", StringComparison.Ordinal);

    [GeneratedRegex("sh (?:'''(?<long>.*?)'''|'(?<short>[^'\n]+)'\n)", RegexOptions.Singleline)]
    private static partial Regex Sh();
}
