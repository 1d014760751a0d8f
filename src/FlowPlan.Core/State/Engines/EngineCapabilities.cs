namespace FlowPlan.Core.State.Engines;

/// <summary>What an engine can do.</summary>
/// <param name="LeaseExpires">Whether a lease ends by itself when its holder no longer renews it.</param>
/// <param name="KeepsHistory">Whether earlier versions of the document can be listed and read.</param>
/// <param name="ShowsHolder">Whether reading shows who has the lease; otherwise <see cref="EngineContent.Lease"/> is always null.</param>
public sealed record EngineCapabilities(bool LeaseExpires, bool KeepsHistory, bool ShowsHolder)
{
    /// <summary>The longest lease that expires; one that is asked for longer stays until it is broken. Null where any duration is kept to.</summary>
    public TimeSpan? LongestLease { get; init; }
}
