using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using FlowPlan.EndToEnd.Tests.Support;

namespace FlowPlan.EndToEnd.Tests;

/// <summary>An apply at a terminal asks, and carries out what was approved or nothing. <c>script</c> lends the terminal.</summary>
[Parallelizable(ParallelScope.All)]
[Platform("Linux")]
public sealed class InteractiveTests
{
    private const string Question = "Only 'yes' will be accepted: ";

    [Test]
    public async Task Yes_carries_the_plan_out()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = Workspace.OfExample("quickstart");

        var (exitCode, output) = await ApplyAsync(platform, workspace, "yes", () => Task.CompletedTask);

        Assert.That(exitCode, Is.Zero, output);
        Assert.That(output, Does.Not.Match("\u001b\\[[0-9;]*m"), "no colour was asked for");
        Assert.That(output, Does.Contain("environment \"dev\" (sandbox \"dev\" of ").And.Contain("Apply complete: 7 resources ("));
    }

    [Test]
    public async Task Anything_else_changes_nothing()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = Workspace.OfExample("quickstart");

        var (exitCode, output) = await ApplyAsync(platform, workspace, "y", () => Task.CompletedTask);

        Assert.That(exitCode, Is.EqualTo(7), output);
        Assert.That(output, Does.Contain("Nothing was changed."));
        Assert.That(File.Exists(workspace.PathOf("flowplan.dev.lock.json")), Is.False);
    }

    [Test]
    public async Task An_edit_while_the_question_stands_stops_the_apply_before_its_first_write()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = Workspace.OfExample("quickstart");
        await platform.RunAsync(workspace, "apply", "--env", "dev", "--auto-approve");
        workspace.Write("flowplan.yaml", workspace.Read("flowplan.yaml").Replace("ACME streaming dataflow for", "A dataflow for", StringComparison.Ordinal));
        var id = (string)JsonNode.Parse(workspace.Read("flowplan.dev.lock.json"))!["resources"]!["flow.loyalty"]!["id"]!;
        platform.Host.ClearRequests();

        var (exitCode, output) = await ApplyAsync(platform, workspace, "yes", async () =>
        {
            using var client = new HttpClient { BaseAddress = platform.Host.BaseAddress };
            using var edit = new StringContent("""{"description": "Theirs"}""", Encoding.UTF8, "application/json");
            await client.PostAsync(new Uri($"__emulator/objects/flows/{id}?organization=ACME@AdobeOrg&sandbox=dev&user=editor@acme.com", UriKind.Relative), edit);
        });

        Assert.That(exitCode, Is.EqualTo(4), output);
        Assert.That(output, Does.Contain("FP4110").And.Contain(id).And.Contain("editor@acme.com"));
        Assert.That(platform.Host.Requests.Where(r => r.Method is "PATCH" or "PUT" or "DELETE"), Is.Empty);
    }

    [Test]
    public async Task Ctrl_C_at_the_prompt_ends_the_apply_and_releases_the_lock()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = Workspace.OfExample("quickstart");

        // The terminal turns the character that Ctrl-C sends into the signal. No line feed follows, so nothing is answered.
        var (exitCode, output) = await ApplyAsync(platform, workspace, "\u0003", () => Task.CompletedTask);
        var next = await platform.RunAsync(workspace, "apply", "--env", "dev", "--auto-approve");

        Assert.That(exitCode, Is.EqualTo(130), output);
        Assert.That(output, Does.Contain("Interrupted."));
        Assert.That(next.ExitCode, Is.Zero, next.All);
    }

    /// <summary>Runs an apply at a terminal; does something while it waits for approval, then answers.</summary>
    private static async Task<(int ExitCode, string Output)> ApplyAsync(Platform platform, Workspace workspace, string answer, Func<Task> meanwhile)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));

        // A test run in the background ignores SIGINT, and its children inherit that.
        var command = $"env --default-signal=INT {string.Join(' ', FlowPlanProcess.Command.Select(c => $"'{c}'"))} apply --env dev --no-color --endpoint {platform.Target}";
        var start = new ProcessStartInfo("script", ["-qec", command, "/dev/null"])
        {
            WorkingDirectory = workspace.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var inherited in start.Environment.Keys.Where(k => k == "CI" || k.StartsWith("FLOWPLAN_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(inherited);
        foreach (var (name, value) in Platform.Credentials)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = new StringBuilder();
        var buffer = new char[4096];
        var answered = false;
        int read;
        while ((read = await process.StandardOutput.ReadAsync(buffer, limit.Token)) > 0)
        {
            output.Append(buffer, 0, read);
            if (answered || !output.ToString().Contains(Question, StringComparison.Ordinal))
                continue;
            answered = true;
            await meanwhile();
            await process.StandardInput.WriteAsync(answer == "\u0003" ? answer : answer + "\n");
            await process.StandardInput.FlushAsync(limit.Token);
        }

        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, output.ToString());
    }
}
