using System.Diagnostics;
using System.Text.RegularExpressions;
using FlowPlan.EndToEnd.Tests.Support;
using YamlDotNet.RepresentationModel;

namespace FlowPlan.EndToEnd.Tests.Pipelines;

/// <summary>How a run of the action ended.</summary>
internal sealed record ActionResult(int ExitCode, string Log, IReadOnlyDictionary<string, string> Outputs, string JobSummary);

/// <summary>
/// Runs the steps of <c>action.yml</c> one after the other as a runner of GitHub does: with the inputs and their defaults, expressions replaced, and the
/// files of a step for outputs and for the PATH.
/// </summary>
internal sealed partial class ActionRun : IAsyncDisposable
{
    public const string ActionRepository = "acme/flowplan";

    private readonly YamlMappingNode action = Load();
    private readonly CiServer server = new();

    private ActionRun(Platform platform)
    {
        Platform = platform;
        CiSystem.All.Single(s => s.Name == "github").Serve(server, Objects);
    }

    public Platform Platform { get; }

    public Workspace Workspace { get; } = new();

    public CiObjects Objects { get; } = new();

    public CiServer Server => server;

    /// <summary>The number of the pull request; null for a run that belongs to none.</summary>
    public string? PullRequest { get; set; } = "7";

    /// <summary>Whether the executable is on the PATH.</summary>
    public bool IsInstalled { get; init; } = true;

    public static async Task<ActionRun> StartAsync(bool isInstalled = true)
    {
        var run = new ActionRun(await Platform.StartAsync()) { IsInstalled = isInstalled };
        run.Workspace.Write("flows/README.md", "Flows.\n");
        Directory.CreateDirectory(run.Workspace.PathOf("temp"));
        WriteExecutable(run.Workspace.PathOf("bin/flowplan"));
        return run;
    }

    /// <summary>Writes a script that stands for the native executable.</summary>
    public static void WriteExecutable(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, $"#!/bin/sh\nexec {string.Join(' ', FlowPlanProcess.Command.Select(c => $"'{c}'"))} \"$@\"\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public async Task<ActionResult> RunAsync(params (string Name, string Value)[] inputs)
    {
        var values = Map("inputs").ToDictionary(i => "inputs." + Text(i.Key), i => Text(i.Value["default"]));
        foreach (var (name, value) in inputs)
            values["inputs." + name] = values.ContainsKey("inputs." + name) ? value : throw new ArgumentException(name);
        values["inputs.token"] = "token";
        values["github.server_url"] = server.Address;
        values["github.action_repository || github.repository"] = ActionRepository;
        values["github.action_path"] = Repository.Root;
        values["github.event.pull_request.number"] = PullRequest ?? string.Empty;
        var (log, code, path) = (string.Empty, 0, string.Empty);
        File.WriteAllText(Workspace.PathOf("temp/summary"), string.Empty);
        foreach (var step in ((YamlSequenceNode)action["runs"]["steps"]).Cast<YamlMappingNode>())
        {
            // After a failure no step runs that has no condition of its own.
            if (code != 0 || (Entry(step, "if") is { } condition && Evaluate($"${{{{ {condition} }}}}", values) != "true"))
                continue;
            Assert.That(Entry(step, "shell"), Is.EqualTo("bash"), "a step of a composite action needs a shell");
            foreach (var file in new[] { "output", "path" })
                File.WriteAllText(Workspace.PathOf("temp/" + file), string.Empty);
            var ended = await StepAsync(step, values, path);
            (log, code) = (log + ended.All, ended.ExitCode);
            path = string.Concat(File.ReadLines(Workspace.PathOf("temp/path")).Select(p => p + Path.PathSeparator)) + path;
            foreach (var pair in File.ReadLines(Workspace.PathOf("temp/output")).Select(l => l.Split('=', 2)))
                values[$"steps.{Entry(step, "id")}.outputs.{pair[0]}"] = pair[1];
        }

        var outputs = Map("outputs").ToDictionary(o => Text(o.Key), o => Evaluate(Text(o.Value["value"]), values));
        return new(code, log, outputs, await File.ReadAllTextAsync(Workspace.PathOf("temp/summary")));
    }

    /// <summary>Runs a script in the checkout, as another step of a job; it must succeed.</summary>
    public async Task<string> ShellAsync(string script, params (string Name, string Value)[] variables)
    {
        var ended = await StepAsync(script, ".", variables.Select(v => KeyValuePair.Create(v.Name, v.Value)), string.Empty);
        Assert.That(ended.ExitCode, Is.Zero, $"{script}: {ended.All}");
        return ended.Output;
    }

    /// <summary>Runs git in the checkout.</summary>
    public Task<string> GitAsync(string arguments) => ShellAsync($"git -c user.name=t -c user.email=t@example.com {arguments}");

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await Platform.DisposeAsync();
        Workspace.Dispose();
    }

    /// <summary>The script of a step.</summary>
    public static string ScriptOf(string step) =>
        ((YamlSequenceNode)Load()["runs"]["steps"]).Cast<YamlMappingNode>().Where(s => Entry(s, "name") == step).Select(s => Entry(s, "run")!).Single();

    private Task<ProcessResult> StepAsync(YamlMappingNode step, Dictionary<string, string> values, string path)
    {
        var own = step.Children.TryGetValue("env", out var env) ? ((YamlMappingNode)env).Select(e => KeyValuePair.Create(Text(e.Key), Evaluate(Text(e.Value), values))) : [];
        return StepAsync(Entry(step, "run")!, Evaluate(Entry(step, "working-directory") ?? ".", values), own, path);
    }

    private async Task<ProcessResult> StepAsync(string script, string folder, IEnumerable<KeyValuePair<string, string>> own, string path)
    {
        var start = new ProcessStartInfo("bash") { WorkingDirectory = Path.Combine(Workspace.PathOf("flows"), folder), RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { "--noprofile", "--norc", "-eo", "pipefail", "-c", script })
            start.ArgumentList.Add(argument);
        foreach (var inherited in start.Environment.Keys.Where(k => k.StartsWith("FLOWPLAN_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(inherited);
        foreach (var (name, value) in Platform.Credentials.Concat(own))
            start.Environment[name] = value;
        start.Environment["PATH"] = path + (IsInstalled ? Workspace.PathOf("bin") + Path.PathSeparator : string.Empty) + Environment.GetEnvironmentVariable("PATH");
        start.Environment["FLOWPLAN_ENDPOINT"] = Platform.Target;
        start.Environment["NO_PROXY"] = "127.0.0.1";
        start.Environment["RUNNER_OS"] = "Linux";
        start.Environment["RUNNER_ARCH"] = "X64";
        start.Environment["RUNNER_TEMP"] = Workspace.PathOf("temp");
        start.Environment["GITHUB_OUTPUT"] = Workspace.PathOf("temp/output");
        start.Environment["GITHUB_PATH"] = Workspace.PathOf("temp/path");
        start.Environment["GITHUB_STEP_SUMMARY"] = Workspace.PathOf("temp/summary");
        start.Environment["GITHUB_API_URL"] = server.Address;
        start.Environment["GITHUB_REPOSITORY"] = "acme/flows";
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return new(process.ExitCode, await output, await error);
    }

    /// <summary>Replaces expressions: a name, or the comparison of one with a text.</summary>
    private static string Evaluate(string text, Dictionary<string, string> values) => Expression().Replace(text, match =>
        match.Groups["text"].Success
            ? values[match.Groups["name"].Value] == match.Groups["text"].Value ? "true" : "false"
            : values.GetValueOrDefault(match.Groups["name"].Value) ?? (match.Groups["name"].Value.StartsWith("steps.", StringComparison.Ordinal) ? string.Empty : throw new AssertionException(match.Value)));

    private YamlMappingNode Map(string key) => (YamlMappingNode)action[key];

    private static YamlMappingNode Load()
    {
        var yaml = new YamlStream();
        using var reader = File.OpenText(Path.Combine(Repository.Root, "action.yml"));
        yaml.Load(reader);
        return (YamlMappingNode)yaml.Documents[0].RootNode;
    }

    private static string? Entry(YamlMappingNode node, string key) => node.Children.TryGetValue(key, out var value) ? Text(value) : null;

    private static string Text(YamlNode node) => ((YamlScalarNode)node).Value!;

    [GeneratedRegex(@"\$\{\{ (?<name>.*?)( == '(?<text>[^']*)')? \}\}")]
    private static partial Regex Expression();
}
