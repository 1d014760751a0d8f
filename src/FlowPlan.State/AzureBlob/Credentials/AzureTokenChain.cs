using FlowPlan.State.Transport;

namespace FlowPlan.State.AzureBlob.Credentials;

/// <summary>
/// The default chain of Azure: a service principal in variables, workload identity, a managed identity, the Azure CLI. The first that is set up is used.
/// </summary>
internal sealed class AzureTokenChain : IDisposable
{
    /// <summary>A managed identity may have to get its first token from far away.</summary>
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(30);

    private readonly RestClient servers;
    private readonly RestClient machine;
    private readonly IReadOnlyList<ICredentialSource<AzureToken>> sources;
    private readonly Refreshed<AzureToken> tokens;

    public AzureTokenChain(AzureEnvironment environment, TimeProvider time)
    {
        (servers, machine) = (RestClient.ToServers(time), RestClient.ToThisMachine(LongestAnswer, time));
        var entra = new EntraTokens(servers, environment, time);
        sources =
        [
            new ServicePrincipalTokens(entra, environment, time),
            new WorkloadIdentityTokens(entra, environment),
            new AppServiceTokens(machine, environment, time),
            new MachineTokens(machine, environment, time),
            new CliTokens(environment, time),
        ];
        tokens = new(AskAsync, t => t.End, time);
    }

    /// <summary>The token, which lasts for a while.</summary>
    public Task<AzureToken> GetAsync(CancellationToken cancellationToken) => tokens.GetAsync(cancellationToken);

    public void Dispose()
    {
        tokens.Dispose();
        servers.Dispose();
        machine.Dispose();
    }

    private async Task<AzureToken> AskAsync(CancellationToken cancellationToken) =>
        await sources.FirstAsync(cancellationToken) ?? throw new CredentialException("no credentials of Azure were found");
}
