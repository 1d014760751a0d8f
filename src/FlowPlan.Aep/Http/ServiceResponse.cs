using System.Text.Json;

namespace FlowPlan.Aep.Http;

/// <summary>A successful answer.</summary>
/// <param name="Status">The HTTP status, 200 to 299.</param>
/// <param name="Body">The body; undefined where there was none.</param>
/// <param name="Etag">The <c>ETag</c> or Catalog's <c>E-Tag</c> header.</param>
/// <param name="RequestId">The request id to tell the service's support.</param>
internal sealed record ServiceResponse(int Status, JsonElement Body, string? Etag, string? RequestId);
