using System.Globalization;
using FlowPlan.Cli.Reporting;
using FlowPlan.Cli.Sending.Input;

namespace FlowPlan.Cli.Sending;

/// <summary>Shows how far a send is: a bar with records per second and failures, on a terminal.</summary>
internal sealed class SendProgress(IProgressLine line, SendTally tally, InputFile input, TimeProvider time)
{
    private const int Width = 20;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Shows it until cancelled, then removes it.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!line.IsShown)
            return;
        var started = time.GetTimestamp();
        try
        {
            while (true)
            {
                await Task.Delay(Pause, time, cancellationToken);
                line.Show(Text(time.GetElapsedTime(started)));
            }
        }
        catch (OperationCanceledException)
        {
            line.Clear();
        }
    }

    /// <summary>The text after a time.</summary>
    public string Text(TimeSpan elapsed)
    {
        var counts = string.Create(CultureInfo.InvariantCulture, $"{tally.Handled:N0} records, {SendReport.RateOf(tally, elapsed):N0}/s, {tally.Failed:N0} failed");
        if (input.Size is not > 0)
            return counts;
        var share = Math.Clamp((double)input.Position / input.Size.Value, 0, 1);
        var filled = (int)(share * Width);
        return string.Create(CultureInfo.InvariantCulture, $"[{new string('#', filled)}{new string('.', Width - filled)}] {share:P0} {counts}");
    }
}
