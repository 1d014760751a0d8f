using FlowPlan.State.Transport;

namespace FlowPlan.State.AzureBlob.Credentials;

/// <summary>The token of the managed identity of an App Service, a function or a container app.</summary>
internal sealed class AppServiceTokens(RestClient client, AzureEnvironment environment, TimeProvider time) : ICredentialSource<AzureToken>
{
    private const string Source = "the identity endpoint of the service";

    public async Task<AzureToken?> ReadAsync(CancellationToken cancellationToken)
    {
        if (environment["IDENTITY_ENDPOINT"] is not { } endpoint || environment["IDENTITY_HEADER"] is not { } secret)
            return null;
        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            throw new CredentialException("IDENTITY_ENDPOINT is not an HTTP URL");
        var query = $"?api-version=2019-08-01&resource={Uri.EscapeDataString(AzureToken.Resource)}";
        if (environment["AZURE_CLIENT_ID"] is { } identity)
            query += $"&client_id={Uri.EscapeDataString(identity)}";
        using var request = new HttpRequestMessage(HttpMethod.Get, url.GetLeftPart(UriPartial.Path) + query);
        if (!request.Headers.TryAddWithoutValidation("X-IDENTITY-HEADER", secret))
            throw new CredentialException("IDENTITY_HEADER has several lines");
        var answer = await client.AskAsync(request, Source, cancellationToken);
        return answer.IsSuccess
            ? AzureToken.Read(answer.Body, "access_token", Source, time.GetUtcNow())
            : throw CredentialCalls.FaultOf(Source, answer, help: "check that the service has a managed identity, and that AZURE_CLIENT_ID is that of a user-assigned one, or is not set");
    }
}
