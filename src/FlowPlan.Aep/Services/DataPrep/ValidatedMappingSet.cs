using System.Text.Json;
using FlowPlan.Aep.Errors;
using FlowPlan.Aep.Json;

namespace FlowPlan.Aep.Services.DataPrep;

/// <summary>What the service says of a mapping set that it was asked to validate.</summary>
/// <param name="Errors">Its mappings that the service would reject.</param>
/// <param name="Refusal">The error of the call itself; null where the set was validated.</param>
/// <param name="Call">The call, as messages show it.</param>
internal sealed record ValidatedMappingSet(IReadOnlyList<MappingError> Errors, ServiceError? Refusal, string Call);

/// <summary>A mapping that the service would reject.</summary>
/// <param name="Position">Its position in the set.</param>
/// <param name="Destination">The path of the schema that it fills; null where the service does not say.</param>
/// <param name="Reason">Why; null where the service does not say.</param>
internal sealed record MappingError(int Position, string? Destination, string? Reason)
{
    /// <summary>The errors in a response for the mapping at a position.</summary>
    public static IEnumerable<MappingError> In(JsonElement response, int position)
    {
        var errors = response.ItemsAt("errors").Select(e => new MappingError(position, e.TextAt("destination"), e.TextAt("exception"))).ToList();
        return errors.Count == 0 && response.TextAt("status") == "FAILED" ? [new(position, null, null)] : errors;
    }
}
