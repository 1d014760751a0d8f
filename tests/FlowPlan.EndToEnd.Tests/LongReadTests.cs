using FlowPlan.EndToEnd.Tests.Support;

namespace FlowPlan.EndToEnd.Tests;

/// <summary>A command that reads for long says so in a log, whatever it reads.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class LongReadTests
{
    [Test]
    public async Task An_export_says_how_much_of_the_sandbox_it_has_read()
    {
        await using var recorded = await Recorded.AppliedAsync();
        await recorded.HoldAsync("GET", "/flowservice/flows", 2_500);

        var run = await RunAsync(recorded.Platform, recorded.Workspace.Folder, "export", "copy", "--project", "copy", "--sandbox", "dev", "--take-over");

        Assert.That(run.ExitCode, Is.Zero, run.All);
        Assert.That(run.Error, Does.Match(@"Reading the platform: \d+ objects?, \ds so far \("));
    }

    [Test]
    public async Task Tests_against_the_service_say_what_is_asked()
    {
        await using var recorded = await Recorded.AppliedAsync();
        await recorded.HoldAsync("POST", "/mappingSets/preview", 2_500);

        var run = await RunAsync(recorded.Platform, recorded.Workspace.Folder, "test", "--env", "dev", "--live");

        Assert.That(run.ExitCode, Is.Zero, run.All);
        Assert.That(run.Error, Does.Match(@"Asking the service what mapping\.loyalty makes of the records: 0 of 2 records, \ds so far\."));
    }

    [Test]
    public async Task Health_says_of_how_many_flows_it_has_read_the_runs()
    {
        await using var recorded = await Recorded.AppliedAsync();
        await recorded.HoldAsync("GET", "/flowservice/runs", 2_500);

        var run = await RunAsync(recorded.Platform, recorded.Workspace.Folder, "health", "--env", "dev");

        Assert.That(run.Error, Does.Match(@"Reading the runs: 0 of 1 flow, \ds so far\."), run.All);
    }

    private static Task<ProcessResult> RunAsync(Platform platform, string folder, params string[] arguments) => FlowPlanProcess.RunAsync(
        folder, new Dictionary<string, string>(Platform.Credentials) { ["FLOWPLAN_HEARTBEAT"] = "1s" }, [.. arguments, "--log-level", "none", "--endpoint", platform.Target]);
}
