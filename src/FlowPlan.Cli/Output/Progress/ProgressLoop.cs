namespace FlowPlan.Cli.Output.Progress;

/// <summary>Does something again and again until it is disposed.</summary>
internal sealed class ProgressLoop : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly Task loop;
    private readonly Action end;

    /// <param name="tick">What is done, with the time since the beginning.</param>
    /// <param name="end">What is done at the end.</param>
    /// <param name="pause">The time between two ticks, and before the first.</param>
    /// <param name="time">The clock.</param>
    public ProgressLoop(Action<TimeSpan> tick, Action end, TimeSpan pause, TimeProvider time)
    {
        this.end = end;
        loop = RunAsync(tick, pause, time);
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.Dispose();
        end();
    }

    private async Task RunAsync(Action<TimeSpan> tick, TimeSpan pause, TimeProvider time)
    {
        var began = time.GetTimestamp();
        using var timer = new PeriodicTimer(pause, time);
        while (await timer.WaitForNextTickAsync(stop.Token))
            tick(time.GetElapsedTime(began));
    }
}
