using FlowPlan.State.Transport;

namespace FlowPlan.State.AzureBlob.Credentials;

/// <summary>The token of an application that trusts the tokens of a cluster or a CI system.</summary>
internal sealed class WorkloadIdentityTokens(EntraTokens entra, AzureEnvironment environment) : ICredentialSource<AzureToken>
{
    public async Task<AzureToken?> ReadAsync(CancellationToken cancellationToken)
    {
        if (environment["AZURE_TENANT_ID"] is not { } tenant || environment["AZURE_CLIENT_ID"] is not { } application || environment["AZURE_FEDERATED_TOKEN_FILE"] is not { } file)
            return null;
        string text;
        try
        {
            // It is read each time, because others renew it.
            text = (await File.ReadAllTextAsync(file, cancellationToken)).Trim();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CredentialException($"the federated token in '{file}' cannot be read", "check AZURE_FEDERATED_TOKEN_FILE", inner: fault);
        }

        return await entra.AskAsync(tenant, application, _ => EntraTokens.Assertion(text), cancellationToken);
    }
}
