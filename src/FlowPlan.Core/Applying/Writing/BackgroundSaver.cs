using FlowPlan.Core.State;

namespace FlowPlan.Core.Applying.Writing;

/// <summary>
/// Saves the lockfile beside a run, as often as costs little. A save that fails ends nothing: the journal has all of it, the next
/// change saves again, and the last save decides.
/// </summary>
/// <param name="session">The state.</param>
/// <param name="onDisk">The lockfile as it is on disk.</param>
/// <param name="time">The clock.</param>
/// <param name="current">The state to save.</param>
internal sealed class BackgroundSaver(IStateSession session, Lockfile onDisk, TimeProvider time, Func<Lockfile> current) : IAsyncDisposable
{
    /// <summary>After a save, the saver rests this many times as long as the save took, so that a large state does not slow the run.</summary>
    private const int RestFactor = 30;

    /// <summary>The shortest rest. Nothing depends on it: the journal has what the lockfile lacks.</summary>
    private static readonly TimeSpan MinimumRest = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private readonly CancellationTokenSource stopping = new();
    private Task saving = Task.CompletedTask;

    /// <summary>The lockfile as it was last saved.</summary>
    public Lockfile Saved { get; private set; } = onDisk;

    /// <summary>Asks for a save; does nothing while one is under way or the saver rests.</summary>
    public void Request()
    {
        lock (gate)
        {
            if (saving.IsCompleted && !stopping.IsCancellationRequested)
                saving = SaveAndRestAsync();
        }
    }

    /// <summary>Whether anything was saved.</summary>
    public bool HasSaved { get; private set; }

    /// <summary>Saves what is saved already once more, so that it is stored with the key of today. Not while a background save may run.</summary>
    public Task SaveAgainAsync(CancellationToken cancellationToken) => session.SaveAsync(Saved, cancellationToken);

    /// <summary>Saves now, unless nothing has changed. Not while a background save may run.</summary>
    public async Task SaveNowAsync(CancellationToken cancellationToken)
    {
        var next = current();
        if (next.SaysTheSameAs(Saved))
            return;
        next = next with { Serial = Saved.Serial + 1 };
        await session.SaveAsync(next, cancellationToken);
        (Saved, HasSaved) = (next, true);
    }

    /// <summary>Ends background saving; returns when none runs any more.</summary>
    public async Task StopAsync()
    {
        await stopping.CancelAsync();
        Task last;
        lock (gate)
            last = saving;
        await last;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        stopping.Dispose();
    }

    private async Task SaveAndRestAsync()
    {
        await Task.Yield();
        var began = time.GetTimestamp();
        try
        {
            await SaveNowAsync(CancellationToken.None);
        }
#pragma warning disable CA1031 // Whatever keeps a save from working is reported by the last one, if it still does then.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            System.Diagnostics.Debug.WriteLine(fault.Message);
        }

        var rest = time.GetElapsedTime(began) * RestFactor;
        await Task.Delay(rest < MinimumRest ? MinimumRest : rest, time, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
