namespace FlowPlan.Core.State.Engines;

/// <summary>What an engine holds.</summary>
public sealed record EngineContent
{
    /// <summary>The document; null when there is none yet.</summary>
    public byte[]? Document { get; init; }

    /// <summary>The version of the document, which changes with each write: an etag or a number; null when there is no document.</summary>
    public string? Version { get; init; }

    /// <summary>All segments of the journal, one after the other; null when there are none.</summary>
    public byte[]? Journal { get; init; }

    /// <summary>The number of the segment that can be appended next.</summary>
    public long NextSegment { get; init; }

    /// <summary>Who has the lease, or had it when it expired; null when nobody has, or when the engine cannot tell.</summary>
    public LeaseHolding? Lease { get; init; }
}

/// <summary>A document to be written.</summary>
/// <param name="Serial">Its serial; greater than that of the document that it replaces.</param>
/// <param name="Lineage">Its lineage.</param>
/// <param name="Content">Its text.</param>
public sealed record StateDocument(long Serial, string Lineage, byte[] Content)
{
    /// <summary>
    /// Whether the document that it replaces is kept as an earlier version, where the engine has a history. A run saves many times: only what was there
    /// before it is worth keeping.
    /// </summary>
    public bool KeepsFormer { get; init; } = true;
}
