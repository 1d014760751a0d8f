namespace FlowPlan.Emulator.Http;

/// <summary>Rejects a request with a response in the error format of the service.</summary>
internal sealed class ErrorReplyException(Reply reply) : Exception($"rejected with {reply.Status}")
{
    public Reply Reply { get; } = reply;
}
