using System.Net.Http.Headers;

namespace FlowPlan.Aep.Http;

/// <summary>Finds the id under which a service knows a call.</summary>
internal static class RequestIds
{
    /// <summary>The id in the answer's headers, or null.</summary>
    public static string? Of(HttpResponseHeaders headers) =>
        headers.TryGetValues("x-request-id", out var values) ? values.FirstOrDefault(v => v.Length > 0) : null;
}
