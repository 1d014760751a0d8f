namespace FlowPlan.Emulator.Storage;

/// <summary>A record that an inlet received.</summary>
internal sealed record StoredRecord
{
    /// <summary>Its number in the order of arrival.</summary>
    public long Sequence { get; init; }

    /// <summary>The organization of the inlet.</summary>
    public required string Organization { get; init; }

    /// <summary>The sandbox of the inlet.</summary>
    public required string Sandbox { get; init; }

    /// <summary>The inlet that received it.</summary>
    public required string Inlet { get; init; }

    /// <summary>The flow that it is for; null when it was rejected before that was known.</summary>
    public string? Flow { get; init; }

    /// <summary>The dataset that it is written to; null as for <see cref="Flow"/>.</summary>
    public string? DataSet { get; init; }

    /// <summary>The ID that the inlet returned; empty when it was rejected.</summary>
    public string TransactionId { get; init; } = string.Empty;

    /// <summary>The time of arrival in milliseconds since 1970.</summary>
    public required long Received { get; init; }

    /// <summary>The size of the message.</summary>
    public required int Bytes { get; init; }

    /// <summary>What became of it, one of <see cref="RecordStatus"/>.</summary>
    public required string Status { get; init; }

    /// <summary>Why it was not written, as JSON; null when it was.</summary>
    public string? Problem { get; init; }

    /// <summary>The message as it was sent; empty when it was rejected.</summary>
    public string Body { get; init; } = string.Empty;
}

/// <summary>What became of a record.</summary>
internal static class RecordStatus
{
    /// <summary>It was written to the dataset.</summary>
    public const string Ingested = "ingested";

    /// <summary>It was acknowledged, and later found not to follow its schema.</summary>
    public const string Failed = "failed";

    /// <summary>It was acknowledged, but its flow was not live yet or was disabled.</summary>
    public const string Dropped = "dropped";

    /// <summary>The inlet rejected it.</summary>
    public const string Rejected = "rejected";
}
