using System.Text.Json.Nodes;
using FlowPlan.Emulator;
using FlowPlan.EndToEnd.Tests.Support;

namespace FlowPlan.EndToEnd.Tests;

/// <summary>
/// The executable is killed, as by <c>kill -9</c>, while a create call is on its way: before the service has done the work,
/// and after it has and before the answer. The next run must double nothing, lose nothing and end where an undisturbed run ends.
/// </summary>
[Parallelizable(ParallelScope.All)]
public sealed class KillTests
{
    private const int Creates = 7;
    private static readonly string[] Ours = ["connections", "schemas", "dataSets", "sourceConnections", "targetConnections", "mappingSets", "flows"];

    [Test]
    public async Task Killed_at_any_create_the_next_run_doubles_nothing_and_goes_on(
        [Range(0, Creates - 1)] int create, [Values("delayMs", "holdMs")] string moment)
    {
        var script = $$"""[{"method": "POST", "path": "/data/", "skip": {{create}}, "times": 1, "{{moment}}": 600000}]""";
        await using var platform = await Platform.StartAsync(new EmulatorOptions { FaultScript = script });
        using var workspace = Workspace.OfExample("quickstart");

        await KillWhenStruckAsync(platform, workspace);
        var next = await platform.RunAsync(workspace, "apply", "--env", "dev", "--auto-approve");
        var plan = await platform.RunAsync(workspace, "plan", "--env", "dev", "--detailed-exitcode");

        Assert.That((next.ExitCode, plan.ExitCode), Is.EqualTo((0, 0)), next.All + plan.All);
        var objects = await ObjectsAsync(platform);
        Assert.That(objects.Select(o => o.Kind), Is.EquivalentTo(Ours), "one of each kind, and no more");
        var recorded = JsonNode.Parse(workspace.Read("flowplan.dev.lock.json"))!["resources"]!.AsObject()
            .Select(r => ((string)r.Value!["id"]!).Split('/')[^1]);
        Assert.That(objects.Select(o => o.Id), Is.EquivalentTo(recorded), "every object is on record");
        Assert.That(Directory.EnumerateFiles(workspace.Folder, "*.journal"), Is.Empty);
    }

    [Test]
    public async Task A_destroy_straight_after_a_kill_takes_all_down_dependents_first()
    {
        const string Script = """[{"method": "POST", "path": "/flows$", "times": 1, "holdMs": 600000}]""";
        await using var platform = await Platform.StartAsync(new EmulatorOptions { FaultScript = Script });
        using var workspace = Workspace.OfExample("quickstart");
        await KillWhenStruckAsync(platform, workspace);

        var destroy = await platform.RunAsync(workspace, "destroy", "--env", "dev", "--auto-approve", "--allow-delete");

        Assert.That(destroy.ExitCode, Is.Zero, destroy.All);
        Assert.That(await ObjectsAsync(platform), Is.Empty);
    }

    [Test]
    public async Task A_plan_after_a_kill_tells_what_it_found_and_writes_nothing()
    {
        const string Script = """[{"method": "POST", "path": "/connections", "times": 1, "holdMs": 600000}]""";
        await using var platform = await Platform.StartAsync(new EmulatorOptions { FaultScript = Script });
        using var workspace = Workspace.OfExample("quickstart");
        await KillWhenStruckAsync(platform, workspace);
        var journal = File.ReadAllBytes(Directory.EnumerateFiles(workspace.Folder, "*.journal").Single());

        var plan = await platform.RunAsync(workspace, "plan", "--env", "dev");

        Assert.That(plan.ExitCode, Is.Zero, plan.All);
        Assert.That(plan.Error, Does.Contain("FP5006").And.Contain("connection.web"));
        Assert.That(plan.Output, Does.Not.Contain("create connection.web"));
        Assert.That(File.ReadAllBytes(Directory.EnumerateFiles(workspace.Folder, "*.journal").Single()), Is.EqualTo(journal));
    }

    [Test]
    [Platform(Exclude = "Win")]
    public async Task Stopped_by_a_signal_it_finishes_what_is_in_flight_records_it_and_says_130()
    {
        const string Script = """[{"method": "POST", "path": "/connections$", "times": 1, "holdMs": 5000}]""";
        await using var platform = await Platform.StartAsync(new EmulatorOptions { FaultScript = Script });
        using var workspace = Workspace.OfExample("quickstart");
        using var process = Start(platform, workspace);
        await StruckAsync(platform);

        using (var kill = System.Diagnostics.Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var next = await platform.RunAsync(workspace, "apply", "--env", "dev", "--auto-approve");

        Assert.That(process.ExitCode, Is.EqualTo(130), output);
        Assert.That(output, Does.Contain("connection.web created").And.Contain("skipped"));
        Assert.That(next.ExitCode, Is.Zero, next.All);
        Assert.That((await ObjectsAsync(platform)).Select(o => o.Kind), Is.EquivalentTo(Ours));
    }

    private static async Task KillWhenStruckAsync(Platform platform, Workspace workspace)
    {
        using var process = Start(platform, workspace);
        await StruckAsync(platform);
        process.Kill();
        await process.WaitForExitAsync();
    }

    private static System.Diagnostics.Process Start(Platform platform, Workspace workspace) =>
        FlowPlanProcess.Start(workspace.Folder, Platform.Credentials, "apply", "--env", "dev", "--auto-approve", "--endpoint", platform.Target);

    private static async Task StruckAsync(Platform platform)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (platform.Host.FaultsInjected == 0)
            await Task.Delay(10, limit.Token);
    }

    private static async Task<List<(string Kind, string Id)>> ObjectsAsync(Platform platform)
    {
        using var client = new HttpClient { BaseAddress = platform.Host.BaseAddress };
        return [.. JsonNode.Parse(await client.GetStringAsync("__emulator/objects"))!.AsArray()
            .Select(o => (Kind: (string)o!["kind"]!, Id: (string)o["id"]!))
            .Where(o => Ours.Contains(o.Kind))];
    }
}
