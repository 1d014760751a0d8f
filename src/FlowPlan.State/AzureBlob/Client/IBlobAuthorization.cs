namespace FlowPlan.State.AzureBlob.Client;

/// <summary>Shows the service who asks.</summary>
internal interface IBlobAuthorization : IDisposable
{
    /// <summary>Authorizes a request, which is complete otherwise.</summary>
    ValueTask AuthorizeAsync(HttpRequestMessage request, CancellationToken cancellationToken);
}
