using System.Net;
using Amazon.Runtime;
using FlowPlan.Core.State.Engines;

namespace FlowPlan.State.S3;

/// <summary>Turns what the client throws into findings. Of an answer only status and code are shown.</summary>
internal static class S3Faults
{
    private const string Permissions =
        "the identity needs s3:ListBucket on the bucket, and s3:GetObject, s3:PutObject and s3:DeleteObject on its objects; check AWS_PROFILE, AWS_ACCESS_KEY_ID or the web identity";

    /// <summary>Whether the client throws this when the server, the network or the credentials are at fault.</summary>
    public static bool IsFault(Exception fault) => fault is AmazonServiceException or AmazonClientException or HttpRequestException or IOException or UnauthorizedAccessException;

    /// <summary>The finding.</summary>
    public static EngineFaultException Of(string location, Exception fault) => fault switch
    {
        AmazonServiceException { StatusCode: not 0 } answer => OfAnswer(location, answer),
        AmazonServiceException or HttpRequestException or IOException or OperationCanceledException =>
            EngineFaults.Unreachable(location, (fault.InnerException ?? fault).Message, fault),
        _ => EngineFaults.AccessDenied(location, string.Join(' ', fault.Message.Split('\n', StringSplitOptions.TrimEntries)), Permissions, fault),
    };

    private static EngineFaultException OfAnswer(string location, AmazonServiceException answer)
    {
        var text = $"it answered with {(int)answer.StatusCode} {answer.ErrorCode}";
        return answer.StatusCode switch
        {
            HttpStatusCode.NotFound when answer.ErrorCode == "NoSuchBucket" => EngineFaults.LocationMissing(location, "the bucket of the state", "create it, or correct the location", answer),
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => EngineFaults.AccessDenied(location, text, Permissions, answer),
            HttpStatusCode.NotImplemented => EngineFaults.NotSupported(location, $"the server lacks conditional writes: {text}", "use a server that has If-Match and If-None-Match for PutObject"),

            // A conflict of two conditional writes: neither has been decided by the condition.
            HttpStatusCode.Conflict or HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError =>
                EngineFaults.Unreachable(location, text, answer),
            HttpStatusCode.BadRequest when answer.ErrorCode == "RequestTimeout" => EngineFaults.Unreachable(location, text, answer),
            HttpStatusCode.MovedPermanently or HttpStatusCode.TemporaryRedirect or HttpStatusCode.BadRequest =>
                EngineFaults.Rejected(location, text, "check that ?region= or AWS_REGION is the bucket's region", answer),
            _ => EngineFaults.Rejected(location, text, "see the log of the server", answer),
        };
    }
}
