using System.Diagnostics;
using System.Globalization;
using FlowPlan.Aep.Tests.Dialect;

namespace FlowPlan.Aep.Tests.Growth;

/// <summary>
/// Measures reading, validating and expanding of manifests in which one map or list grows. It runs only when it is asked for
/// (docs/testing.md): <c>dotnet test tests/FlowPlan.Aep.Tests --filter TestCategory=Growth</c>.
/// </summary>
[Explicit("measures for minutes")]
[Category("Growth")]
[TestFixture]
internal sealed class GrowthMeasurement
{
    private static readonly int[] Sizes = [1_000, 10_000, 100_000];
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(10);

    [Test]
    public void Time_grows_with_the_size_of_each_map_and_list()
    {
        var only = Environment.GetEnvironmentVariable("FLOWPLAN_GROWTH") ?? string.Empty;
        TestContext.Progress.WriteLine("| map or list | 1,000 ms | 10,000 ms | 100,000 ms | growth | growth |");
        TestContext.Progress.WriteLine("|---|---|---|---|---|---|");
        foreach (var manifest in GrowingManifest.All.Where(m => m.Name.Contains(only, StringComparison.Ordinal)))
            TestContext.Progress.WriteLine(Row(manifest));
    }

    private static string Row(GrowingManifest manifest)
    {
        Measure(manifest, 10);
        List<double> times = [];
        foreach (var size in Sizes.TakeWhile(_ => times.LastOrDefault() < LongEnough.TotalMilliseconds / 10))
            times.Add(Measure(manifest, size));
        var growth = times.Zip(times.Skip(1), (less, more) => more / less);
        return $"| {manifest.Name} | {Cells(times, 3, "F0")} | {Cells(growth, 2, "F1")} |";
    }

    private static double Measure(GrowingManifest manifest, int size)
    {
        using var folder = new ManifestFolder();
        var text = manifest.Text(size);
        GC.Collect();
        var began = Stopwatch.GetTimestamp();
        folder.Try(text);
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    private static string Cells(IEnumerable<double> values, int count, string format) =>
        string.Join(" | ", values.Select(v => v.ToString(format, CultureInfo.InvariantCulture)).Concat(Enumerable.Repeat("-", count)).Take(count));
}
