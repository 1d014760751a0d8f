namespace FlowPlan.Aep.Http;

/// <summary>Reads how long a service asks to be left alone.</summary>
internal static class RetryAfter
{
    /// <summary>The wait that <c>Retry-After</c> asks for, as seconds or as a date, never negative and never above the cap; null without one.</summary>
    public static TimeSpan? Of(HttpResponseMessage response, DateTimeOffset now, TimeSpan cap)
    {
        var header = response.Headers.RetryAfter;
        var wait = header?.Delta ?? (header?.Date - now);
        if (wait is null)
            return null;
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait > cap ? cap : wait;
    }
}
