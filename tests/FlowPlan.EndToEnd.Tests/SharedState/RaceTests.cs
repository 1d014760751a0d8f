using System.Collections.Concurrent;
using System.Diagnostics;
using FlowPlan.EndToEnd.Tests.Crash;
using FlowPlan.EndToEnd.Tests.Support;

namespace FlowPlan.EndToEnd.Tests.SharedState;

/// <summary>Eight real applies at once, of eight folders with manifests of their own, on one state; some are killed.</summary>
public sealed class RaceTests
{
    private const int Folders = 8;

    private static int Rounds => Soaking.Full ? 50 : 1;

    [Test]
    public async Task One_at_a_time_works_and_nothing_is_lost_or_there_twice()
    {
        await using var platform = await Platform.StartAsync();
        var state = new PostgresState("shop", schema: "race");
        var random = new Random(Soaking.Seed);

        // The first one makes the tables, whose writes are watched from then on.
        using (var first = Folder(1, Rounds))
            await FlowPlanProcess.RunAsync(first.Folder, Settings(state, "first"), Command(platform));
        await state.WatchAsync();
        var (killed, ends, began) = (0, new ConcurrentBag<int>(), Stopwatch.GetTimestamp());
        for (var round = 0; round < Rounds; round++)
        {
            var plans = Enumerable.Range(0, Folders).Select(folder => (Folder: folder, KillAfter: random.Next(5) < 2 ? random.Next(50, 1500) : (int?)null)).ToList();
            await Task.WhenAll(plans.Select(async plan =>
            {
                using var workspace = Folder(plan.Folder, round);
                using var process = FlowPlanProcess.Start(workspace.Folder, Settings(state, $"run-{round}-{plan.Folder}"), Command(platform));
                process.StandardInput.Close();
                var said = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
                using var limit = new CancellationTokenSource();
                if (plan.KillAfter is { } after)
                    limit.CancelAfter(after);
                await process.WaitForExitAsync(limit.Token).ContinueWith(_ => { }, TaskScheduler.Default);
                if (!process.HasExited)
                {
                    process.Kill();
                    await process.WaitForExitAsync();
                    await state.ExpireOfAsync(process.Id);
                    Interlocked.Increment(ref killed);
                    return;
                }

                ends.Add(process.ExitCode);
                Assert.That(process.ExitCode, Is.Zero, string.Concat(await said));
            }));
        }

        using var last = Folder(0, Rounds);
        var applied = await FlowPlanProcess.RunAsync(last.Folder, Settings(state, "last"), Command(platform));
        var plan = await FlowPlanProcess.RunAsync(last.Folder, Settings(state, "plan"), "plan", "--detailed-exitcode", "--endpoint", platform.Target);
        var serials = await state.WatchedAsync();
        await TestContext.Progress.WriteLineAsync(
            $"{Rounds} times {Folders} applies in {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s: {ends.Count} ended, {killed} were killed, {serials.Count} writes of the lockfile");

        Assert.That((applied.ExitCode, plan.ExitCode), Is.EqualTo((0, 0)), applied.All + plan.All);
        var (objects, snapshot) = (await Estate.ObjectsAsync(platform.Host), await state.LoadAsync());
        Assert.That(objects.Select(o => o.Name), Is.EquivalentTo(new[] { "A", "B", "Own 0" }), "what the last manifest declares, and no more");
        Assert.That(objects.Select(o => o.Id), Is.EquivalentTo(snapshot.Lockfile!.Resources.Values.Select(r => r.Id)), "every object is on record");
        Assert.That(snapshot.Journal, Is.Empty);
        Assert.That(serials, Has.Count.GreaterThan(Rounds).And.All.Matches<(long Before, long After)>(s => s.After == s.Before + 1), "serials increase by one");
        Assert.That(RunsInTurns(platform), Is.Unique, $"two runs wrote at the same time; replay with FLOWPLAN_SEED={Soaking.Seed}");
        Assert.That(killed, Is.Positive);
    }

    private static string[] Command(Platform platform) =>
        ["apply", "--auto-approve", "--allow-delete", "all", "--lock-timeout", "120s", "--endpoint", platform.Target];

    /// <summary>Each run is known by its client, which each of its calls names.</summary>
    private static Dictionary<string, string> Settings(PostgresState state, string run) =>
        new(state.Settings(Platform.Credentials)) { ["FLOWPLAN_CLIENT_ID"] = run, ["FLOWPLAN_ABSENCE_WINDOW"] = "0.2" };

    /// <summary>Two connections of all folders, which each run changes, and one of its own, which the others delete.</summary>
    private static Workspace Folder(int folder, int round)
    {
        var workspace = new Workspace();
        workspace.Write("flowplan.yaml", $$"""
            apiVersion: flowplan/v1
            project: shop
            environments: { dev: { sandbox: dev } }
            connections:
              a: { name: A, description: Of folder {{folder}} in round {{round}}, dataType: raw, sourceId: a }
              b: { name: B, description: Of folder {{folder}} in round {{round}}, dataType: raw, sourceId: b }
              own{{folder}}: { name: Own {{folder}}, description: Of round {{round}}, dataType: raw, sourceId: own-{{folder}} }
            """);
        return workspace;
    }

    /// <summary>The run of each call that changes something, in the order of the calls, without repetitions in a row.</summary>
    private static List<string> RunsInTurns(Platform platform)
    {
        var turns = new List<string>();
        foreach (var request in platform.Host.Requests.Where(r => r.Method != "GET" && !r.PathAndQuery.Contains("/ims/", StringComparison.Ordinal)).OrderBy(r => r.Order))
        {
            var run = request.Headers.First(h => h.Key.Equals("x-api-key", StringComparison.OrdinalIgnoreCase)).Value;
            if (turns.LastOrDefault() != run)
                turns.Add(run);
        }

        return turns;
    }
}
