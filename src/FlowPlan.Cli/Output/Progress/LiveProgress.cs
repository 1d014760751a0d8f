using FlowPlan.Cli.Progress;

namespace FlowPlan.Cli.Output.Progress;

/// <summary>Progress at the end of a terminal, which is replaced as the work goes on and removed when it ends.</summary>
/// <param name="terminal">The terminal.</param>
/// <param name="time">The clock.</param>
internal sealed class LiveProgress(Terminal terminal, TimeProvider time) : IProgressDisplay
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    public IAsyncDisposable Show(IActivity activity)
    {
        var began = time.GetTimestamp();
        return new ProgressLoop(_ => terminal.ShowBelow(() => activity.Rows(time.GetElapsedTime(began))), () => terminal.ShowBelow(null), Pause, time);
    }
}
