using System.Text.Json.Nodes;
using FlowPlan.EndToEnd.Tests.Data;
using FlowPlan.EndToEnd.Tests.Support;
using NJsonSchema;

namespace FlowPlan.EndToEnd.Tests;

/// <summary>What commands print with <c>--format json</c> is what <c>schema/results.schema.json</c> describes.</summary>
public sealed class JsonResultTests
{
    /// <summary>Not run here: they need a state on a server.</summary>
    private static readonly string[] OnServers = ["state lock", "state unlock", "state migrate"];

    private readonly HashSet<string> seen = [];

    [Test]
    public async Task Every_result_is_valid_against_its_description()
    {
        await using var data = await DataPlatform.StartAsync("quickstart");
        var folder = data.Workspace.Folder;
        string[] dev = [folder, "--env", "dev"];
        await CheckAsync("version");
        await CheckAsync("explain");
        await CheckAsync("explain", "FP1204");
        await CheckAsync("functions");
        await CheckAsync("functions", "concat");
        await CheckAsync("sources");
        await CheckAsync("init", Path.Combine(folder, "new"), "--project", "acme");
        await CheckAsync("validate", folder);
        await CheckAsync("render", dev);
        await CheckAsync("console", ["environment.name", .. dev]);
        await CheckAsync("fmt", folder, "--check");
        await CheckAsync("graph", dev);
        await CheckAsync("compare", "dev", "dev", folder);
        await CheckAsync("test", dev);
        await CheckAsync("preview", "loyalty", Path.Combine(folder, "members.ndjson"), "--manifest", folder, "--env", "dev");
        await CheckAsync("show", dev);
        await CheckAsync("output", dev);
        await CheckAsync("state list", dev);
        await CheckAsync("state show", ["flow.loyalty", .. dev]);
        var lockfile = data.Workspace.PathOf("pulled.json");
        File.Copy(data.Workspace.PathOf("flowplan.dev.lock.json"), lockfile);
        await CheckAsync("state push", [lockfile, .. dev]);
        await CheckAsync("state mv", ["flow.loyalty", "flow.members", .. dev]);
        await CheckAsync("state mv", ["flow.members", "flow.loyalty", .. dev]);
        await CheckAsync("state history", dev);
        var history = await FlowPlanInside.RunAsync(Platform.Credentials, ["state", "history", .. dev, "--format", "json"]);
        await CheckAsync("state rollback", [$"{JsonNode.Parse(history.Output)![0]!["serial"]}", .. dev]);
        await CheckOnPlatformAsync("state rm", ["flow.loyalty", .. dev]);
        await CheckOnPlatformAsync("import", ["--all", .. dev]);
        await CheckOnPlatformAsync("forget", ["flow.loyalty", .. dev]);
        await CheckOnPlatformAsync("import", ["--all", .. dev]);
        await CheckOnPlatformAsync("send", "loyalty", Path.Combine(folder, "members.ndjson"), "--manifest", folder, "--env", "dev");
        await CheckOnPlatformAsync("runs", "loyalty", "--manifest", folder, "--env", "dev");
        await using var orders = await DataPlatform.StartAsync("xdm-open");
        await ValidateAsync("verify", orders.RunAsync("verify", "orders", "--manifest", orders.Workspace.Folder, "--env", "dev", "--format", "json"));
        await CheckOnPlatformAsync("health", dev);
        await CheckOnPlatformAsync("export", Path.Combine(folder, "exported"), "--project", "copy", "--sandbox", "dev", "--take-over");
        await CheckOnPlatformAsync("schemas pull", "--manifest", folder, "--env", "dev");
        await CheckOnPlatformAsync("functions", "--refresh", "--sandbox", "dev");
        await CheckOnPlatformAsync("sources", "--refresh", "--sandbox", "dev");
        var plan = data.Workspace.PathOf("plan.json");
        await data.RunAsync("plan", folder, "--env", "dev", "--out", plan);
        var rules = data.Workspace.Write("rules.yaml", "rules:\n  - warn: many\n    maxCount: 0\n");
        await CheckAsync("policy", plan, "--rules", rules);

        var described = JsonNode.Parse(await File.ReadAllTextAsync(Schema))!["definitions"]!.AsObject().Select(d => d.Key);
        Assert.That(described.Except(seen), Is.EquivalentTo(OnServers.Append("diagnostic")));

        Task CheckAsync(string command, params string[] arguments) =>
            ValidateAsync(command, FlowPlanInside.RunAsync(Platform.Credentials, [.. command.Split(' '), .. arguments, "--format", "json"]));

        Task CheckOnPlatformAsync(string command, params string[] arguments) =>
            ValidateAsync(command, data.RunAsync([.. command.Split(' '), .. arguments, "--format", "json"]));
    }

    private static string Schema => Path.Combine(Repository.Root, "schema", "results.schema.json");

    private async Task ValidateAsync(string command, Task<ProcessResult> running)
    {
        var run = await running;
        var schema = (await JsonSchema.FromFileAsync(Schema)).Definitions[command];
        Assert.That(run.Output, Is.Not.Empty, $"{command}: {run.Error}");
        Assert.That(schema.Validate(run.Output), Is.Empty, $"{command}: {run.All}");
        seen.Add(command);
    }
}
