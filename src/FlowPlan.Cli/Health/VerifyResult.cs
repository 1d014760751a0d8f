namespace FlowPlan.Cli.Health;

/// <summary>How far a test record came.</summary>
/// <param name="Flow">The flow.</param>
/// <param name="Stages">The stages in their order.</param>
/// <param name="TransactionId">The ID that the inlet gave the record.</param>
internal sealed record VerifyResult(string Flow, IReadOnlyList<VerifyStage> Stages, string? TransactionId)
{
    /// <summary>Whether it arrived in the dataset.</summary>
    public bool Arrived => Stages.All(s => s.Status == StageStatus.Passed);

    /// <summary>Whether it was not sent because the flow does not accept data yet.</summary>
    public bool IsNotLive => Stages[0].Status == StageStatus.Failed;

    /// <summary>Where it stopped; null if it arrived.</summary>
    public VerifyStage? Stuck => Stages.FirstOrDefault(s => s.Status == StageStatus.Failed);
}

/// <summary>A stage on the way of a record.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Status">Whether the record passed it.</param>
/// <param name="Latency">How long after the record was sent, or the check began.</param>
/// <param name="Detail">What is known of it, such as why the record did not pass.</param>
internal sealed record VerifyStage(string Name, StageStatus Status, TimeSpan Latency, string? Detail = null);

/// <summary>Whether a record passed a stage.</summary>
internal enum StageStatus
{
    /// <summary>It passed.</summary>
    Passed,

    /// <summary>It did not.</summary>
    Failed,

    /// <summary>It did not come that far.</summary>
    Skipped,
}
