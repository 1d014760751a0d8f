namespace FlowPlan.Aep.Http;

/// <summary>What is kept of a call while it passes the handlers; one per call, all its attempts included.</summary>
internal sealed class CallState(ServiceRequest request, string requestId)
{
    /// <summary>Where the state is kept on the request.</summary>
    public static readonly HttpRequestOptionsKey<CallState> Key = new("FlowPlan.Call");

    /// <summary>The call.</summary>
    public ServiceRequest Request { get; } = request;

    /// <summary>The id sent as <c>x-request-id</c>.</summary>
    public string RequestId { get; } = requestId;

    /// <summary>How many times it has been handed to the network.</summary>
    public int Attempts { get; set; }

    /// <summary>Whether an attempt may have reached the service without a trustworthy answer.</summary>
    public bool MayHaveHappened { get; set; }

    /// <summary>The state of a request.</summary>
    public static CallState Of(HttpRequestMessage message) =>
        message.Options.TryGetValue(Key, out var state) ? state : throw new InvalidOperationException("A request without a call.");
}
