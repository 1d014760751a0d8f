namespace FlowPlan.Aep.Services.StreamingIngestion;

/// <summary>What became of a record that was sent.</summary>
/// <param name="Result">Whether the inlet took it.</param>
/// <param name="Status">The status of the response, or of the record in the response to a batch; null when there was none.</param>
/// <param name="TransactionId">The ID that the inlet gave it.</param>
/// <param name="Reason">Why it was not taken, or why that is unknown.</param>
public sealed record RecordOutcome(RecordResult Result, int? Status = null, string? TransactionId = null, string? Reason = null);

/// <summary>Whether an inlet took a record.</summary>
public enum RecordResult
{
    /// <summary>It acknowledged the record.</summary>
    Accepted,

    /// <summary>It rejected the record; sending it again would have the same result.</summary>
    Rejected,

    /// <summary>It did not take the record, which can be sent again.</summary>
    NotTaken,

    /// <summary>It may have taken the record: no reliable response arrived. Sent again, the record may arrive twice.</summary>
    Unknown,
}
