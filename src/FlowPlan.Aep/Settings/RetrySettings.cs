namespace FlowPlan.Aep.Settings;

/// <summary>How long and how often a call is tried.</summary>
public sealed record RetrySettings
{
    /// <summary>How many attempts of one call may fail. Attempts that are rate-limited (429) do not count; 1 turns all retries off.</summary>
    public int MaxAttempts { get; init; } = 5;

    /// <summary>The delay before the first retry; it doubles with each one. Jitter is added.</summary>
    public TimeSpan BaseDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest delay between two attempts, without jitter, unless the service requests a longer one.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest delay that a service's <c>Retry-After</c> may request; a longer one is shortened to this.</summary>
    public TimeSpan MaxRetryAfter { get; } = TimeSpan.FromMinutes(2);

    /// <summary>How long establishing a connection may take.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long one attempt may take, reading the response included.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>How long one call may take with all its retries and delays.</summary>
    public TimeSpan TotalTimeout { get; init; } = TimeSpan.FromMinutes(8);

    /// <summary>How long to wait for a transient state of an object, such as <c>updating</c>, to change.</summary>
    public TimeSpan TransientBudget { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The delay between two checks of such a state.</summary>
    public TimeSpan TransientDelay { get; init; } = TimeSpan.FromSeconds(3);
}
