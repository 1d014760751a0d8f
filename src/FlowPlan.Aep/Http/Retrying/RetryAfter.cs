namespace FlowPlan.Aep.Http.Retrying;

/// <summary>Reads the delay that a service requests.</summary>
internal static class RetryAfter
{
    /// <summary>
    /// The delay that <c>Retry-After</c> requests, in seconds or as a date, zero for a date in the past; null without the header.
    /// A date is relative to the response's own <c>Date</c>, so that a difference between the two clocks does not matter.
    /// </summary>
    public static TimeSpan? Of(HttpResponseMessage response, DateTimeOffset now)
    {
        var header = response.Headers.RetryAfter;
        var delay = header?.Delta ?? (header?.Date - (response.Headers.Date ?? now));
        return delay < TimeSpan.Zero ? TimeSpan.Zero : delay;
    }
}
