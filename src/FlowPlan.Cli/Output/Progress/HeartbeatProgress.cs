using FlowPlan.Cli.Progress;

namespace FlowPlan.Cli.Output.Progress;

/// <summary>Progress in a log: a line when nothing else has been written for a while, so that the silence does not look like a hang.</summary>
/// <param name="terminal">Stdout and stderr.</param>
/// <param name="silence">How long nothing has been written.</param>
/// <param name="time">The clock.</param>
internal sealed class HeartbeatProgress(Terminal terminal, TimeSpan silence, TimeProvider time) : IProgressDisplay
{
    // Looked at four times as often, so that a line right after a look does not double the silence.
    public IAsyncDisposable Show(IActivity activity) =>
        new ProgressLoop(new Heartbeat(terminal, activity, silence, time).Look, () => { }, silence / 4, time);
}

/// <summary>Writes a line about an activity each time when nothing was written for a while.</summary>
/// <param name="terminal">Stdout and stderr.</param>
/// <param name="activity">What the line is about.</param>
/// <param name="silence">How long nothing has been written.</param>
/// <param name="time">The clock.</param>
internal sealed class Heartbeat(Terminal terminal, IActivity activity, TimeSpan silence, TimeProvider time)
{
    private int seen = terminal.Writes;
    private long since = time.GetTimestamp();

    /// <summary>Looks whether a line is due.</summary>
    /// <param name="elapsed">How long the activity has taken so far.</param>
    public void Look(TimeSpan elapsed)
    {
        if (terminal.Writes == seen && time.GetElapsedTime(since) >= silence)
            terminal.WriteError(new StyledText().Line(activity.Summary(elapsed)));
        if (terminal.Writes != seen)
            (seen, since) = (terminal.Writes, time.GetTimestamp());
    }
}
