namespace FlowPlan.Core.State.Engines;

/// <summary>A lease of ours.</summary>
/// <param name="Holder">Who holds it.</param>
/// <param name="Token">What the server checks with each write: a number that increases with each lease, or an ID that it gave.</param>
public sealed record Lease(LockHolder Holder, string Token);

/// <summary>Somebody's lease, as an engine shows it.</summary>
/// <param name="Holder">Who holds it; null when the engine cannot tell, such as because the name is damaged: it is held all the same.</param>
/// <param name="HasExpired">Whether it has expired, on the server's clock, so that anybody may take it.</param>
public sealed record LeaseHolding(LockHolder? Holder, bool HasExpired);

/// <summary>How an attempt to take a lease ended. A closed union: the nested records are all there is.</summary>
public abstract record LeaseAttempt
{
    private LeaseAttempt()
    {
    }

    /// <summary>The lease is ours.</summary>
    public sealed record Granted(Lease Lease) : LeaseAttempt;

    /// <summary>Somebody else has it.</summary>
    /// <param name="Holder">Who; null when the engine cannot tell.</param>
    public sealed record Held(LockHolder? Holder) : LeaseAttempt;
}

/// <summary>How an attempt to remove somebody's lease ended. A closed union: the nested records are all there is.</summary>
public abstract record BreakResult
{
    private BreakResult()
    {
    }

    /// <summary>It was removed.</summary>
    public sealed record Broken : BreakResult;

    /// <summary>There is no lease.</summary>
    public sealed record NoLease : BreakResult;

    /// <summary>The lease has another ID.</summary>
    public sealed record OtherHolder(LockHolder? Holder) : BreakResult;

    /// <summary>It has not expired, or the engine cannot tell; only force removes it.</summary>
    public sealed record StillHeld(LockHolder? Holder) : BreakResult;
}
