using FlowPlan.EndToEnd.Tests.Crash;
using FlowPlan.EndToEnd.Tests.Support;

namespace FlowPlan.EndToEnd.Tests.SharedState;

/// <summary>A real apply that loses the lock of its state on a real server.</summary>
public sealed class LostLeaseTests
{
    private static readonly string[] Apply = ["apply", "--env", "dev", "--auto-approve", "--parallelism", "1"];

    [Test]
    public async Task A_call_that_is_to_be_repeated_after_the_lock_was_lost_is_not_sent_and_the_next_holder_goes_on()
    {
        // The answer comes when a lease of five seconds can no longer be relied on, whatever its holder was told.
        const string Script = """[{"method": "POST", "path": "/sourceConnections$", "times": 1, "delayMs": 6000, "status": 429}]""";
        await using var platform = await Platform.StartAsync(new() { FaultScript = Script });
        var state = new PostgresState("acme-streaming");
        var settings = new Dictionary<string, string>(state.Settings(Platform.Credentials)) { ["FLOWPLAN_STATE_LEASE"] = "5" };
        using var first = Workspace.OfExample("quickstart");
        var applying = FlowPlanProcess.RunAsync(first.Folder, settings, [.. Apply, "--endpoint", platform.Target]);
        while (platform.Host.FaultsInjected == 0)
            await Task.Delay(10);
        await state.TakeAwayAsync();
        var lost = await applying;
        var sent = platform.Host.Requests.Count(r => r.Method == "POST" && r.PathAndQuery.EndsWith("/sourceConnections", StringComparison.Ordinal));

        using var clone = Workspace.OfExample("quickstart");
        var next = await FlowPlanProcess.RunAsync(clone.Folder, settings, [.. Apply, "--endpoint", platform.Target]);

        Assert.That(lost.ExitCode, Is.Not.Zero);
        Assert.That(lost.Error, Does.Contain("FP6105").And.Contain("nothing more was sent").And.Not.Contain("FP9001"), lost.All);
        Assert.That(sent, Is.EqualTo(1), lost.All);
        Assert.That(next.ExitCode, Is.Zero, next.All);
        var (objects, snapshot) = (await Estate.ObjectsAsync(platform.Host), await state.LoadAsync());
        Assert.That(objects.Select(o => o.Kind), Is.EquivalentTo(Estate.Kinds), "one of each kind, and no more");
        Assert.That(objects.Select(o => o.ReferredBy), Is.EquivalentTo(snapshot.Lockfile!.Resources.Values.Select(r => r.Id)), "every object is on record");
        Assert.That(snapshot.Journal, Is.Empty);
    }
}
