using System.Net;
using FlowPlan.Aep.Http.Messages;
using FlowPlan.Aep.Settings;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace FlowPlan.Aep.Http.Retrying;

/// <summary>
/// Decides what is retried: any call that was rejected with 429, because the service did not process it; after a fault with
/// unknown outcome only a call that may be applied twice. A POST that creates is never retried after such a fault.
/// </summary>
internal sealed class RetryPolicy(RetrySettings settings, Backoff backoff, WaitNotices notices, TimeProvider time)
{
    /// <summary>Adds the timeout of the whole call and its retries.</summary>
    public void Configure(ResiliencePipelineBuilder<HttpResponseMessage> builder)
    {
        builder.TimeProvider = time;
        builder.AddTimeout(settings.TotalTimeout);
        if (settings.MaxAttempts <= 1)
            return;
        builder.AddRetry(new RetryStrategyOptions<HttpResponseMessage>
        {
            // The limit is applied below: calls that were rate-limited do not count.
            MaxRetryAttempts = int.MaxValue,
            ShouldHandle = arguments => ValueTask.FromResult(ShouldRetry(RequestOf(arguments.Context), arguments.Outcome)),
            DelayGenerator = arguments => ValueTask.FromResult<TimeSpan?>(CallState.Of(RequestOf(arguments.Context)).NextDelay),
        });
    }

    /// <summary>Decides about one ended attempt, and sets the delay before the next.</summary>
    private bool ShouldRetry(HttpRequestMessage message, Outcome<HttpResponseMessage> outcome)
    {
        var state = CallState.Of(message);
        if (!MayRetry(state.Request, outcome))
            return false;
        if (!state.RateLimited && ++state.Failures >= settings.MaxAttempts)
            return false;
        var requested = outcome.Result is { } response ? RetryAfter.Of(response, time.GetUtcNow()) : null;
        state.NextDelay = backoff.DelayWithJitterFor(state.Retries, requested);

        // The last response says more than a timeout during a delay would.
        if (time.GetElapsedTime(state.Started) + state.NextDelay >= settings.TotalTimeout)
            return false;
        state.Retries++;
        notices.Report(new(message.RequestUri!.Authority, (int?)outcome.Result?.StatusCode, state.NextDelay, requested));
        return true;
    }

    private static bool MayRetry(ServiceRequest request, Outcome<HttpResponseMessage> outcome) => outcome switch
    {
        { Result.StatusCode: HttpStatusCode.TooManyRequests } => true,
        { Result.StatusCode: HttpStatusCode.ServiceUnavailable } when request.IsRepeatedWhenNotTaken => true,
        { Exception: { } fault } when request.IsRepeatedWhenNotTaken && NetworkFaults.NothingWasSent(fault) => IsTransient(fault),
        { Result: { } response } => request.IsRepeatable && IsTransient(response.StatusCode),
        { Exception: { } fault } => request.IsRepeatable && IsTransient(fault),
        _ => false,
    };

    private static bool IsTransient(HttpStatusCode status) => status
        is HttpStatusCode.RequestTimeout
        or HttpStatusCode.InternalServerError
        or HttpStatusCode.BadGateway
        or HttpStatusCode.ServiceUnavailable
        or HttpStatusCode.GatewayTimeout;

    private static bool IsTransient(Exception fault) => fault switch
    {
        ResponseTooLongException => false,
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => false,
        HttpRequestException or IOException or TimeoutRejectedException => true,
        _ => false,
    };

    private static HttpRequestMessage RequestOf(ResilienceContext context) =>
        context.GetRequestMessage() ?? throw new InvalidOperationException("The attempt has no request.");
}
