using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.State.Engines;

namespace FlowPlan.Core.State.Remote;

/// <summary>Takes a lease, waiting for another holder.</summary>
/// <param name="calls">The engine.</param>
/// <param name="duration">How long the lease is to last.</param>
/// <param name="time">The clock.</param>
/// <param name="warn">Is told of a lease that may stay.</param>
internal sealed class LeaseAcquisition(EngineCalls calls, TimeSpan duration, TimeProvider time, Action<Diagnostic> warn)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(16);

    /// <summary>Takes the lease, waiting for another holder up to the request's timeout: 1 s, then twice as long each time, up to 16 s.</summary>
    /// <exception cref="DiagnosticException">It is held past the timeout, or the server cannot be used.</exception>
    public async Task<HeldLease> TakeAsync(LockRequest request, RemoteStateSettings settings, CancellationToken cancellationToken)
    {
        var (lease, asked) = await AskUntilGrantedAsync(request, cancellationToken);
        return new(calls, lease, asked, settings, time, warn);
    }

    /// <summary>Takes the lease as <see cref="TakeAsync"/> does, and leaves it to expire.</summary>
    /// <exception cref="DiagnosticException">It is held past the timeout, or the server cannot be used.</exception>
    public async Task<(Lease Lease, Moment Asked)> AskUntilGrantedAsync(LockRequest request, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var holder = new LockHolder(
            Guid.NewGuid().ToString("D"), request.Owner.User, request.Owner.ProcessId, request.Owner.Host, time.GetUtcNow(), request.Command, request.Owner.JobUrl);
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            var (attempt, asked) = await AskAsync(holder, cancellationToken);
            if (attempt is LeaseAttempt.Granted(var lease))
                return (lease, asked);
            var left = request.Timeout - time.GetElapsedTime(began);
            if (left <= TimeSpan.Zero)
                throw new DiagnosticException(LeaseDiagnostics.Held(calls.Engine.Location, ((LeaseAttempt.Held)attempt).Holder, calls.Engine.Capabilities.LeaseExpires));
            await Task.Delay(left < pause ? left : pause, time, cancellationToken);
        }
    }

    private async Task<(LeaseAttempt Attempt, Moment Asked)> AskAsync(LockHolder holder, CancellationToken cancellationToken)
    {
        var asked = Moment.Now(time);
        try
        {
            var attempt = await calls.RepeatAsync(
                "acquire",
                token =>
                {
                    asked = Moment.Now(time);
                    return calls.Engine.AcquireAsync(holder, duration, token);
                },
                EngineCalls.ShortPatience,
                cancellationToken);
            return (attempt, asked);
        }
        catch (Exception fault) when (fault is OperationCanceledException or EngineFaultException { IsTransient: true })
        {
            // The lease may be ours although nobody told us.
            await GiveUpAsync(holder);
            throw;
        }
    }

    private async Task GiveUpAsync(LockHolder holder)
    {
        try
        {
            await calls.OnceAsync("break", token => calls.Engine.BreakAsync(holder.Id, force: true, token), CancellationToken.None);
        }
        catch (EngineFaultException fault)
        {
            warn(LeaseDiagnostics.NotReleased(calls.Engine.Location, holder.Id, fault.Diagnostic, calls.Engine.Capabilities.LeaseExpires ? time.GetUtcNow() + duration : null));
        }
    }
}
