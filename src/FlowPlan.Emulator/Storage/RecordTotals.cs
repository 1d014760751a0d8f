namespace FlowPlan.Emulator.Storage;

/// <summary>How many records of a flow or a dataset arrived in a period of time.</summary>
/// <param name="Owner">The ID of the flow or dataset.</param>
/// <param name="Period">The number of the period since 1970.</param>
/// <param name="First">When the first of them arrived, in milliseconds since 1970.</param>
/// <param name="Last">When the last of them arrived.</param>
/// <param name="Ingested">How many were written.</param>
/// <param name="Failed">How many did not follow their schema.</param>
/// <param name="Bytes">The size of all.</param>
internal sealed record RecordTotals(string Owner, long Period, long First, long Last, long Ingested, long Failed, long Bytes);
