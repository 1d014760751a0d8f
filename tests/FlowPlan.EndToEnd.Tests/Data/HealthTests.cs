using System.Text.Json.Nodes;
using FlowPlan.Emulator;

namespace FlowPlan.EndToEnd.Tests.Data;

/// <summary>How flows are doing, apart from whether they are as declared.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class HealthTests
{
    private const string Order = """{"_id":"1","timestamp":"2026-01-01T00:00:00Z"}""";

    [Test]
    public async Task A_flow_that_ingests_is_healthy_and_its_run_is_listed()
    {
        await using var data = await DataPlatform.StartAsync("xdm-open");
        await data.SendAsync("orders", Order);

        var health = await HealthAsync(data, "json");
        var runs = await data.RunAsync("runs", "orders", "--manifest", data.Workspace.Folder, "--format", "json");
        var table = await data.RunAsync("runs", "flow.orders", "--manifest", data.Workspace.Folder);
        var failed = await data.RunAsync("runs", "orders", "--manifest", data.Workspace.Folder, "--failed");

        Assert.That(health.ExitCode, Is.Zero, health.All);
        var flow = JsonNode.Parse(health.Output)!["flows"]![0]!;
        Assert.That(((string?)flow["state"], (int)flow["recordsIn"]!, (int)flow["recordsFailed"]!), Is.EqualTo(("live", 1, 0)));
        Assert.That((string?)flow["lastSuccess"], Does.EndWith("Z"));
        var run = JsonNode.Parse(runs.Output)!["runs"]!.AsArray().Single()!;
        Assert.That(((string?)run["status"], (int)run["recordsIn"]!, (int)run["recordsOut"]!), Is.EqualTo(("success", 1, 1)));
        Assert.That(table.Output, Does.StartWith("STARTED").And.Contain("success").And.Contain((string)run["id"]!));
        Assert.That(failed.Output, Is.EqualTo("No runs.\n"));
    }

    [Test]
    public async Task Failing_runs_make_a_flow_unhealthy()
    {
        await using var data = await DataPlatform.StartAsync("xdm-open");
        await data.SendAsync("orders", $$"""{"_id":"1","timestamp":"2026-01-01T00:00:00Z","eventType":7}{{"\n"}}{{Order}}""");

        var health = await HealthAsync(data, "console");
        var runs = await data.RunAsync("runs", "orders", "--manifest", data.Workspace.Folder, "--failed");

        Assert.That(health.ExitCode, Is.EqualTo(10), health.All);
        Assert.That(health.Output, Does.Contain("flow.orders  unhealthy  live").And.Contain("flow.orders: 1 of 2 records failed: INGEST-1002-400: "));
        Assert.That(runs.Output, Does.Contain("INGEST-1002-400"));
    }

    [TestCase("junit", "<failure message=\"it is disabled\" />")]
    [TestCase("prometheus", "flowplan_flow_healthy{project=\"acme-open\",environment=\"dev\",flow=\"orders\"} 0")]
    public async Task A_flow_that_somebody_disabled_is_unhealthy_in_every_format(string format, string text)
    {
        await using var data = await DataPlatform.StartAsync("xdm-open");
        await data.Platform.EditAsync("flows", data.IdOf("flow.orders"), """{"state":"disabled"}""");

        var health = await HealthAsync(data, format);

        Assert.That((health.ExitCode, health.Output.Contains(text, StringComparison.Ordinal)), Is.EqualTo((10, true)), health.All);
    }

    [Test]
    public async Task A_flow_that_is_disabled_in_the_manifest_or_not_live_yet_is_not_unhealthy()
    {
        await using var data = await DataPlatform.StartAsync("xdm-open");
        await data.SetAsync("""{"flowLiveAfterSeconds":3600}""");

        var starting = await HealthAsync(data, "console");
        await data.SetAsync("{}");
        data.Workspace.Write("flowplan.yaml", data.Workspace.Read("flowplan.yaml").Replace("    name: ACME Orders Dataflow", "    enabled: false\n    name: ACME Orders Dataflow", StringComparison.Ordinal));
        var apply = await data.RunAsync("apply", data.Workspace.Folder, "--auto-approve");
        var disabled = await HealthAsync(data, "console");

        Assert.That((starting.ExitCode, apply.ExitCode, disabled.ExitCode), Is.EqualTo((0, 0, 0)), starting.All + apply.All + disabled.All);
        Assert.That(starting.Output, Does.Contain("healthy  starting"));
        Assert.That(disabled.Output, Does.Contain("healthy  off"));
    }

    [Test]
    public async Task A_flow_that_was_deleted_is_unhealthy()
    {
        await using var data = await DataPlatform.StartAsync("xdm-open");
        await data.Platform.DeleteAsync("flows", data.IdOf("flow.orders"));

        var health = await HealthAsync(data, "console");

        Assert.That(health.ExitCode, Is.EqualTo(10), health.All);
        Assert.That(health.Output, Does.Contain("it does not exist any more"));
    }

    [Test]
    public async Task An_apply_waits_until_a_new_flow_accepts_data()
    {
        using var workspace = Support.Workspace.OfExample("xdm-open");
        await using var platform = await Support.Platform.StartAsync(new EmulatorOptions { Settings = new() { FlowLiveAfterSeconds = 2 } });
        Task<Support.ProcessResult> Apply(params string[] more) =>
            Support.FlowPlanInside.RunAsync(Support.Platform.Credentials, ["apply", workspace.Folder, "--auto-approve", "--wait", .. more, "--endpoint", platform.Target]);

        var first = await Apply();
        var second = await Apply("--wait-timeout", "0s");
        workspace.Write("flowplan.yaml", workspace.Read("flowplan.yaml").Replace("flows:\n  orders:", "flows:\n  again:\n    name: Again\n    source: { connection: events }\n    target: { dataset: orders }\n  orders:", StringComparison.Ordinal));
        var late = await Apply("--wait-timeout", "0s");

        Assert.That((first.ExitCode, second.ExitCode, late.ExitCode), Is.EqualTo((0, 0, 9)), first.All + second.All + late.All);
        Assert.That(first.Error, Does.Contain("Waiting until flow.orders accepts data").And.Match("flow.orders accepts data \\(after [0-9]+s\\)\\."));
        Assert.That(second.Error, Does.Not.Contain("accepts data"), "nothing is new");
        Assert.That(late.Error, Does.Contain("FP8219"));
        Assert.That(late.Output, Does.Contain("Apply complete"));
    }

    private static Task<Support.ProcessResult> HealthAsync(DataPlatform data, string format) => data.RunAsync("health", data.Workspace.Folder, "--format", format);
}
