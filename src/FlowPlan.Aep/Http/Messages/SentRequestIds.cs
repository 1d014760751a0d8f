using System.Collections.Concurrent;

namespace FlowPlan.Aep.Http.Messages;

/// <summary>
/// The request IDs that this process has sent. A service may respond with an ID of its own; a response with the ID of another
/// call belongs to that call, as happens when a proxy mixes up the responses on a kept connection.
/// </summary>
internal sealed class SentRequestIds
{
    private readonly ConcurrentDictionary<Guid, byte> sent = new();

    /// <summary>Takes the ID of a call that is about to be sent.</summary>
    public void Add(string requestId)
    {
        if (Guid.TryParse(requestId, out var id))
            sent.TryAdd(id, 0);
    }

    /// <summary>Whether a response with this ID belongs to another call.</summary>
    /// <param name="requestId">The ID that was sent with the call.</param>
    /// <param name="responseId">The ID in the response; null if there is none.</param>
    public bool IsOfAnotherCall(string requestId, string? responseId) =>
        Guid.TryParse(responseId, out var id) && Guid.TryParse(requestId, out var own) && id != own && sent.ContainsKey(id);
}
