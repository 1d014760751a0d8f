using FlowPlan.Cli.Arguments;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;

namespace FlowPlan.Cli.Progress;

/// <summary>The reading of live objects.</summary>
internal sealed class ReadActivity(ReadProgress progress) : IActivity
{
    private const int MaxKinds = 3;

    public IReadOnlyList<string> Rows(TimeSpan elapsed) => [Summary(elapsed)];

    /// <summary>Such as <c>Reading the platform: 1,200 of 10,003 resources, 3s so far (dataset 400 of 1,667).</c> What a narrow terminal cuts off is at the end.</summary>
    public string Summary(TimeSpan elapsed)
    {
        var counts = progress.Counts;
        var (wanted, found, listed) = (counts.Sum(c => c.Wanted), counts.Sum(c => c.Found), counts.Sum(c => c.Listed));
        var what = wanted > 0 ? $"{Quantity.Number(found)} of {Quantity.Grouped(wanted, "resource")}" : Quantity.Grouped(listed, "object");
        var kinds = counts.Where(c => c.Wanted == 0 || c.Found < c.Wanted).Take(MaxKinds).Select(Describe);
        var detail = string.Join(", ", kinds);
        return $"Reading the platform: {what}, {Durations.Show(elapsed)} so far{(detail.Length == 0 ? string.Empty : $" ({detail})")}.";
    }

    private static string Describe(ReadCount count) => count.Wanted > 0
        ? $"{count.Kind} {Quantity.Number(count.Found)} of {Quantity.Number(count.Wanted)}"
        : $"{count.Kind} {Quantity.Number(count.Listed)}";
}
