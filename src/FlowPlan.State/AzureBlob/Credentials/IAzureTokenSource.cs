namespace FlowPlan.State.AzureBlob.Credentials;

/// <summary>A place where a token may be had.</summary>
internal interface IAzureTokenSource
{
    /// <summary>A token; null where the place is not set up, so that the next one is asked.</summary>
    /// <exception cref="Transport.CredentialException">It is set up, and gives no token all the same.</exception>
    Task<AzureToken?> ReadAsync(CancellationToken cancellationToken);
}
