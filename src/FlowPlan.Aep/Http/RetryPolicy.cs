using System.Net;
using FlowPlan.Aep.Settings;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace FlowPlan.Aep.Http;

/// <summary>
/// Says what is sent again: anything that was turned away with 429, since that comes before processing; after a fault whose
/// effect is unknown only what may be carried out twice. A POST that creates is never sent again after such a fault.
/// </summary>
internal static class RetryPolicy
{
    /// <summary>The whole call: its time with all repetitions, and the repetitions.</summary>
    public static void Configure(ResiliencePipelineBuilder<HttpResponseMessage> builder, RetrySettings settings, TimeProvider time)
    {
        builder.TimeProvider = time;
        builder.AddTimeout(settings.TotalTimeout);
        if (settings.MaxAttempts <= 1)
            return;
        builder.AddRetry(new RetryStrategyOptions<HttpResponseMessage>
        {
            MaxRetryAttempts = settings.MaxAttempts - 1,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = settings.BaseDelay,
            MaxDelay = settings.MaxDelay,
            ShouldHandle = arguments => ValueTask.FromResult(ShouldRepeat(RequestOf(arguments.Context), arguments.Outcome)),
            DelayGenerator = arguments => ValueTask.FromResult(
                arguments.Outcome.Result is { } response ? RetryAfter.Of(response, time.GetUtcNow(), settings.MaxRetryAfter) : null),
        });
    }

    /// <summary>Whether a call is sent again after an attempt ended so.</summary>
    public static bool ShouldRepeat(ServiceRequest request, Outcome<HttpResponseMessage> outcome) => outcome switch
    {
        { Result.StatusCode: HttpStatusCode.TooManyRequests } => true,
        { Result: { } response } => request.IsRepeatable && IsPassing(response.StatusCode),
        { Exception: { } fault } => request.IsRepeatable && IsPassing(fault),
        _ => false,
    };

    private static bool IsPassing(HttpStatusCode status) => status
        is HttpStatusCode.RequestTimeout
        or HttpStatusCode.InternalServerError
        or HttpStatusCode.BadGateway
        or HttpStatusCode.ServiceUnavailable
        or HttpStatusCode.GatewayTimeout;

    private static bool IsPassing(Exception fault) => fault switch
    {
        ResponseTooLongException => false,
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => false,
        HttpRequestException or IOException or TimeoutRejectedException => true,
        _ => false,
    };

    private static ServiceRequest RequestOf(ResilienceContext context) =>
        CallState.Of(context.GetRequestMessage() ?? throw new InvalidOperationException("An attempt without a request.")).Request;
}
