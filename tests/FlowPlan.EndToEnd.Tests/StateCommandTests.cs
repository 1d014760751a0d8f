using FlowPlan.EndToEnd.Tests.Support;

namespace FlowPlan.EndToEnd.Tests;

[Parallelizable(ParallelScope.All)]
public sealed class StateCommandTests
{
    [Test]
    public async Task The_record_can_be_listed_and_shown()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = Workspace.OfExample("quickstart");
        await platform.RunAsync(workspace, "apply", "--env", "dev", "--auto-approve");

        var list = await FlowPlanProcess.RunAsync(workspace, "state", "list", "--env", "dev");
        var show = await FlowPlanProcess.RunAsync(workspace, "state", "show", "flow.loyalty", "--env", "dev");
        var outputs = await FlowPlanProcess.RunAsync(workspace, "outputs", "--env", "dev", "--format", "json");
        var unknown = await FlowPlanProcess.RunAsync(workspace, "state", "show", "flow.loyality", "--env", "dev");

        Assert.That(list.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(7));
        Assert.That(show.Output, Does.StartWith("{").And.Contain("\"name\": \"ACME Streaming Dataflow\""));
        Assert.That(outputs.Output, Does.Contain("\"inlet\": \"https://inlets.flowplan.invalid/collection/"));
        Assert.That(unknown.ExitCode, Is.EqualTo(1));
        Assert.That(unknown.Error, Does.Contain("FP6013").And.Contain("did you mean 'flow.loyalty'?"));
    }

    [Test]
    public async Task Without_a_lockfile_there_is_one_clear_word_about_it()
    {
        using var workspace = Workspace.OfExample("quickstart");

        foreach (var arguments in new[] { new[] { "outputs" }, ["state", "list"] })
        {
            var run = await FlowPlanProcess.RunAsync(workspace, [.. arguments, "--env", "dev"]);
            Assert.That(run.ExitCode, Is.EqualTo(1));
            Assert.That(run.Error, Does.StartWith("error FP6012"));
        }
    }

    [Test]
    public async Task Two_applies_at_once_one_works_and_the_other_says_who_holds_the_lock()
    {
        const string Script = """[{"method": "POST", "path": "/connections$", "times": 1, "holdMs": 8000}]""";
        await using var platform = await Platform.StartAsync(new Emulator.EmulatorOptions { FaultScript = Script });
        using var workspace = Workspace.OfExample("quickstart");
        var first = platform.RunAsync(workspace, "apply", "--env", "dev", "--auto-approve");
        while (platform.Host.FaultsInjected == 0)
            await Task.Delay(10);

        var second = await platform.RunAsync(workspace, "apply", "--env", "dev", "--auto-approve");
        var unlock = await FlowPlanProcess.RunAsync(workspace, "state", "unlock", "nonsense", "--env", "dev");
        var waiting = await platform.RunAsync(workspace, "apply", "--env", "dev", "--auto-approve", "--lock-timeout", "1m");

        Assert.That(second.ExitCode, Is.EqualTo(6), second.All);
        Assert.That(second.Error, Does.Contain("FP6101").And.Contain("'apply' by").And.Contain("since"));
        Assert.That(unlock.ExitCode, Is.Not.Zero);
        Assert.That((await first).ExitCode, Is.Zero);
        Assert.That(waiting.ExitCode, Is.Zero, waiting.All);
        Assert.That(waiting.Output, Does.StartWith("No changes."));
    }

    [Test]
    public async Task A_lockfile_edited_by_hand_stops_a_plan_and_an_apply()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = Workspace.OfExample("quickstart");
        await platform.RunAsync(workspace, "apply", "--env", "dev", "--auto-approve");
        workspace.Write("flowplan.dev.lock.json", workspace.Read("flowplan.dev.lock.json").Replace("ACME Loyalty", "edited", StringComparison.Ordinal));

        foreach (var command in new[] { "plan", "apply" })
        {
            var run = await platform.RunAsync(workspace, [command, "--env", "dev", .. command == "apply" ? new[] { "--auto-approve" } : []]);
            Assert.That(run.ExitCode, Is.EqualTo(1), run.All);
            Assert.That(run.Error, Does.Contain("FP6005"));
        }
    }

    [Test]
    public async Task A_lockfile_of_another_organization_is_refused()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = Workspace.OfExample("quickstart");
        await platform.RunAsync(workspace, "apply", "--env", "dev", "--auto-approve");

        var run = await FlowPlanProcess.RunAsync(workspace, "plan", "--env", "dev", "--emulator");

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Error, Does.Contain("FP6006").And.Contain(Platform.Organization).And.Contain("EMULATOR@AdobeOrg"));
    }

    [Test]
    public async Task An_emulator_that_cannot_listen_says_why()
    {
        await using var platform = await Platform.StartAsync();
        using var workspace = new Workspace();

        var run = await FlowPlanProcess.RunAsync(
            workspace, "emulator", "--port", platform.Host.BaseAddress.Port.ToString(System.Globalization.CultureInfo.InvariantCulture));

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Error, Does.StartWith("error FP7003").And.Not.Contain("   at "));
    }
}
