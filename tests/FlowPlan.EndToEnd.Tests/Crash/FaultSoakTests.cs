using System.Collections.Concurrent;
using System.Diagnostics;
using FlowPlan.EndToEnd.Tests.Support;

namespace FlowPlan.EndToEnd.Tests.Crash;

/// <summary>
/// Random faults over an estate of 40 resources, the command repeated until it succeeds: 500 seeds with <c>FLOWPLAN_FULL=1</c>,
/// one with <c>FLOWPLAN_SEED=…</c>, else as many as fit into some seconds. See docs/testing.md.
/// </summary>
[TestFixture]
internal sealed class FaultSoakTests
{
    private const int All = 500;
    private const int Width = 2;
    private static readonly TimeSpan Sample = TimeSpan.FromSeconds(10);

    [Test]
    public async Task Whatever_the_platform_does_the_command_repeated_ends_as_if_undisturbed()
    {
        using var soak = await Soak.BeginAsync();
        var first = Soaking.Seed;
        var waiting = new ConcurrentQueue<int>(Enumerable.Range(first, Soaking.OneSeed ? 1 : All));
        var (seeds, runs) = (0, 0);
        var faults = new ConcurrentBag<string>();
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Width).Select(async _ =>
        {
            var begun = false;
            while ((!begun || Soaking.Full || Stopwatch.GetElapsedTime(began) < Sample) && waiting.TryDequeue(out var seed))
            {
                begun = true;
                var (needed, found) = await soak.RunAsync(seed);
                Interlocked.Add(ref runs, needed);
                foreach (var fault in found)
                    faults.Add($"FLOWPLAN_SEED={seed} replays: {fault}");
                if (Interlocked.Increment(ref seeds) % 25 == 0 || found.Count > 0)
                    await TestContext.Progress.WriteLineAsync($"{seeds} seeds, {runs} runs, {faults.Count} faults {string.Join("\n", found.Select(f => seed + " " + f))}");
            }
        }));

        await TestContext.Progress.WriteLineAsync($"fault soak: {seeds} seeds from {first}, {runs} runs of the command, {faults.Count} faults");
        Assert.That(faults, Is.Empty);
        Assert.That(seeds, Is.Positive);
    }
}
