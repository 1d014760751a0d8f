using System.Globalization;
using System.Text.Json.Nodes;
using FlowPlan.EndToEnd.Tests.Support;

namespace FlowPlan.EndToEnd.Tests.Projects;

/// <summary>Several projects in one command.</summary>
public sealed class SeveralProjectTests
{
    /// <summary>Twelve projects in three levels: what the others import, what imports it, and what imports one of those.</summary>
    private static readonly string[] Twelve = [.. Enumerable.Range(1, 12).Select(Name)];

    [Test]
    public async Task Twelve_projects_are_applied_in_the_order_of_their_imports_and_destroyed_in_the_other()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = WithTwelve();

        var first = await RunAsync(platform, workspace, ["plan", .. Twelve.Reverse(), "--detailed-exitcode"]);
        var applied = await RunAsync(platform, workspace, ["apply", .. Twelve.Reverse(), "--auto-approve"]);
        var again = await RunAsync(platform, workspace, ["plan", "p*", "--detailed-exitcode"]);
        var destroyed = await RunAsync(platform, workspace, ["destroy", "p*", "--auto-approve", "--allow-delete", "all"]);

        Assert.Multiple(() =>
        {
            Assert.That((first.ExitCode, applied.ExitCode, again.ExitCode, destroyed.ExitCode), Is.EqualTo((2, 0, 0, 0)), first.All + applied.All + again.All + destroyed.All);
            Assert.That(LineOf(first, "p01"), Does.EndWith("1 to create"));
            Assert.That(LineOf(first, "p02"), Does.EndWith("waits for p01 (dev), which was never applied"));
            Assert.That(LineOf(first, "p08"), Does.EndWith("waits for p02 (dev), which was never applied"));
            Assert.That(Twelve.Select(p => LineOf(applied, p)), Is.All.EndsWith("complete: 1 change"));
            Assert.That(Twelve.Select(p => LineOf(again, p)), Is.All.EndsWith("no changes"));
            Assert.That(OrderOf(applied, "p01", "p02", "p08"), Is.Ordered);
            Assert.That(OrderOf(destroyed, "p08", "p02", "p01"), Is.Ordered);
            Assert.That(platform.Host.Requests.Count(r => r.Method == "DELETE"), Is.EqualTo(12));
        });
    }

    [Test]
    public async Task What_imports_a_failed_project_is_skipped_and_the_rest_is_done()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = WithTwelve();
        workspace.Write("p02/flowplan.yaml", workspace.Read("p02/flowplan.yaml").Replace("dataType: raw", "dataType: rwa", StringComparison.Ordinal));

        var applied = await RunAsync(platform, workspace, ["apply", .. Twelve, "--auto-approve"]);

        Assert.Multiple(() =>
        {
            Assert.That(applied.ExitCode, Is.EqualTo(1), applied.All);
            Assert.That(LineOf(applied, "p02"), Does.EndWith("failed"));
            Assert.That(LineOf(applied, "p08"), Does.EndWith("skipped, because p02 (dev) did not complete"));
            Assert.That(Twelve.Except(["p02", "p08"]).Select(p => LineOf(applied, p)), Is.All.EndsWith("complete: 1 change"));
            Assert.That(applied.Error, Does.Contain("p02/flowplan.yaml:"));
        });
    }

    [Test]
    public async Task Plans_are_one_document_and_are_saved_and_applied_as_they_were_shown()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = WithTwelve();
        await RunAsync(platform, workspace, ["apply", "p01", "--auto-approve"]);

        var markdown = await RunAsync(platform, workspace, ["plan", "p01", "p02", "p03", "--format", "markdown", "--out", "plans"]);
        var json = await RunAsync(platform, workspace, ["plan", "p01", "p02", "--format", "json"]);
        var saved = Directory.EnumerateFiles(workspace.PathOf("plans")).Select(Path.GetFileName).Order(StringComparer.Ordinal).ToList();
        var applied = await FlowPlanProcess.RunAsync(workspace.Folder, Platform.Credentials, "apply", "plans/*.json", "--auto-approve", "--endpoint", platform.Target);

        var events = json.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonNode.Parse(l)!).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(markdown.ExitCode, Is.Zero, markdown.All);
            Assert.That(markdown.Output, Does.StartWith("<!-- flowplan:projects:dev -->\n## FlowPlan\n\n| project | environment | |\n|---|---|---|\n| p01 | dev | no changes |\n| p02 | dev | 1 to create |\n"));
            Assert.That(markdown.Output, Does.Contain("### FlowPlan: p02 (dev)").And.Contain("### FlowPlan: p03 (dev)"));
            Assert.That(saved, Is.EqualTo(new[] { "p01.dev.json", "p02.dev.json", "p03.dev.json" }));
            Assert.That(events.Select(e => (string)e["type"]!), Is.EqualTo(new[] { "project", "plan", "project", "plan", "projects" }));
            Assert.That((string)events[^1]["projects"]![1]!["result"]!, Is.EqualTo("1 to create"));
            Assert.That(applied.ExitCode, Is.Zero, applied.All);
            Assert.That(LineOf(applied, "p03"), Does.EndWith("complete: 1 change"));
        });
    }

    [Test]
    public async Task Without_approval_the_projects_come_one_after_another_and_a_refused_one_stops_those_that_import_it()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = WithTwelve();

        var refused = await RunAsync(platform, workspace, ["apply", "p01", "p02"]);

        Assert.That(refused.ExitCode, Is.EqualTo(7), refused.All);
        Assert.That(LineOf(refused, "p01"), Does.EndWith("refused"));
        Assert.That(LineOf(refused, "p02"), Does.EndWith("skipped, because p01 (dev) did not complete"));
    }

    [Test]
    public async Task Projects_that_cannot_be_ordered_are_one_finding()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = WithTwelve();
        workspace.Write("p01/flowplan.yaml", workspace.Read("p01/flowplan.yaml") + "imports: { p08: { state: ../p08 } }\n");

        var cycle = await RunAsync(platform, workspace, ["plan", "p01", "p02", "p08"]);
        var twice = await RunAsync(platform, workspace, ["plan", "p02", "./p02"]);
        var nothing = await RunAsync(platform, workspace, ["plan", "q*"]);

        Assert.Multiple(() =>
        {
            Assert.That(cycle.Error, Does.Contain("FP7021").And.Contain("p01 (dev) -> p08 (dev) -> p02 (dev) -> p01 (dev)"), cycle.All);
            Assert.That(twice.Error, Does.Contain("FP7022").And.Contain("'p02' and './p02'"), twice.All);
            Assert.That(nothing.Error, Does.Contain("FP7023").And.Contain("'q*'"), nothing.All);
            Assert.That(new[] { cycle, twice, nothing }.Select(r => r.ExitCode), Is.All.EqualTo(1));
        });
    }

    private static string Name(int number) => $"p{number.ToString("00", CultureInfo.InvariantCulture)}";

    private static string? LineOf(ProcessResult result, string project) =>
        result.Output.Split("Projects:\n")[^1].Split('\n').FirstOrDefault(l => l.StartsWith($"  {project} ", StringComparison.Ordinal))?.TrimEnd();

    /// <summary>Where in the output the report of each project begins.</summary>
    private static IEnumerable<int> OrderOf(ProcessResult result, params string[] projects) =>
        projects.Select(p => result.Output.IndexOf($"\n{p}\n", StringComparison.Ordinal)).Where(i => i >= 0);

    private static Task<ProcessResult> RunAsync(Platform platform, Workspace workspace, string[] arguments) =>
        FlowPlanProcess.RunAsync(workspace.Folder, Platform.Credentials, [.. arguments, "--env", "dev", "--endpoint", platform.Target]);

    private static Workspace WithTwelve()
    {
        var workspace = new Workspace();
        foreach (var (project, index) in Twelve.Select((p, i) => (p, i + 1)))
        {
            var imported = index == 1 ? null : index < 8 ? "p01" : Name(index - 6);
            workspace.Write($"{project}/flowplan.yaml", $$"""
                apiVersion: flowplan/v1
                project: {{project}}
                environments: { dev: { sandbox: dev } }
                connections:
                  web: { name: {{project}}, dataType: raw, sourceId: {{project}}, description: "{{(imported is null ? "first" : $"{{{{ imports.{imported}.web }}}}")}}" }
                outputs: { web: connections.web.id }

                """);
            if (imported is not null)
                workspace.Write($"{project}/flowplan.yaml", workspace.Read($"{project}/flowplan.yaml") + $"imports: {{ {imported}: {{ state: ../{imported} }} }}\n");
        }

        return workspace;
    }
}
