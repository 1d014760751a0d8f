using System.Net;
using FlowPlan.State.Transport;

namespace FlowPlan.State.AzureBlob.Credentials;

/// <summary>The token of the managed identity of a virtual machine, from its metadata service.</summary>
internal sealed class MachineTokens(RestClient client, AzureEnvironment environment, TimeProvider time) : ICredentialSource<AzureToken>
{
    private const string Source = "the metadata service of the machine";

    /// <summary>Whether it has answered before: then it is no longer in doubt whether this is a machine of Azure.</summary>
    private bool isKnown;

    public async Task<AzureToken?> ReadAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Address());
        request.Headers.TryAddWithoutValidation("Metadata", "true");
        RestAnswer answer;
        try
        {
            answer = await client.AskAsync(request, Source, cancellationToken);
        }
        catch (CredentialException fault) when (fault.IsTransient && !isKnown)
        {
            return null;
        }

        if (answer.IsSuccess)
        {
            var token = AzureToken.Read(answer.Body, "access_token", Source, time.GetUtcNow());
            isKnown = true;
            return token;
        }

        // The machine may have no identity, and in another cloud something else has this address.
        if (!isKnown && !answer.IsTransient && answer.Status != HttpStatusCode.Gone)
            return null;
        throw new CredentialException($"{Source} answered with {(int)answer.Status}", isTransient: answer.IsTransient || answer.Status == HttpStatusCode.Gone);
    }

    private Uri Address()
    {
        if (!Uri.TryCreate(environment["AZURE_POD_IDENTITY_AUTHORITY_HOST"] ?? "http://169.254.169.254", UriKind.Absolute, out var host) || host.Scheme is not ("http" or "https"))
            throw new CredentialException("AZURE_POD_IDENTITY_AUTHORITY_HOST is not an HTTP URL", "correct it, or unset it");
        var identity = environment["AZURE_CLIENT_ID"] is { } id ? $"&client_id={Uri.EscapeDataString(id)}" : string.Empty;
        return new(host, $"/metadata/identity/oauth2/token?api-version=2018-02-01&resource={Uri.EscapeDataString(AzureToken.Resource)}{identity}");
    }
}
