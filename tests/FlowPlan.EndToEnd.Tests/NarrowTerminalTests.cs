using System.Diagnostics;
using System.Text.RegularExpressions;
using FlowPlan.EndToEnd.Tests.Support;

namespace FlowPlan.EndToEnd.Tests;

/// <summary>Progress on a terminal while the result goes to a file. <c>script</c> lends the terminal.</summary>
[Platform("Linux")]
public sealed partial class NarrowTerminalTests
{
    [Test]
    public async Task Rows_fit_the_terminal_behind_stderr_where_stdin_and_stdout_are_not_one()
    {
        await using var platform = await Platform.StartAsync(new() { FaultScript = """[{ "method": "GET", "path": "/data/", "times": -1, "delayMs": 700 }]""" });
        using var workspace = Workspace.OfExample("quickstart");
        var executable = string.Join(' ', FlowPlanProcess.Command.Select(c => $"'{c}'"));
        var command = $"stty cols 30 rows 24; {executable} plan --env dev --endpoint {platform.Target} < /dev/null > '{workspace.PathOf("plan.txt")}'";
        var start = new ProcessStartInfo("script", ["-qec", command, "/dev/null"])
        {
            WorkingDirectory = workspace.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var inherited in start.Environment.Keys.Where(k => k is "CI" or "COLUMNS" || k.StartsWith("FLOWPLAN_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(inherited);
        start.Environment["TERM"] = "xterm";
        foreach (var (name, value) in Platform.Credentials)
            start.Environment[name] = value;

        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var process = Process.Start(start)!;
        var shown = await process.StandardOutput.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);

        var rows = Escape().Replace(shown, string.Empty).Split('\n', '\r').Where(r => r.Length > 0).Distinct().ToList();
        Assert.That(process.ExitCode, Is.Zero, shown);
        Assert.That(workspace.Read("plan.txt"), Does.Contain("Plan: 7 to create"));
        Assert.That(rows, Has.Some.StartsWith("Reading the platform: "), shown);
        Assert.That(rows, Has.All.Length.LessThan(30));
    }

    /// <summary>What moves the cursor, erases or sets a color.</summary>
    [GeneratedRegex(@"\e\[[?0-9;]*[A-Za-z]|\e=|\e>")]
    private static partial Regex Escape();
}
