using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Ingestion;

/// <summary>A flow that was applied.</summary>
/// <param name="Address">Its address.</param>
/// <param name="Id">Its ID.</param>
public sealed record DeployedFlow(ResourceAddress Address, string Id);

/// <summary>Where the records of a flow are sent, and what a message for it says.</summary>
public sealed record Inlet
{
    /// <summary>The flow.</summary>
    public required ResourceAddress Flow { get; init; }

    /// <summary>Its ID.</summary>
    public required string FlowId { get; init; }

    /// <summary>The flow as it was applied.</summary>
    public DeployedFlow Deployed => new(Flow, FlowId);

    /// <summary>The URL of the inlet.</summary>
    public required Uri Url { get; init; }

    /// <summary>The last part of the URL, which metrics name the inlet by.</summary>
    public string InletId => Url.Segments[^1].TrimEnd('/');

    /// <summary>Whether it takes XDM messages; otherwise raw records.</summary>
    public required bool IsXdm { get; init; }

    /// <summary>Whether senders need an access token.</summary>
    public required bool RequiresToken { get; init; }

    /// <summary>The dataset that the flow writes to.</summary>
    public required string DataSetId { get; init; }

    /// <summary>The schema of the dataset.</summary>
    public required string SchemaId { get; init; }

    /// <summary>The version of the schema, such as <c>1.0</c>.</summary>
    public required string SchemaVersion { get; init; }

    /// <summary>The fields that the schema requires of an XDM record, as far as they are known.</summary>
    public RequiredFields Required { get; init; } = RequiredFields.None;

    /// <summary>The media type that messages give for the schema.</summary>
    public string ContentType => $"application/vnd.adobe.xed-full-notext+json; version={SchemaVersion}";
}
