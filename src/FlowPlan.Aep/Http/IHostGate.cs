namespace FlowPlan.Aep.Http;

/// <summary>Holds calls back while their host asks for it; also the place where the number of calls in flight could be limited.</summary>
internal interface IHostGate
{
    /// <summary>Waits until a call may go to the host. Disposed when the attempt has ended.</summary>
    ValueTask<IDisposable?> EnterAsync(string host, CancellationToken cancellationToken);

    /// <summary>The host wants no calls for a while.</summary>
    void Throttled(string host, TimeSpan wait);
}
