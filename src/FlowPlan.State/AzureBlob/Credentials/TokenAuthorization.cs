using FlowPlan.State.AzureBlob.Client;
using FlowPlan.State.Transport;

namespace FlowPlan.State.AzureBlob.Credentials;

/// <summary>Shows the token of an identity.</summary>
internal sealed class TokenAuthorization(AzureTokenChain tokens) : IBlobAuthorization
{
    public async ValueTask AuthorizeAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri!.Scheme != "https" && !request.RequestUri.IsLoopback)
            throw new CredentialException("an access token is sent over https alone", "set AZURE_STORAGE_SERVICE_ENDPOINT to an https URL");
        var token = await tokens.GetAsync(cancellationToken);
        if (!request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token.Value}"))
            throw new CredentialException("the access token contains characters that no request can have");
    }

    public void Dispose() => tokens.Dispose();
}
