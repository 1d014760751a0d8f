namespace FlowPlan.Aep.Ingestion;

/// <summary>How many messages an inlet counts, from all its senders.</summary>
/// <param name="Received">Those that came in.</param>
/// <param name="Passed">Those that it passed on.</param>
/// <param name="Failed">Those that it could not process.</param>
public sealed record InletCounts(long Received, long Passed, long Failed);
