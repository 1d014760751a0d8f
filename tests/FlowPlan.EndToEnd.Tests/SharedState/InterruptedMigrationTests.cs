using FlowPlan.EndToEnd.Tests.Crash;
using FlowPlan.EndToEnd.Tests.Support;

namespace FlowPlan.EndToEnd.Tests.SharedState;

/// <summary>
/// A state with the journal of a killed apply, which leads to an object that the lockfile does not have, is not moved: a journal stays where it is,
/// so that it would be lost.
/// </summary>
public sealed class InterruptedMigrationTests
{
    private const string Script = """[{"method": "POST", "path": "/flows$", "times": 1, "holdMs": 600000}]""";

    private static readonly string[] Apply = ["apply", "--env", "dev", "--auto-approve"];

    [Test]
    public async Task It_is_moved_once_the_journal_is_settled([Values] bool toServer)
    {
        await using var platform = await Platform.StartAsync(new() { FaultScript = Script });
        await using var state = new PostgresState("acme-streaming");
        using var workspace = Workspace.OfExample("quickstart");
        var (files, server) = (state.Settings(Platform.Credentials, withLocation: false), state.Settings(Platform.Credentials));
        var (from, to, location) = toServer ? (files, server, state.Location) : (server, files, "file");
        await ApplyUntilKilledAsync(platform, workspace, from);
        await state.ExpireAsync();
        var refused = await RunAsync(from, "state", "migrate", "--env", "dev", "--to", location);
        Assert.That(refused.ExitCode, Is.EqualTo(1), refused.All);
        Assert.That(refused.Error, Does.Contain("FP6020").And.Contain("run 'flowplan apply' first"));
        var there = toServer ? (await state.LoadAsync()).Lockfile : null;
        Assert.That(there, Is.Null);
        Assert.That(File.Exists(workspace.PathOf("flowplan.dev.lock.json")), Is.EqualTo(toServer), "nothing was copied");

        var applied = await RunAsync(from, [.. Apply, "--endpoint", platform.Target]);
        var moved = await RunAsync(from, "state", "migrate", "--env", "dev", "--to", location);
        var plan = await RunAsync(to, "plan", "--env", "dev", "--detailed-exitcode", "--endpoint", platform.Target);

        Assert.That((applied.ExitCode, moved.ExitCode, plan.ExitCode), Is.EqualTo((0, 0, 0)), applied.All + moved.All + plan.All);
        Assert.That((await Estate.ObjectsAsync(platform.Host)).Select(o => o.Kind), Is.EquivalentTo(Estate.Kinds), "one of each kind, and no more");

        Task<ProcessResult> RunAsync(Dictionary<string, string> settings, params string[] arguments) => FlowPlanProcess.RunAsync(workspace.Folder, settings, arguments);
    }

    [Test]
    public async Task A_location_with_the_journal_of_another_run_is_not_written_to()
    {
        await using var platform = await Platform.StartAsync(new() { FaultScript = Script });
        await using var state = new PostgresState("acme-streaming");
        using var workspace = Workspace.OfExample("quickstart");
        var (files, server) = (state.Settings(Platform.Credentials, withLocation: false), state.Settings(Platform.Credentials));
        await ApplyUntilKilledAsync(platform, workspace, server);
        await state.ExpireAsync();
        var before = await state.LoadAsync();
        await using var other = await Platform.StartAsync();
        var applied = await FlowPlanProcess.RunAsync(workspace.Folder, files, [.. Apply, "--endpoint", other.Target]);
        var lockfile = workspace.Read("flowplan.dev.lock.json");
        var refused = await FlowPlanProcess.RunAsync(workspace.Folder, files, "state", "migrate", "--env", "dev", "--to", state.Location);

        Assert.That((applied.ExitCode, refused.ExitCode), Is.EqualTo((0, 1)), applied.All + refused.All);
        Assert.That(refused.Error, Does.Contain("FP6020").And.Contain("postgres://"));
        Assert.That(workspace.Read("flowplan.dev.lock.json"), Is.EqualTo(lockfile));
        var after = await state.LoadAsync();
        Assert.That((after.Journal.Length, after.Lockfile?.Serial), Is.EqualTo((before.Journal.Length, before.Lockfile?.Serial)));
        Assert.That(after.Journal, Is.Not.Empty);
    }

    /// <summary>Kills an apply while the service creates the flow.</summary>
    private static async Task ApplyUntilKilledAsync(Platform platform, Workspace workspace, Dictionary<string, string> settings)
    {
        using var process = FlowPlanProcess.Start(workspace.Folder, settings, [.. Apply, "--endpoint", platform.Target]);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (platform.Host.FaultsInjected == 0)
            await Task.Delay(10, limit.Token);
        process.Kill();
        await process.WaitForExitAsync();
    }
}
