namespace FlowPlan.State.AzureBlob.Client;

/// <summary>Adds a shared access signature to the parameters of requests.</summary>
/// <param name="signature">The signature, as it was given.</param>
internal sealed class SasAuthorization(string signature) : IBlobAuthorization
{
    private static readonly UriCreationOptions Exact = new() { DangerousDisablePathAndQueryCanonicalization = true };

    public ValueTask AuthorizeAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var url = request.RequestUri!;
        request.RequestUri = new($"{url.AbsoluteUri}{(url.Query.Length > 0 ? '&' : '?')}{signature.TrimStart('?')}", Exact);
        return ValueTask.CompletedTask;
    }

    public void Dispose()
    {
    }
}
