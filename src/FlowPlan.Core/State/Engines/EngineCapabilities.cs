namespace FlowPlan.Core.State.Engines;

/// <summary>What an engine can do.</summary>
/// <param name="LeaseExpires">Whether a lease ends by itself when its holder no longer renews it.</param>
/// <param name="KeepsHistory">Whether earlier versions of the document can be listed and read.</param>
public sealed record EngineCapabilities(bool LeaseExpires, bool KeepsHistory);
