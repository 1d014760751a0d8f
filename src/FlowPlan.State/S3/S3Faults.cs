using System.Net;
using FlowPlan.Core.State.Engines;
using FlowPlan.State.S3.Client;
using FlowPlan.State.Transport;

namespace FlowPlan.State.S3;

/// <summary>Turns what the client throws into findings. Of an answer only status, code and the ID of the request are shown.</summary>
internal static class S3Faults
{
    private const string Permissions =
        "the identity needs s3:ListBucket on the bucket, and s3:GetObject, s3:PutObject and s3:DeleteObject on its objects; check AWS_PROFILE, AWS_ACCESS_KEY_ID or the web identity";

    /// <summary>Whether the client throws this when the server, the network or the credentials are at fault.</summary>
    public static bool IsFault(Exception fault) => fault is S3AnswerException || RestFaults.IsFault(fault);

    /// <summary>The finding.</summary>
    public static EngineFaultException Of(string location, Exception fault) =>
        fault is S3AnswerException answer ? OfAnswer(location, answer) : RestFaults.Of(location, fault, Permissions);

    private static EngineFaultException OfAnswer(string location, S3AnswerException answer)
    {
        var text = $"it answered with {(int)answer.Status} {answer.Code}".TrimEnd() + (answer.RequestId is { } id ? $" (request {id})" : string.Empty);
        return answer.Status switch
        {
            HttpStatusCode.NotFound when answer.Code == "NoSuchBucket" => EngineFaults.LocationMissing(location, "the bucket of the state", "create it, or correct the location", answer),
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => EngineFaults.AccessDenied(
                location, text, answer.Code == "RequestTimeTooSkewed" ? "set the clock of this machine" : Permissions, answer),
            HttpStatusCode.NotImplemented => EngineFaults.NotSupported(location, $"the server lacks conditional writes: {text}", "use a server that has If-Match and If-None-Match for PutObject"),

            // A conflict of two conditional writes: neither has been decided by the condition.
            HttpStatusCode.Conflict or HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError =>
                EngineFaults.Unreachable(location, text, answer),
            HttpStatusCode.BadRequest when answer.Code == "RequestTimeout" => EngineFaults.Unreachable(location, text, answer),
            HttpStatusCode.MovedPermanently or HttpStatusCode.TemporaryRedirect or HttpStatusCode.BadRequest =>
                EngineFaults.Rejected(location, text, "check that ?region= or AWS_REGION is the bucket's region", answer),
            _ => EngineFaults.Rejected(location, text, "see the log of the server", answer),
        };
    }
}
