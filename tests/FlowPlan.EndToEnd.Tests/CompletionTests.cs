using System.Diagnostics;
using FlowPlan.EndToEnd.Tests.Support;

namespace FlowPlan.EndToEnd.Tests;

/// <summary>The shells themselves complete what is typed.</summary>
[Platform(Exclude = "Win", Reason = "The shells are those of Unix.")]
internal sealed class CompletionTests
{
    private const string Bash = """
        source <(flowplan completion bash)
        COMP_WORDS=(LINE); [[ $LINE == *' ' ]] && COMP_WORDS+=(''); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); COMP_LINE=$LINE; COMP_POINT=${#LINE}
        _flowplan; printf '%s\n' "${COMPREPLY[@]}"
        """;

    /// <summary>Completion in zsh works in its line editor only: what registers it and what takes the suggestions is replaced.</summary>
    private const string Zsh = """
        compdef() { : ; }; _files() { : ; }; compadd() { shift; eval "print -rl -- \$$1"; }
        source <(flowplan completion zsh)
        words=(LINE); [[ $LINE == *' ' ]] && words+=(''); CURRENT=${#words}; _flowplan
        """;

    private const string Fish = "flowplan completion fish | source; complete -C \"$LINE\"";

    private string folder = null!;

    [OneTimeSetUp]
    public void PutTheExecutableOnThePath()
    {
        folder = Directory.CreateTempSubdirectory("flowplan-path-").FullName;
        var script = Path.Combine(folder, "flowplan");
        File.WriteAllText(script, $"#!/bin/sh\nexec {string.Join(' ', FlowPlanProcess.Command.Select(c => $"'{c}'"))} \"$@\"\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    [OneTimeTearDown]
    public void Remove() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task Commands_options_and_values_are_completed([Values("bash", "zsh", "fish")] string shell)
    {
        Needed.Require(IsInstalled(shell), $"{shell} is not installed.");

        var commands = await CompleteAsync(shell, "flowplan dr");
        var options = await CompleteAsync(shell, "flowplan apply --auto");
        var values = await CompleteAsync(shell, "flowplan plan --log-level ");

        Assert.That(commands, Is.EqualTo(["drift"]));
        Assert.That(options, Is.EqualTo(["--auto-approve"]));
        Assert.That(values, Is.SupersetOf(new[] { "info", "none", "trace" }));
    }

    private static bool IsInstalled(string shell) =>
        Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(p => File.Exists(Path.Combine(p, shell)));

    private async Task<string[]> CompleteAsync(string shell, string line)
    {
        string[] options = shell == "zsh" ? ["-f", "-c"] : ["-c"];
        var script = (shell switch { "bash" => Bash, "zsh" => Zsh, _ => Fish }).Replace("(LINE)", $"({line})", StringComparison.Ordinal);
        var start = new ProcessStartInfo(shell, [.. options, script]) { WorkingDirectory = folder, RedirectStandardOutput = true };
        start.Environment["PATH"] = folder + ":" + start.Environment["PATH"];
        start.Environment["LINE"] = line;
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
