using System.Text.Json.Nodes;
using FlowPlan.EndToEnd.Tests.Support;

namespace FlowPlan.EndToEnd.Tests;

[Parallelizable(ParallelScope.All)]
public sealed class QuickstartTests
{
    private static readonly string[] AllKinds =
        ["connection", "dataset", "flow", "mapping", "schema", "sourceConnection", "targetConnection"];

    [Test]
    public async Task The_quickstart_creates_all_seven_kinds_and_prints_the_inlet()
    {
        using var workspace = Workspace.OfExample("quickstart");

        var apply = await FlowPlanProcess.RunAsync(workspace, "apply", "--env", "dev", "--emulator", "--auto-approve");

        Assert.That(apply.ExitCode, Is.Zero, apply.All);
        Assert.That(apply.Output, Does.Contain("Plan: 7 to create.").And.Contain("Apply complete: 7 resources ("));
        Assert.That(apply.Output, Does.Match("inlet = https://inlets\\.flowplan\\.invalid/collection/[0-9a-f]{64}"));
        var resources = JsonNode.Parse(workspace.Read("flowplan.dev.lock.json"))!["resources"]!.AsObject();
        Assert.That(resources.Select(r => r.Key.Split('.')[0]), Is.EquivalentTo(AllKinds));
    }

    [Test]
    public async Task A_second_apply_does_nothing_and_leaves_the_lockfile_byte_for_byte()
    {
        using var workspace = Workspace.OfExample("quickstart");
        string[] apply = ["apply", "--env", "dev", "--emulator", "--auto-approve"];
        await FlowPlanProcess.RunAsync(workspace, apply);
        var before = workspace.Read("flowplan.dev.lock.json");

        var second = await FlowPlanProcess.RunAsync(workspace, apply);

        Assert.That(second.ExitCode, Is.Zero, second.All);
        Assert.That(second.Output, Does.StartWith("No changes."));
        Assert.That(workspace.Read("flowplan.dev.lock.json"), Is.EqualTo(before));
        Assert.That(Directory.EnumerateFiles(workspace.Folder, "*.journal"), Is.Empty);
        Assert.That(Directory.EnumerateFiles(workspace.Folder, "*.hold"), Is.Empty);
    }

    [Test]
    public async Task The_detailed_exit_code_is_2_before_an_apply_and_0_after()
    {
        using var workspace = Workspace.OfExample("quickstart");
        string[] plan = ["plan", "--env", "dev", "--emulator", "--detailed-exitcode"];

        var before = await FlowPlanProcess.RunAsync(workspace, plan);
        await FlowPlanProcess.RunAsync(workspace, "apply", "--env", "dev", "--emulator", "--auto-approve");
        var after = await FlowPlanProcess.RunAsync(workspace, plan);

        Assert.That((before.ExitCode, after.ExitCode), Is.EqualTo((2, 0)), before.All + after.All);
    }

    [Test]
    public async Task A_plan_writes_no_file_beside_the_manifest_and_sends_no_write()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = Workspace.OfExample("quickstart");
        var before = Directory.EnumerateFileSystemEntries(workspace.Folder).Order().ToList();

        var plan = await platform.RunAsync(workspace, "plan", "--env", "dev");

        Assert.That(plan.ExitCode, Is.Zero, plan.All);
        Assert.That(Directory.EnumerateFileSystemEntries(workspace.Folder).Order(), Is.EqualTo(before));
        Assert.That(platform.Host.Requests.Where(r => r.Method != "GET" && !r.PathAndQuery.StartsWith("/ims/", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public async Task Two_plans_of_the_same_are_the_same_bytes()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = Workspace.OfExample("quickstart");

        var first = await platform.RunAsync(workspace, "plan", "--env", "dev", "--format", "json");
        var second = await platform.RunAsync(workspace, "plan", "--env", "dev", "--format", "json");

        Assert.That(first.ExitCode, Is.Zero, first.All);
        Assert.That(second.Output, Is.EqualTo(first.Output));
        Assert.That(JsonNode.Parse(first.Output)!["summary"]!["create"]!.GetValue<int>(), Is.EqualTo(7));
    }

    [Test]
    public async Task One_manifest_serves_two_environments_with_names_sandboxes_and_lockfiles_of_their_own()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = Workspace.OfExample("quickstart");

        var dev = await platform.RunAsync(workspace, "apply", "--env", "dev", "--auto-approve");
        var prod = await platform.RunAsync(workspace, "apply", "--env", "prod", "--auto-approve");

        Assert.That((dev.ExitCode, prod.ExitCode), Is.EqualTo((0, 0)), dev.All + prod.All);
        var (devLock, prodLock) = (JsonNode.Parse(workspace.Read("flowplan.dev.lock.json"))!, JsonNode.Parse(workspace.Read("flowplan.prod.lock.json"))!);
        Assert.That((string?)devLock["sandbox"], Is.EqualTo("dev"));
        Assert.That((string?)prodLock["sandbox"], Is.EqualTo("prod"));
        Assert.That((string?)devLock["resources"]!["flow.loyalty"]!["fields"]!["name"], Is.EqualTo("ACME Streaming Dataflow"));
        Assert.That((string?)prodLock["resources"]!["flow.loyalty"]!["fields"]!["name"], Is.EqualTo("ACME Inc Streaming Dataflow"));
        Assert.That((string?)devLock["lineage"], Is.Not.EqualTo((string?)prodLock["lineage"]));
        var sandboxes = platform.Host.Requests.Where(r => r.Method == "POST" && r.PathAndQuery.EndsWith("/flows", StringComparison.Ordinal)).Select(r => r.Headers["x-sandbox-name"]);
        Assert.That(sandboxes, Is.EqualTo(new[] { "dev", "prod" }));
    }
}
