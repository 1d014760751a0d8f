using FlowPlan.Aep.Http.Messages;

namespace FlowPlan.Aep.Http;

/// <summary>Receives each attempt of each call, without headers, query and bodies, so that it cannot disclose a secret.</summary>
public interface IHttpTrace
{
    /// <summary>An attempt has ended.</summary>
    void Completed(HttpTraceEntry entry);

    /// <summary>Calls wait for some seconds or longer.</summary>
    void Waiting(HttpWait wait)
    {
    }

    /// <summary>A call waits until its object's state settles.</summary>
    void Waiting(TransientWait wait)
    {
    }
}

/// <summary>One attempt of a call.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path without the query.</param>
/// <param name="Status">The HTTP status; null if there was no response.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="Attempt">The number of the attempt, from 1.</param>
/// <param name="RequestId">The request ID of the response, or the one that was sent as <c>x-request-id</c>.</param>
public sealed record HttpTraceEntry(string Method, string Path, int? Status, TimeSpan Elapsed, int Attempt, string RequestId);
