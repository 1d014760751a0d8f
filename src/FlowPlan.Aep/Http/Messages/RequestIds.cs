using System.Net.Http.Headers;

namespace FlowPlan.Aep.Http.Messages;

/// <summary>Finds the ID under which a service logged a call.</summary>
internal static class RequestIds
{
    /// <summary>The ID in the response's headers, or null.</summary>
    public static string? Of(HttpResponseHeaders headers) =>
        headers.TryGetValues("x-request-id", out var values) ? values.FirstOrDefault(v => v.Length > 0) : null;
}
