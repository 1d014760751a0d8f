namespace FlowPlan.Core.State.Engines;

/// <summary>What the server answered to a write. A closed union: the nested records are all there is.</summary>
public abstract record WriteResult
{
    private WriteResult()
    {
    }

    /// <summary>It is durable.</summary>
    /// <param name="Version">The version that the document has now; null for a write of the journal.</param>
    public sealed record Done(string? Version = null) : WriteResult;

    /// <summary>
    /// Nothing was changed: the document no longer has the expected version, or the segment is not the next one. The write may have been
    /// carried out before, when its answer was lost; reading tells.
    /// </summary>
    public sealed record Conflict : WriteResult;

    /// <summary>Nothing was changed: the lease is no longer ours.</summary>
    /// <param name="Holder">Who has it now, where that is known.</param>
    public sealed record LeaseLost(LockHolder? Holder = null) : WriteResult;
}
