using FlowPlan.Aep.Settings;

namespace FlowPlan.Aep.Http.Retrying;

/// <summary>Computes the delay before a retry: exponential, never shorter than the service requests, with jitter.</summary>
internal sealed class Backoff(RetrySettings settings, Random random)
{
    // Beyond this the delay has long reached its maximum; a larger exponent would overflow.
    private const int MaxDoublings = 30;

    /// <summary>The delay without jitter: the exponential backoff, or what the service requests if that is longer.</summary>
    /// <param name="retries">How many retries were made before.</param>
    /// <param name="requested">The delay that the service requests; null for none.</param>
    public TimeSpan DelayFor(int retries, TimeSpan? requested)
    {
        var backoff = Exponential(retries);
        return requested is { } delay && Limit(delay) > backoff ? Limit(delay) : backoff;
    }

    /// <summary>The part of a requested delay that is waited for.</summary>
    public TimeSpan Limit(TimeSpan requested) => requested > settings.MaxRetryAfter ? settings.MaxRetryAfter : requested;

    /// <summary>The delay with jitter on top, so that calls that failed together are not retried together.</summary>
    public TimeSpan DelayWithJitterFor(int retries, TimeSpan? requested) =>
        DelayFor(retries, requested) + Jitter(Exponential(retries) / 2);

    /// <summary>A random part of a time span.</summary>
#pragma warning disable CA5394 // Spreads load; nothing depends on it being unpredictable.
    public TimeSpan Jitter(TimeSpan most) => most * random.NextDouble();
#pragma warning restore CA5394

    private TimeSpan Exponential(int retries)
    {
        var doubled = settings.BaseDelay * Math.Pow(2, Math.Min(retries, MaxDoublings));
        return doubled < settings.MaxDelay ? doubled : settings.MaxDelay;
    }
}
