namespace FlowPlan.Aep.Http.Messages;

/// <summary>The state of a call while it passes the handlers; one per call, shared by all its attempts.</summary>
/// <param name="request">The call.</param>
/// <param name="requestId">The ID sent as <c>x-request-id</c>.</param>
/// <param name="started">The timestamp at which the call began.</param>
internal sealed class CallState(ServiceRequest request, string requestId, long started)
{
    /// <summary>The key of the state in the request's options.</summary>
    public static readonly HttpRequestOptionsKey<CallState> Key = new("FlowPlan.Call");

    /// <summary>The call.</summary>
    public ServiceRequest Request { get; } = request;

    /// <summary>The ID sent as <c>x-request-id</c>.</summary>
    public string RequestId { get; } = requestId;

    /// <summary>The timestamp at which the call began.</summary>
    public long Started { get; } = started;

    /// <summary>How many times the call was handed to the network.</summary>
    public int Attempts { get; set; }

    /// <summary>How many attempts failed, without those that were rate-limited.</summary>
    public int Failures { get; set; }

    /// <summary>How many retries were made, for whichever reason.</summary>
    public int Retries { get; set; }

    /// <summary>Whether the last attempt was rate-limited.</summary>
    public bool RateLimited { get; set; }

    /// <summary>The delay before the next retry.</summary>
    public TimeSpan NextDelay { get; set; }

    /// <summary>Whether an attempt reached the service, or may have: only then is the request ID of use to its support.</summary>
    public bool WasSent { get; set; }

    /// <summary>Whether an attempt may have been applied by the service without a reliable response.</summary>
    public bool MayHaveHappened { get; set; }

    /// <summary>The state of a request.</summary>
    public static CallState Of(HttpRequestMessage message) =>
        message.Options.TryGetValue(Key, out var state) ? state : throw new InvalidOperationException("The request has no call state.");
}
