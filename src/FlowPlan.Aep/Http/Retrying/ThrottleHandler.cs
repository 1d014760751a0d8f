using System.Net;
using FlowPlan.Aep.Http.Messages;

namespace FlowPlan.Aep.Http.Retrying;

/// <summary>Delays each attempt while its host is blocked, and blocks the host when it limits the rate of calls.</summary>
internal sealed class ThrottleHandler(HostThrottle throttle, Backoff backoff, TimeProvider time) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var host = request.RequestUri!.Authority;
        await throttle.WaitAsync(host, cancellationToken);
        var response = await base.SendAsync(request, cancellationToken);
        var requested = RetryAfter.Of(response, time.GetUtcNow());
        if (response.StatusCode == HttpStatusCode.TooManyRequests)
            throttle.Block(host, backoff.DelayFor(CallState.Of(request).Retries, requested));
        else if (response.StatusCode == HttpStatusCode.ServiceUnavailable && requested is { } delay)
            throttle.Block(host, backoff.Limit(delay));
        return response;
    }
}
