using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FlowPlan.EndToEnd.Tests.Cases;
using FlowPlan.EndToEnd.Tests.Support;

namespace FlowPlan.EndToEnd.Tests;

/// <summary>
/// The screens of <c>docs/tour.md</c> are what its commands print, one after the other, against an emulator. With <c>FLOWPLAN_UPDATE_GOLDEN=1</c> the
/// document is rewritten.
/// </summary>
[Platform("Linux")]
public sealed partial class TourTests
{
    private static readonly string Document = Path.Combine(Repository.Root, "docs", "tour.md");

    [Test]
    public async Task Every_screen_of_the_tour_is_what_its_command_prints()
    {
        await using var platform = await Platform.StartAsync(new() { NumberedIds = true, Time = new CaseClock() });
        using var workspace = new Workspace();
        workspace.Write("bin/flowplan", $"#!/bin/sh\nexec {string.Join(' ', FlowPlanProcess.Command.Select(c => $"'{c}'"))} \"$@\"\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(workspace.PathOf("bin/flowplan"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        Directory.CreateDirectory(workspace.PathOf("tour"));
        var text = await File.ReadAllTextAsync(Document);
        var repeated = new StringBuilder();
        var at = 0;
        foreach (Match piece in Piece().Matches(text))
        {
            repeated.Append(text, at, piece.Index - at);
            at = piece.Index + piece.Length;
            if (piece.Groups["collection"].Success)
            {
                await EditAsync(platform, workspace, piece);
                repeated.Append(piece.Value);
                continue;
            }

            repeated.Append("```console\n");
            foreach (var command in Command().Matches(piece.Value).Select(m => m.Groups[1].Value))
                repeated.Append("$ ").Append(command).Append('\n').Append(await RunAsync(platform, workspace, command));
            repeated.Append("```");
        }

        var expected = repeated.Append(text, at, text.Length - at).ToString();
        if (Repository.UpdatesGoldenFiles)
            await File.WriteAllTextAsync(Document, expected);

        Assert.That(await File.ReadAllTextAsync(Document), Is.EqualTo(expected));
        Assert.That(Regex.Count(expected, "^## [0-9]+\\. ", RegexOptions.Multiline), Is.EqualTo(12));
    }

    /// <summary>Changes an object past FlowPlan.</summary>
    private static Task EditAsync(Platform platform, Workspace workspace, Match edit)
    {
        var id = (string)JsonNode.Parse(workspace.Read("tour/flowplan.dev.lock.json"))!["resources"]![edit.Groups["address"].Value]!["id"]!;
        return platform.EditAsync(edit.Groups["collection"].Value, id, edit.Groups["change"].Value);
    }

    /// <summary>What a terminal shows of a command: both streams as they come.</summary>
    private static async Task<string> RunAsync(Platform platform, Workspace workspace, string command)
    {
        var start = new ProcessStartInfo("sh") { WorkingDirectory = workspace.PathOf("tour"), RedirectStandardOutput = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add($"exec 2>&1\n{command}");
        foreach (var inherited in start.Environment.Keys.Where(k => k.StartsWith("FLOWPLAN_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(inherited);
        foreach (var (name, value) in Platform.Credentials)
            start.Environment[name] = value;
        start.Environment["PATH"] = workspace.PathOf("bin") + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH");
        start.Environment["FLOWPLAN_ENDPOINT"] = platform.Target;
        start.Environment["FLOWPLAN_ENV"] = "dev";
        start.Environment["FLOWPLAN_HEARTBEAT"] = "0";
        start.Environment["COLUMNS"] = "80";
        start.Environment.Remove("FORCE_COLOR");
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return Changes().Replace(Seconds().Replace(output, "(0.1s)"), InOrder);
    }

    /// <summary>Changes that are made at once end in any order.</summary>
    private static string InOrder(Match lines) => string.Concat(lines.Value.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal).Select(l => l + "\n"));

    [GeneratedRegex("```console\n.*?```|<!-- by hand: (?<collection>\\S+) (?<address>\\S+) (?<change>\\{.*?\\}) -->", RegexOptions.Singleline)]
    private static partial Regex Piece();

    [GeneratedRegex(@"^\$ (.*)$", RegexOptions.Multiline)]
    private static partial Regex Command();

    [GeneratedRegex(@"\([0-9]+\.[0-9]s\)")]
    private static partial Regex Seconds();

    [GeneratedRegex(@"(?:^  ok      .*\n)+", RegexOptions.Multiline)]
    private static partial Regex Changes();
}
