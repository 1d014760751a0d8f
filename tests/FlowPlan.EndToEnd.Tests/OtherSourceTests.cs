using System.Text.Json.Nodes;
using FlowPlan.EndToEnd.Tests.Support;

namespace FlowPlan.EndToEnd.Tests;

/// <summary>A source other than the HTTP API goes through as it is written, and its credentials stay secret.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class OtherSourceTests
{
    private const string Manifest = """
        apiVersion: flowplan/v1
        project: acme
        environments: { dev: { sandbox: dev } }
        variables:
          key: { sensitive: true }
        connections:
          s3:
            name: Lake
            type: { id: ecadc60c-7455-4d87-84dc-2a0e293d997b }
            auth: { specName: Access Key, params: { s3AccessKey: open, s3SecretKey: "{{ var.key }}" } }
        schemas:
          s: { definition: { title: S, class: https://ns.adobe.com/xdm/context/profile } }
        datasets:
          d: { name: D, schema: s }
        flows:
          f:
            name: Nightly
            source:
              connection: s3
              data: { format: delimited, properties: { columnDelimiter: ";" } }
              params: { path: /in, type: folder }
            target: { dataset: d }
            flowSpec: { id: 9753525b-82c7-4dce-8a9b-5ccfce2b9876 }
            schedule: { startTime: 1700000000, frequency: day, interval: 1 }
        """;

    [Test]
    public async Task It_is_sent_as_written_and_settles()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = new Workspace();
        workspace.Write("flowplan.yaml", Manifest);

        var apply = await RunAsync(platform, workspace, "canary-1", "apply", "--auto-approve");
        var plan = await RunAsync(platform, workspace, "canary-1", "plan", "--detailed-exitcode");

        Assert.That((apply.ExitCode, plan.ExitCode), Is.EqualTo((0, 0)), apply.All + plan.All);
        var connection = JsonNode.Parse(platform.BodyOfPost("/flowservice/connections"))!;
        Assert.That((string?)connection["auth"]!["params"]!["s3SecretKey"], Is.EqualTo(Platform.Kept("canary-1")), "the service gets it");
        Assert.That((string?)connection["connectionSpec"]!["id"], Is.EqualTo("ecadc60c-7455-4d87-84dc-2a0e293d997b"));
        var source = JsonNode.Parse(platform.BodyOfPost("/sourceConnections"))!;
        Assert.That((string?)source["data"]!["properties"]!["columnDelimiter"], Is.EqualTo(";"));
        Assert.That((string?)source["params"]!["path"], Is.EqualTo("/in"));
        var flow = JsonNode.Parse(platform.BodyOfPost("/flows"))!;
        Assert.That((string?)flow["flowSpec"]!["id"], Is.EqualTo("9753525b-82c7-4dce-8a9b-5ccfce2b9876"));
        Assert.That((int?)flow["scheduleParams"]!["interval"], Is.EqualTo(1));
    }

    [Test]
    public async Task A_changed_secret_is_noticed_and_shown_nowhere()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = new Workspace();
        workspace.Write("flowplan.yaml", Manifest);
        var first = await RunAsync(platform, workspace, "canary-1", "apply", "--auto-approve", "--log-level", "trace");

        var plan = await RunAsync(platform, workspace, "canary-2", "plan", "--format", "json");
        var apply = await RunAsync(platform, workspace, "canary-2", "apply", "--auto-approve", "--log-level", "trace");
        var after = await RunAsync(platform, workspace, "canary-2", "plan", "--detailed-exitcode");

        var changed = JsonNode.Parse(plan.Output)!["actions"]!.AsArray().Single(a => (string?)a!["action"] == "update")!;
        Assert.That((string?)changed["address"], Is.EqualTo("connection.s3"));
        Assert.That((bool?)changed["fields"]![0]!["sensitive"], Is.True);
        Assert.That((apply.ExitCode, after.ExitCode), Is.EqualTo((0, 0)), apply.All + after.All);
        Assert.That(platform.Host.Requests.Single(r => r.Method == "PATCH").Body, Does.Contain(Platform.Kept("canary-2")), "the service gets the new one");
        Assert.That(first.All + plan.All + apply.All + after.All, Does.Not.Contain("canary"));
        foreach (var file in Directory.EnumerateFiles(workspace.Folder))
            Assert.That(File.ReadAllText(file), Does.Not.Contain("canary"), file);
    }

    private static Task<ProcessResult> RunAsync(Platform platform, Workspace workspace, string key, params string[] arguments) => FlowPlanProcess.RunAsync(
        workspace.Folder,
        new Dictionary<string, string>(Platform.Credentials) { ["FLOWPLAN_VAR_key"] = key, ["FLOWPLAN_CLIENT_SECRET"] = "canary-client" },
        [.. arguments, "--endpoint", platform.Target]);
}
