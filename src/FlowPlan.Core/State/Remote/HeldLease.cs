using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.State.Engines;

namespace FlowPlan.Core.State.Remote;

/// <summary>A lease of ours, which is renewed in the background until it is disposed.</summary>
internal sealed class HeldLease : IAsyncDisposable
{
    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromSeconds(1);

    private readonly EngineCalls calls;
    private readonly RemoteStateSettings settings;
    private readonly TimeProvider time;
    private readonly Action<Diagnostic> warn;
    private readonly CancellationTokenSource stopping = new();
    private readonly Task renewing;
    private readonly Lock gate = new();
    private Moment renewed;
    private bool lost;
    private LockHolder? successor;

    /// <param name="calls">The engine.</param>
    /// <param name="lease">The lease.</param>
    /// <param name="asked">When the lease was asked for.</param>
    /// <param name="settings">The times.</param>
    /// <param name="time">The clock.</param>
    /// <param name="warn">Is told when the lease cannot be released.</param>
    public HeldLease(EngineCalls calls, Lease lease, Moment asked, RemoteStateSettings settings, TimeProvider time, Action<Diagnostic> warn)
    {
        (this.calls, this.settings, this.time, this.warn, Lease, renewed) = (calls, settings, time, warn, lease, asked);
        renewing = calls.Engine.Capabilities.LeaseExpires ? RenewAsync() : Task.CompletedTask;
    }

    public Lease Lease { get; }

    private string Location => calls.Engine.Location;

    /// <summary>Fails when the lease is another's, was broken, or was not renewed for so long that it may be another's.</summary>
    /// <exception cref="DiagnosticException">The lease is lost.</exception>
    public void EnsureHeld()
    {
        Moment last;
        lock (gate)
        {
            if (lost)
                throw new DiagnosticException(LeaseDiagnostics.Lost(Location, successor));
            last = renewed;
        }

        if (calls.Engine.Capabilities.LeaseExpires && last.Age(time) >= settings.LeaseDuration - settings.Margin)
            throw new DiagnosticException(LeaseDiagnostics.NotRenewed(Location, last.Age(time)));
    }

    /// <summary>Takes note of what the server said to a write: once the lease is lost, nothing is begun any more.</summary>
    /// <exception cref="DiagnosticException">The lease is lost.</exception>
    public void Check(WriteResult result)
    {
        if (result is not WriteResult.LeaseLost(var holder))
            return;
        Lose(holder);
        throw new DiagnosticException(LeaseDiagnostics.Lost(Location, holder));
    }

    /// <summary>What the server said about a write that is looked for: that the lease is lost, or nothing.</summary>
    public WriteResult? LossIn(EngineContent content)
    {
        if (!calls.Engine.Capabilities.ShowsHolder || content.Lease?.Holder?.Id == Lease.Holder.Id)
            return null;
        return new WriteResult.LeaseLost(content.Lease?.Holder);
    }

    /// <summary>Ends the lease. If the server cannot be told, it expires, or has to be removed with <c>state unlock</c>: that is warned of.</summary>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await renewing;
        stopping.Dispose();
        try
        {
            await calls.RepeatAsync<object?>(
                "release",
                async cancellationToken =>
                {
                    await calls.Engine.ReleaseAsync(Lease, cancellationToken);
                    return null;
                },
                EngineCalls.ShortPatience,
                CancellationToken.None);
        }
        catch (EngineFaultException fault)
        {
            if (!lost)
                warn(LeaseDiagnostics.NotReleased(Location, Lease.Holder.Id, fault.Diagnostic, calls.Engine.Capabilities.LeaseExpires ? renewed.Clock + settings.LeaseDuration : null));
        }
    }

    private void Lose(LockHolder? holder)
    {
        lock (gate)
            (lost, successor) = (true, holder);
    }

    private async Task RenewAsync()
    {
        var pause = settings.RenewalInterval;
        while (true)
        {
            await Task.Delay(pause, time, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stopping.IsCancellationRequested)
                return;
            var asked = Moment.Now(time);
            try
            {
                if (!await calls.OnceAsync("renew", token => calls.Engine.RenewAsync(Lease, settings.LeaseDuration, token), stopping.Token))
                {
                    Lose(null);
                    return;
                }

                lock (gate)
                    renewed = asked;
                pause = settings.RenewalInterval;
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (EngineFaultException fault)
            {
                // Tried again until the lease may have ended; from then on EnsureHeld fails.
                System.Diagnostics.Debug.WriteLine(fault.Message);
                pause = PauseAfterFault < settings.RenewalInterval ? PauseAfterFault : settings.RenewalInterval;
            }
        }
    }
}
