namespace FlowPlan.Aep.Errors;

/// <summary>What a service said when it refused a call, whichever of its envelopes it used.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The service's own code, such as <c>FLOW-1404-412</c> or <c>403010</c>.</param>
/// <param name="Message">What it says.</param>
/// <param name="RequestId">The id to tell its support.</param>
internal sealed record ServiceError(int Status, string? Code, string? Message, string? RequestId)
{
    /// <summary>The number in a code of the form <c>NAME-number-status</c>, such as 1418; null in other codes.</summary>
    public int? Number =>
        Code?.Split('-') is [_, var number, ..] && int.TryParse(number, out var parsed) ? parsed : null;
}
