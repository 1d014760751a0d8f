using FlowPlan.State.S3.Protocol;

namespace FlowPlan.State.S3.Credentials;

/// <summary>A place where keys may be.</summary>
internal interface IAwsKeySource
{
    /// <summary>The keys; null where the place is not set up, so that the next one is asked.</summary>
    /// <exception cref="Transport.CredentialException">It is set up, and gives no keys all the same.</exception>
    /// <exception cref="HttpRequestException">It does not answer.</exception>
    Task<AwsKeys?> ReadAsync(CancellationToken cancellationToken);
}
