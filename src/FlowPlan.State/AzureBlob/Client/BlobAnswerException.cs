using System.Net;

namespace FlowPlan.State.AzureBlob.Client;

/// <summary>Blob Storage answered a request with an error.</summary>
/// <param name="status">The status.</param>
/// <param name="code">The code; empty where the answer has none.</param>
/// <param name="requestId">The ID under which Azure finds the request; null where there is none.</param>
internal sealed class BlobAnswerException(HttpStatusCode status, string code, string? requestId) : Exception($"{(int)status} {code}")
{
    public HttpStatusCode Status { get; } = status;

    public string Code { get; } = code;

    public string? RequestId { get; } = requestId;

    /// <summary>Whether the server says that the lease of the request is not that of the blob.</summary>
    public bool IsLeaseLost => Status is HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed && Code.StartsWith("Lease", StringComparison.Ordinal);

    /// <summary>Whether the blob was changed, or is there already.</summary>
    public bool IsChanged => Status == HttpStatusCode.PreconditionFailed || (Status == HttpStatusCode.Conflict && Code == "BlobAlreadyExists");

    /// <summary>Whether there is no such blob, in a container that exists.</summary>
    public bool IsMissing => Status == HttpStatusCode.NotFound && Code != "ContainerNotFound";
}
