using System.Collections.Concurrent;
using System.Diagnostics;
using FlowPlan.Core.State;
using FlowPlan.EndToEnd.Tests.Crash;
using FlowPlan.EndToEnd.Tests.Support;
using FlowPlan.State;
using FlowPlan.State.Locations;

namespace FlowPlan.EndToEnd.Tests.SharedState;

/// <summary>The crash matrix with the state on a server: killed at a step, and its folder is lost too; the next run begins from an empty clone.</summary>
[TestFixture]
[Platform(Exclude = "Win", Reason = "A process cannot end itself there as kill -9 does.")]
internal sealed class SharedCrashTests
{
    private const int Width = 3;
    private static readonly TimeSpan Sample = TimeSpan.FromSeconds(8);

    /// <summary>Each server has all scenarios in a full run, else PostgreSQL alone.</summary>
    private static IEnumerable<TestCaseData> Cases()
    {
        foreach (var server in new[] { "PostgreSQL", "Azure Blob Storage", "S3" })
        {
            foreach (var (scenario, parallelism) in new[] { ("create", 1), ("create", 8), ("replace the source", 1), ("mixed", 1), ("mixed", 8) })
            {
                var isSample = server == "PostgreSQL" || (server, scenario, parallelism) is ("Azure Blob Storage", "create", 1) or ("Azure Blob Storage", "mixed", 8) or ("S3", "mixed", 1);
                if (isSample || Soaking.Full)
                    yield return new TestCaseData(server, scenario, parallelism);
            }
        }
    }

    [TestCaseSource(nameof(Cases))]
    public async Task Killed_at_a_step_with_its_folder_lost_the_next_run_doubles_nothing_and_loses_nothing(string server, string scenario, int parallelism)
    {
        using var prepared = await Scenario.All.Single(s => s.Name == scenario).PrepareAsync();
        string[] apply = ["apply", "--auto-approve", "--allow-delete", "all", "--parallelism", parallelism.ToString(System.Globalization.CultureInfo.InvariantCulture)];
        var undisturbed = await RunAsync(server, prepared, apply, null);
        Assert.That(undisturbed.Faults, Is.Empty);
        var random = new Random(Soaking.Seed);
        var waiting = new ConcurrentQueue<string>(undisturbed.Steps
            .OrderBy(s => Soaking.Full ? 0 : s.StartsWith("GET ", StringComparison.Ordinal) || s.Contains("/ims/", StringComparison.Ordinal) ? 1 : 0)
            .ThenBy(_ => random.Next()));
        var (killed, faults, began) = (0, new ConcurrentBag<string>(), Stopwatch.GetTimestamp());
        await Task.WhenAll(Enumerable.Range(0, Width).Select(async _ =>
        {
            while ((Soaking.Full || Stopwatch.GetElapsedTime(began) < Sample) && waiting.TryDequeue(out var step))
            {
                var run = await RunAsync(server, prepared, apply, step, undisturbed.World);
                if (run.WasKilled)
                    Interlocked.Increment(ref killed);
                foreach (var fault in run.Faults)
                    faults.Add($"killed at '{step}': {fault}");
            }
        }));

        await TestContext.Progress.WriteLineAsync($"{scenario} at parallelism {parallelism}, state in {server}: {undisturbed.Steps.Count} kill points, {killed} killed at, {faults.Count} faults");
        Assert.That(faults, Is.Empty, $"replay with FLOWPLAN_SEED={Soaking.Seed}");
        Assert.That(killed, Is.Positive);
        Assert.That(undisturbed.Steps, Has.Some.Contains("state append"));
    }

    private static async Task<Run> RunAsync(string server, Estate prepared, string[] apply, string? step, string? world = null)
    {
        using var estate = prepared.Copy();
        await using var host = await estate.ServeAsync();
        string[] target = ["--endpoint", host.BaseAddress.ToString()];
        await using var state = ServerState.On(server, "acme");
        var settings = state.Settings(KillBuild.Settings);
        if ((await FileStateOf(prepared).LoadAsync(CancellationToken.None)).ValueOrThrow().Lockfile is { } lockfile)
            await state.SeedAsync(lockfile);
        var (steps, wasKilled, faults) = ((IReadOnlyList<string>)[], false, new List<string>());
        using (var first = prepared.Clone())
        {
            if (step is null)
                steps = (await KillBuild.CountAsync(first.Folder, settings, [.. apply, .. target])).Steps;
            else
                wasKilled = await KillBuild.KillAsync(first.Folder, settings, step, [.. apply, .. target]);
        }

        if (wasKilled)
            await state.ExpireAsync();
        using var clone = prepared.Clone();
        var again = await FlowPlanProcess.RunAsync(KillBuild.Executable, clone.Folder, settings, [.. apply, .. target]);
        if (again.ExitCode != 0)
            faults.Add($"the next run failed: {again.All}");
        var (objects, snapshot) = (await Estate.ObjectsAsync(host), await state.LoadAsync());
        world ??= WorldText.Of(objects);
        faults.AddRange(Damage.In(objects, snapshot.Lockfile!.Resources.Values.Select(r => r.Id), snapshot.Journal.IsEmpty ? clone.LeftBehind() : ["the journal"], world));
        var check = await FlowPlanProcess.RunAsync(KillBuild.Executable, clone.Folder, settings, ["plan", "--detailed-exitcode", .. target]);
        if (check.ExitCode != 0)
            faults.Add($"there is still something to do: {check.All}");
        return new(steps, wasKilled, faults, world);
    }

    private static IStateStore FileStateOf(Estate estate) =>
        new StateStoreFactory(new Dictionary<string, string>(), TimeProvider.System).Open(StateLocation.File, new("acme", "dev", estate.Folder));

    private sealed record Run(IReadOnlyList<string> Steps, bool WasKilled, IReadOnlyList<string> Faults, string World);
}
