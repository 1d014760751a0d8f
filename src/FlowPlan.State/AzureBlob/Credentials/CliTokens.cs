using FlowPlan.State.Transport;

namespace FlowPlan.State.AzureBlob.Credentials;

/// <summary>The token of who is signed in to the Azure CLI.</summary>
internal sealed class CliTokens(AzureEnvironment environment, TimeProvider time) : ICredentialSource<AzureToken>
{
    public async Task<AzureToken?> ReadAsync(CancellationToken cancellationToken)
    {
        if (ExternalProgram.Find(OperatingSystem.IsWindows() ? "az.cmd" : "az", environment.Variables) is not { } program)
            return null;
        var (exitCode, output) = await ExternalProgram.RunAsync(
            program, ["account", "get-access-token", "--output", "json", "--resource", AzureToken.Resource], environment.Variables, cancellationToken);
        return exitCode == 0
            ? AzureToken.Read(output, "accessToken", "the Azure CLI", time.GetUtcNow())
            : throw new CredentialException($"no credentials of Azure were found: the Azure CLI ended with exit code {exitCode}", "run 'az login', or set AZURE_STORAGE_CONNECTION_STRING, AZURE_STORAGE_SAS_TOKEN or AZURE_STORAGE_KEY");
    }
}
