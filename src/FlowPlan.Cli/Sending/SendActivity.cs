using System.Globalization;
using FlowPlan.Cli.Arguments;
using FlowPlan.Cli.Progress;
using FlowPlan.Cli.Sending.Input;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Cli.Sending;

/// <summary>How far a send is: a bar with records per second and failures.</summary>
internal sealed class SendActivity(SendTally tally, InputFile input) : IActivity
{
    private const int Width = 20;

    public IReadOnlyList<string> Rows(TimeSpan elapsed) => [Text(elapsed)];

    public string Summary(TimeSpan elapsed) => $"Still sending: {Text(elapsed)}, {Durations.Show(elapsed)} so far.";

    /// <summary>The text after a time.</summary>
    public string Text(TimeSpan elapsed)
    {
        var counts = string.Create(CultureInfo.InvariantCulture, $"{Quantity.Grouped(tally.Handled, "record")}, {SendReport.RateOf(tally, elapsed):N0}/s, {tally.Failed:N0} failed");
        if (input.Size is not > 0)
            return counts;
        var share = Math.Clamp((double)input.Position / input.Size.Value, 0, 1);
        var filled = (int)(share * Width);
        return string.Create(CultureInfo.InvariantCulture, $"[{new string('#', filled)}{new string('.', Width - filled)}] {share:P0} {counts}");
    }
}
