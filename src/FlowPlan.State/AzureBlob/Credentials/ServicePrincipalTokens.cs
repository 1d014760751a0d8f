using FlowPlan.State.Transport;

namespace FlowPlan.State.AzureBlob.Credentials;

/// <summary>The token of an application that variables name, with its secret or its certificate.</summary>
internal sealed class ServicePrincipalTokens(EntraTokens entra, AzureEnvironment environment, TimeProvider time) : ICredentialSource<AzureToken>
{
    public async Task<AzureToken?> ReadAsync(CancellationToken cancellationToken)
    {
        if (environment["AZURE_TENANT_ID"] is not { } tenant || environment["AZURE_CLIENT_ID"] is not { } application)
            return null;
        if (environment["AZURE_CLIENT_SECRET"] is { } secret)
            return await entra.AskAsync(tenant, application, _ => [("client_secret", secret)], cancellationToken);
        if (environment["AZURE_CLIENT_CERTIFICATE_PATH"] is not { } file)
            return null;
        using var certificate = ClientCertificate.Read(file, environment["AZURE_CLIENT_CERTIFICATE_PASSWORD"]);
        return await entra.AskAsync(tenant, application, address => EntraTokens.Assertion(certificate.Sign(address, application, time.GetUtcNow())), cancellationToken);
    }
}
