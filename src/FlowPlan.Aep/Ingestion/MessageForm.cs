namespace FlowPlan.Aep.Ingestion;

/// <summary>How records are sent.</summary>
/// <param name="FlowIdInQuery">Whether the flow of raw records is named in the query; otherwise by a header.</param>
/// <param name="SyncValidation">Whether the inlet validates before it acknowledges; for single records only.</param>
/// <param name="IsBatch">Whether several records are sent together.</param>
public sealed record MessageForm(bool FlowIdInQuery = false, bool SyncValidation = false, bool IsBatch = false);
