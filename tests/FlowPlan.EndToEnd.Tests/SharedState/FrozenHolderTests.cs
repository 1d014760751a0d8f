using System.Diagnostics;
using System.Globalization;
using FlowPlan.EndToEnd.Tests.Crash;
using FlowPlan.EndToEnd.Tests.Support;

namespace FlowPlan.EndToEnd.Tests.SharedState;

/// <summary>A real apply that is frozen for longer than its lock lasts, at a random moment, while another goes on.</summary>
[Platform(Exclude = "Win", Reason = "There is no SIGSTOP there.")]
public sealed class FrozenHolderTests
{
    /// <summary>How many calls an apply of the example sends that change something.</summary>
    private const int Calls = 7;

    private static readonly string[] Apply = ["apply", "--env", "dev", "--auto-approve", "--parallelism", "1", "--lock-timeout", "60s"];

    private static int Rounds => Soaking.Full ? 24 : 3;

    [Test]
    public async Task A_holder_that_was_frozen_sends_no_more_than_the_call_that_it_had_begun()
    {
        var random = new Random(Soaking.Seed);
        var moments = Enumerable.Range(0, Rounds).Select(_ => (Call: random.Next(1, Calls), Pause: random.Next(0, 30))).ToList();
        var ends = new System.Collections.Concurrent.ConcurrentBag<string>();
        await Parallel.ForEachAsync(moments, new ParallelOptions { MaxDegreeOfParallelism = 3 }, async (moment, _) => ends.Add(await FreezeAsync(moment.Call, moment.Pause)));

        await TestContext.Progress.WriteLineAsync($"frozen holders: {string.Join(", ", ends.GroupBy(e => e).Select(g => $"{g.Count()} {g.Key}"))}");
        Assert.That(ends, Has.Some.StartsWith("stopped"), $"replay with FLOWPLAN_SEED={Soaking.Seed}");
    }

    private static async Task<string> FreezeAsync(int call, int pause)
    {
        await using var platform = await Platform.StartAsync();
        var state = new PostgresState("acme-streaming");
        var settings = new Dictionary<string, string>(state.Settings(Platform.Credentials)) { ["FLOWPLAN_STATE_LEASE"] = "5" };
        string[] apply = [.. Apply, "--endpoint", platform.Target];
        using var folder = Workspace.OfExample("quickstart");
        using var process = FlowPlanProcess.Start(folder.Folder, settings, apply);
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        while (Writes(platform) < call && !process.HasExited)
            await Task.Delay(1);
        await Task.Delay(pause);
        await SignalAsync(process, "STOP");

        // The second one waits until the lock has expired on the clock of the server.
        using var clone = Workspace.OfExample("quickstart");
        var next = await FlowPlanProcess.RunAsync(clone.Folder, settings, apply);
        var (sent, taken) = (Writes(platform), await state.LoadAsync());
        await SignalAsync(process, "CONT");
        await process.WaitForExitAsync();
        var said = await output + await error;

        var where = $"frozen {pause} ms after call {call}\n{said}\nthe next:\n{next.All}";
        Assert.That(next.ExitCode, Is.Zero, where);
        Assert.That(Writes(platform) - sent, Is.LessThanOrEqualTo(1), where);
        var (objects, snapshot) = (await Estate.ObjectsAsync(platform.Host), await state.LoadAsync());
        Assert.That(objects.Select(o => o.Kind), Is.EquivalentTo(Estate.Kinds), "one of each kind, and no more; " + where);
        Assert.That(objects.Select(o => o.ReferredBy), Is.EquivalentTo(snapshot.Lockfile!.Resources.Values.Select(r => r.Id)), "every object is on record; " + where);
        Assert.That((snapshot.Lockfile.Serial, snapshot.Journal.Length), Is.EqualTo((taken.Lockfile!.Serial, 0)), "a late write was accepted; " + where);
        if (process.ExitCode == 0)
            return "had ended";
        Assert.That(said, Does.Contain("FP6105").And.Not.Contain("FP9001"), where);
        return "stopped with FP6105";
    }

    private static int Writes(Platform platform) =>
        platform.Host.Requests.Count(r => r.Method != "GET" && !r.PathAndQuery.Contains("/ims/", StringComparison.Ordinal));

    private static async Task SignalAsync(Process process, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }
}
