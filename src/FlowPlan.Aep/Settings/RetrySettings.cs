namespace FlowPlan.Aep.Settings;

/// <summary>How long and how often a call is tried.</summary>
public sealed record RetrySettings
{
    /// <summary>How often one call is sent at most, the first time included.</summary>
    public int MaxAttempts { get; init; } = 5;

    /// <summary>The wait before the first repetition; it doubles with each one, with jitter.</summary>
    public TimeSpan BaseDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait between two attempts where the service names none.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest wait that a service's <c>Retry-After</c> may ask for; a longer one is cut to this.</summary>
    public TimeSpan MaxRetryAfter { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long one attempt may take, the reading of the answer included.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>How long one call may take with all its repetitions and waits.</summary>
    public TimeSpan TotalTimeout { get; init; } = TimeSpan.FromMinutes(8);

    /// <summary>How long a state that clears by itself, such as <c>updating</c>, is waited for.</summary>
    public TimeSpan TransientBudget { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The wait between two looks at such a state.</summary>
    public TimeSpan TransientDelay { get; init; } = TimeSpan.FromSeconds(3);
}
