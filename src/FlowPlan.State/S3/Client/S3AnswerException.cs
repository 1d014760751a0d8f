using System.Net;

namespace FlowPlan.State.S3.Client;

/// <summary>S3 answered a request with an error.</summary>
/// <param name="status">The status.</param>
/// <param name="code">The code; empty where the answer has none.</param>
/// <param name="requestId">The ID under which AWS finds the request; null where there is none.</param>
internal sealed class S3AnswerException(HttpStatusCode status, string code, string? requestId) : Exception($"{(int)status} {code}")
{
    public HttpStatusCode Status { get; } = status;

    public string Code { get; } = code;

    public string? RequestId { get; } = requestId;

    /// <summary>Whether the object does not exist, in a bucket that does.</summary>
    public bool IsMissing => Status == HttpStatusCode.NotFound && Code != "NoSuchBucket";
}
