namespace FlowPlan.Aep.Http;

/// <summary>Is told of each attempt of each call. It is given no headers, no query and no bodies, so that it cannot give a secret away.</summary>
public interface IHttpTrace
{
    /// <summary>An attempt has ended.</summary>
    void Completed(HttpTraceEntry entry);
}

/// <summary>One attempt of a call.</summary>
/// <param name="Method">The verb.</param>
/// <param name="Path">The path without the query.</param>
/// <param name="Status">The HTTP status; null when no answer came.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="Attempt">The number of the attempt, from 1.</param>
/// <param name="RequestId">The id that was sent as <c>x-request-id</c>, or the one that the service answered with.</param>
public sealed record HttpTraceEntry(string Method, string Path, int? Status, TimeSpan Elapsed, int Attempt, string RequestId);
