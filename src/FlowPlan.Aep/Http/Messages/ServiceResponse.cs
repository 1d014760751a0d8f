using System.Text.Json;

namespace FlowPlan.Aep.Http.Messages;

/// <summary>A successful response.</summary>
/// <param name="Body">The body; undefined if there was none.</param>
/// <param name="Etag">The <c>ETag</c> header, or Catalog's <c>E-Tag</c>.</param>
/// <param name="RequestId">The request ID to give to the service's support.</param>
internal sealed record ServiceResponse(JsonElement Body, string? Etag, string? RequestId)
{
    /// <summary>The text of a file; null for any other response.</summary>
    public string? Text { get; init; }
}
