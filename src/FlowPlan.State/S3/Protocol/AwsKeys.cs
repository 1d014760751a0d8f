namespace FlowPlan.State.S3.Protocol;

/// <summary>The keys that requests to AWS are signed with.</summary>
/// <param name="Id">The access key ID.</param>
/// <param name="Secret">The secret access key.</param>
/// <param name="Token">The session token of temporary keys; null for others.</param>
/// <param name="End">When they expire; null for never.</param>
internal sealed record AwsKeys(string Id, string Secret, string? Token = null, DateTimeOffset? End = null)
{
    /// <summary>Without the secrets, wherever it is printed.</summary>
    public override string ToString() => "access key";
}
