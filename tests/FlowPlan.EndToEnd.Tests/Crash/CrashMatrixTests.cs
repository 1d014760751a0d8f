using System.Collections.Concurrent;
using System.Diagnostics;
using FlowPlan.EndToEnd.Tests.Support;

namespace FlowPlan.EndToEnd.Tests.Crash;

/// <summary>
/// The executable is killed at a step and run again: every step of every scenario with <c>FLOWPLAN_FULL=1</c>, else as many,
/// chosen by the seed, as fit into some seconds. See docs/testing.md.
/// </summary>
[TestFixture]
[Platform(Exclude = "Win", Reason = "A process cannot end itself there as kill -9 does.")]
internal sealed class CrashMatrixTests
{
    private const int Width = 3;

    /// <summary>With several calls in flight the order of steps differs from run to run: so many are drawn.</summary>
    private const int DrawnWhenWide = 40;

    private static readonly TimeSpan Sample = TimeSpan.FromSeconds(6);

    private static IEnumerable<TestCaseData> Cases() =>
    [
        .. Scenario.All.Select(s => new TestCaseData(s, 1).SetArgDisplayNames(s.Name, "one call at a time")),
        .. Scenario.All.Where(s => s.Name is "create" or "mixed").Select(s => new TestCaseData(s, 8).SetArgDisplayNames(s.Name, "eight calls at a time")),
    ];

    [TestCaseSource(nameof(Cases))]
    public async Task Killed_at_a_step_the_next_run_doubles_nothing_loses_nothing_and_ends_as_if_undisturbed(Scenario scenario, int parallelism)
    {
        using var run = await CrashRun.BeginAsync(scenario, parallelism);
        var (killed, missed) = (0, 0);
        var faults = new ConcurrentBag<string>();
        var waiting = new ConcurrentQueue<string>(Choose(run.Steps, parallelism));
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Width).Select(async _ =>
        {
            var first = true;
            while ((first || Soaking.Full || Stopwatch.GetElapsedTime(began) < Sample) && waiting.TryDequeue(out var step))
            {
                first = false;
                var (came, found) = await run.KillAtAsync(step);
                Interlocked.Increment(ref came ? ref killed : ref missed);
                foreach (var fault in found)
                    faults.Add($"killed at '{step}': {fault}");
                if (found.Count > 0 || (killed + missed) % 25 == 0)
                    await TestContext.Progress.WriteLineAsync($"{scenario}: {killed + missed} of {run.Steps.Count}; {string.Join('\n', found.Select(f => $"killed at '{step}': {f}"))}");
            }
        }));

        await TestContext.Progress.WriteLineAsync(
            $"{scenario} at parallelism {parallelism}: {run.Steps.Count} kill points, {killed} killed at, {missed} not come to, {faults.Count} faults");
        Assert.That(faults, Is.Empty, $"replay with FLOWPLAN_SEED={Soaking.Seed}");
        Assert.That(killed, Is.Positive);
    }

    [Test]
    public void What_is_shipped_holds_no_kill_points()
    {
        var shipped = Parts(FlowPlanProcess.Executable);
        var built = Parts(KillBuild.Executable);

        Assert.That(shipped, Is.Not.Empty);
        Assert.That(shipped.Where(Holds), Is.Empty);
        Assert.That(built.Where(Holds), Is.Not.Empty, "the search finds them where they are");
    }

    private static IEnumerable<string> Choose(IReadOnlyList<string> steps, int parallelism)
    {
        var random = new Random(Soaking.Seed);
        if (Soaking.Full)
            return parallelism == 1 ? steps : steps.OrderBy(_ => random.Next()).Take(DrawnWhenWide);

        // The moments of a writing call come first: what is read before the first of them changes nothing.
        return steps.OrderBy(s => s.StartsWith("GET ", StringComparison.Ordinal) || s.Contains("/ims/", StringComparison.Ordinal)).ThenBy(_ => random.Next());
    }

    /// <summary>The files with code of the product: one where it is native.</summary>
    private static string[] Parts(string executable) => executable.EndsWith(".dll", StringComparison.Ordinal)
        ? [.. Directory.GetFiles(Path.GetDirectoryName(executable)!, "*.dll").Where(f => Path.GetFileName(f) is "flowplan.dll" or "FlowPlan.Core.dll" or "FlowPlan.Aep.dll" or "FlowPlan.Emulator.dll")]
        : [executable];

    private static bool Holds(string assembly)
    {
        var bytes = File.ReadAllBytes(assembly).AsSpan();
        return bytes.IndexOf("KillPoints"u8) >= 0 || bytes.IndexOf(System.Text.Encoding.Unicode.GetBytes("FLOWPLAN_KILL")) >= 0;
    }
}
