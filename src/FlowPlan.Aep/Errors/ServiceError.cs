namespace FlowPlan.Aep.Errors;

/// <summary>The error with which a service rejected a call, in whichever of the formats it came.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The service's own code, such as <c>FLOW-1404-412</c> or <c>403010</c>.</param>
/// <param name="Message">The service's message.</param>
/// <param name="RequestId">The request ID to give to the service's support.</param>
internal sealed record ServiceError(int Status, string? Code, string? Message, string? RequestId)
{
    /// <summary>The <c>ETag</c> header, which some services give even of what does not exist.</summary>
    public string? Etag { get; init; }

    /// <summary>The number in a code of the form <c>NAME-number-status</c>, such as 1418; null in other codes.</summary>
    public int? Number =>
        Code?.Split('-') is [_, var number, ..] && int.TryParse(number, out var parsed) ? parsed : null;
}
