using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace FlowPlan.Fuzz.Tests;

/// <summary>
/// Runs cases of a target on all cores. Case n of a target is made of the seed n alone, so that it can be run again by itself;
/// a case that takes too long is a failure that is told at once, with its seed.
/// </summary>
internal sealed class Campaign(Target target)
{
    /// <summary>How long one case may take; it takes about a millisecond.</summary>
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(5);

    /// <summary>After this a case is not waited for: it hangs. Before, the machine may have been busy with something else.</summary>
    private static readonly TimeSpan Hang = TimeSpan.FromMinutes(1);

    private const int MostFailures = 10;

    private readonly ConcurrentDictionary<int, long> running = new();
    private readonly ConcurrentQueue<int> slow = new();
    private readonly ConcurrentDictionary<string, string> failures = new();

    public void Run(int first, int cases)
    {
        WarmUp();
        var work = Task.Factory.StartNew(
            () => Parallel.For(first, first + cases, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, NewFolder, Case, RemoveFolder),
            TaskCreationOptions.LongRunning);
        while (!work.Wait(TimeSpan.FromSeconds(1)))
        {
            foreach (var (seed, since) in running)
            {
                if (Stopwatch.GetElapsedTime(since) > Hang)
                    Assert.Fail($"{Replay(seed)} hangs");
            }
        }

        Assert.That(failures.Values, Is.Empty, "each is the first of its kind");
        Assert.That(slow.Where(IsSlowAlone).Select(Replay), Is.Empty, $"longer than {MostTime.TotalSeconds} s, three times over");
    }

    /// <summary>Compiling and reading schemas is no part of a case's time; what this case throws is told when its turn comes.</summary>
    private void WarmUp()
    {
        var folder = NewFolder();
        try
        {
            target.Run(new Random(0), folder);
        }
#pragma warning disable CA1031 // As above.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            TestContext.Progress.WriteLine($"{target.Name}: the first case throws {fault.GetType().Name}");
        }
        finally
        {
            RemoveFolder(folder);
        }
    }

    private bool IsSlowAlone(int seed) => Enumerable.Range(0, 2).All(_ =>
    {
        var folder = NewFolder();
        try
        {
            var began = Stopwatch.GetTimestamp();
            target.Run(new Random(seed), folder);
            return Stopwatch.GetElapsedTime(began) > MostTime;
        }
        finally
        {
            RemoveFolder(folder);
        }
    });

    private static string NewFolder() => Directory.CreateTempSubdirectory("flowplan-fuzz-").FullName;

    private static void RemoveFolder(string folder) => Directory.Delete(folder, recursive: true);

    private string Case(int seed, ParallelLoopState loop, string folder)
    {
        running[seed] = Stopwatch.GetTimestamp();
        try
        {
            target.Run(new Random(seed), folder);
        }
#pragma warning disable CA1031 // Whatever is thrown here is what is looked for.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            var where = fault.StackTrace?.Split('\n').FirstOrDefault(l => l.Contains("FlowPlan.", StringComparison.Ordinal)) ?? string.Empty;
            failures.TryAdd($"{fault.GetType().Name}{where}", $"{Replay(seed)}: {fault}");
            if (failures.Count >= MostFailures)
                loop.Stop();
        }
        finally
        {
            if (running.TryRemove(seed, out var since) && Stopwatch.GetElapsedTime(since) > MostTime)
                slow.Enqueue(seed);
        }

        return folder;
    }

    private string Replay(int seed) => string.Create(CultureInfo.InvariantCulture, $"FLOWPLAN_FUZZ_REPLAY='{target.Name}:{seed}'");
}
