using System.Net;
using FlowPlan.Aep.Settings;

namespace FlowPlan.Aep.Http;

/// <summary>Sends every attempt through the gate of its host, and closes the gate when the host says that it is too much.</summary>
internal sealed class ThrottleHandler(IHostGate gate, RetrySettings settings, TimeProvider time) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var host = request.RequestUri!.Authority;
        using var pass = await gate.EnterAsync(host, cancellationToken);
        var response = await base.SendAsync(request, cancellationToken);
        if (response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable
            && RetryAfter.Of(response, time.GetUtcNow(), settings.MaxRetryAfter) is { } wait)
        {
            gate.Throttled(host, wait);
        }

        return response;
    }
}
