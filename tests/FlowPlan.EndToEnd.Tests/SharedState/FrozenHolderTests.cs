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
        await using var state = new PostgresState("acme-streaming");
        using var folder = Workspace.OfExample("quickstart");
        var process = FlowPlanProcess.Start(folder.Folder, SettingsOf(state), [.. Apply, "--endpoint", platform.Target]);
        return await WakeAfterTheNextAsync(platform, state, process, $"frozen {pause} ms after call {call}", async running =>
        {
            while (Writes(platform) < call && !running.HasExited)
                await Task.Delay(1);
            await Task.Delay(pause);
            await SignalAsync(running, "STOP");
        }) is not null ? "stopped" : "had ended";
    }

    /// <summary>Freezes an apply, lets the next one from an empty clone do all of it, and wakes the first.</summary>
    /// <returns>How many calls the first sent when it woke; null when it had ended before it was frozen.</returns>
    private static async Task<int?> WakeAfterTheNextAsync(Platform platform, PostgresState state, Process started, string when, Func<Process, Task> freeze)
    {
        using var process = started;
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await freeze(process);

        // The second one waits until the lock has expired on the clock of the server.
        using var clone = Workspace.OfExample("quickstart");
        var next = await FlowPlanProcess.RunAsync(clone.Folder, SettingsOf(state), [.. Apply, "--endpoint", platform.Target]);
        var (sent, taken) = (Writes(platform), await state.LoadAsync());
        await SignalAsync(process, "CONT");
        await process.WaitForExitAsync();
        var said = await output + await error;

        var where = $"{when}\n{said}\nthe next:\n{next.All}";
        Assert.That(next.ExitCode, Is.Zero, where);
        var late = Writes(platform) - sent;
        Assert.That(late, Is.LessThanOrEqualTo(1), where);
        var (objects, snapshot) = (await Estate.ObjectsAsync(platform.Host), await state.LoadAsync());
        Assert.That(objects.Select(o => o.Kind), Is.EquivalentTo(Estate.Kinds), "one of each kind, and no more; " + where);
        Assert.That(objects.Select(o => o.ReferredBy), Is.EquivalentTo(snapshot.Lockfile!.Resources.Values.Select(r => r.Id)), "every object is on record; " + where);
        Assert.That((snapshot.Lockfile.Serial, snapshot.Journal.Length), Is.EqualTo((taken.Lockfile!.Serial, 0)), "a late write was accepted; " + where);
        if (process.ExitCode == 0)
            return null;

        // Frozen while it waits for the server of its state, it has no answer in time.
        Assert.That(said, Does.Match("error (FP6105|FP6401):").And.Not.Contain("FP9001"), where);
        return late;
    }

    [Test]
    public async Task Frozen_at_a_moment_of_a_call_it_sends_no_more_than_that_call_and_the_next_holder_finds_it()
    {
        var random = new Random(Soaking.Seed);
        var moments = (await MomentsAsync()).OrderBy(_ => random.Next()).ToList();
        var chosen = Soaking.Full ? moments : [.. moments.Where(m => m.Contains("before it is sent", StringComparison.Ordinal)).Take(2), .. moments.Where(m => m.Contains("after it is sent", StringComparison.Ordinal)).Take(1)];
        var late = new System.Collections.Concurrent.ConcurrentBag<int?>();
        await Parallel.ForEachAsync(chosen, new ParallelOptions { MaxDegreeOfParallelism = 3 }, async (moment, _) =>
        {
            await using var platform = await Platform.StartAsync();
            await using var state = new PostgresState("acme-streaming");
            using var folder = Workspace.OfExample("quickstart");
            late.Add(await WakeAfterTheNextAsync(platform, state, KillBuild.Start(folder.Folder, SettingsOf(state), moment, [.. Apply, "--endpoint", platform.Target]), $"frozen at '{moment}'", async process =>
            {
                while (!IsStopped(process) && !process.HasExited)
                    await Task.Delay(5);
            }));
        });

        await TestContext.Progress.WriteLineAsync($"frozen at {chosen.Count} of {moments.Count} moments: {late.Count(l => l > 0)} sent the call when they woke");
        Assert.That(chosen, Is.Not.Empty);
    }

    /// <summary>The moments of the calls that change something, and of the records before and after them.</summary>
    private static async Task<IReadOnlyList<string>> MomentsAsync()
    {
        await using var platform = await Platform.StartAsync();
        await using var state = new PostgresState("acme-streaming");
        using var folder = Workspace.OfExample("quickstart");
        var (result, steps) = await KillBuild.CountAsync(folder.Folder, SettingsOf(state), [.. Apply, "--endpoint", platform.Target]);
        Assert.That(result.ExitCode, Is.Zero, result.All);
        return [.. steps.Where(s => !s.Contains("/ims/", StringComparison.Ordinal) && (s.StartsWith("POST ", StringComparison.Ordinal) || s.StartsWith("state append", StringComparison.Ordinal)))];
    }

    private static Dictionary<string, string> SettingsOf(PostgresState state) => new(state.Settings(Platform.Credentials)) { ["FLOWPLAN_STATE_LEASE"] = "5" };

    /// <summary>Whether a process was stopped by a signal.</summary>
    private static bool IsStopped(Process process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process.Id}/stat").Split(") ")[^1][0] is 'T';
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static int Writes(Platform platform) =>
        platform.Host.Requests.Count(r => r.Method != "GET" && !r.PathAndQuery.Contains("/ims/", StringComparison.Ordinal));

    private static async Task SignalAsync(Process process, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }
}
