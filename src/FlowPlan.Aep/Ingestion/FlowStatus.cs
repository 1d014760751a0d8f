namespace FlowPlan.Aep.Ingestion;

/// <summary>A flow as the platform has it.</summary>
/// <param name="State">Its state, such as <c>enabled</c>.</param>
/// <param name="Created">When it was created.</param>
public sealed record FlowStatus(string? State, DateTimeOffset? Created)
{
    /// <summary>Whether it takes data.</summary>
    /// <param name="delay">How long a new flow takes until it does.</param>
    /// <param name="now">The time.</param>
    public FlowLife At(TimeSpan delay, DateTimeOffset now) => State?.ToLowerInvariant() switch
    {
        "enabled" or "updating" => Created is { } created && created + delay > now ? new(FlowReadiness.Young, created + delay - now) : new(FlowReadiness.Live, TimeSpan.Zero),
        "initializing" or "enabling" or "enabled-finalizing" or "publishing" => new(FlowReadiness.Starting, Created is { } created && created + delay > now ? created + delay - now : TimeSpan.Zero),
        _ => new(FlowReadiness.Off, TimeSpan.Zero),
    };
}

/// <summary>Whether a flow takes data, and how long it is still expected to take until it does.</summary>
public sealed record FlowLife(FlowReadiness Readiness, TimeSpan Remaining)
{
    /// <summary>Whether it takes data.</summary>
    public bool IsLive => Readiness == FlowReadiness.Live;
}

/// <summary>Whether a flow takes data.</summary>
public enum FlowReadiness
{
    /// <summary>It takes data.</summary>
    Live,

    /// <summary>It is enabled, but so new that it may not take data yet.</summary>
    Young,

    /// <summary>The platform is still setting it up.</summary>
    Starting,

    /// <summary>It is disabled, or in another state in which it takes no data.</summary>
    Off,
}
