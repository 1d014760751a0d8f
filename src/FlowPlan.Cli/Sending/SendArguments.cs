using FlowPlan.Aep.Ingestion;
using FlowPlan.Cli.Arguments;

namespace FlowPlan.Cli.Sending;

/// <summary>What a <c>send</c> is to do.</summary>
internal sealed record SendArguments
{
    /// <summary>The manifest and the endpoint.</summary>
    public required PlatformArguments Platform { get; init; }

    /// <summary>The flow, by key or address.</summary>
    public required string Flow { get; init; }

    /// <summary>The file with the records, or <c>-</c>.</summary>
    public required string File { get; init; }

    /// <summary>How the records are written.</summary>
    public required MessageForm Form { get; init; }

    /// <summary>How they are sent.</summary>
    public required SendSettings Settings { get; init; }

    /// <summary>Where records that were not accepted go.</summary>
    public string? Failed { get; init; }

    /// <summary>Where the checkpoint is; null for the default.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>Whether to continue an earlier send.</summary>
    public bool Resume { get; init; }

    /// <summary>Whether to start again in spite of an earlier send.</summary>
    public bool Restart { get; init; }

    /// <summary>Whether records that cannot be sent are left out; otherwise nothing is sent.</summary>
    public bool SkipInvalid { get; init; }

    /// <summary>Whether to print the requests instead of sending them.</summary>
    public bool DryRun { get; init; }

    /// <summary>How long to wait for a flow that is not live yet; null for not at all.</summary>
    public TimeSpan? Wait { get; init; }

    /// <summary>Whether the output is JSON.</summary>
    public bool Json { get; init; }
}
