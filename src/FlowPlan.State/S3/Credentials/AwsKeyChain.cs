using FlowPlan.State.S3.Protocol;
using FlowPlan.State.Transport;

namespace FlowPlan.State.S3.Credentials;

/// <summary>The default chain of AWS: variables, a web identity, profiles, a container, an instance. The first that is set up is used.</summary>
internal sealed class AwsKeyChain : IDisposable
{
    private const string Help =
        "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, AWS_PROFILE, or AWS_WEB_IDENTITY_TOKEN_FILE and AWS_ROLE_ARN; see docs/state.md";

    /// <summary>In a container whose packets must not pass a router, the metadata of an instance is asked for and never answers.</summary>
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(5);

    private readonly RestClient servers;
    private readonly RestClient machine;
    private readonly IReadOnlyList<ICredentialSource<AwsKeys>> sources;
    private readonly Refreshed<AwsKeys> keys;

    /// <param name="environment">The variables.</param>
    /// <param name="region">The region of the bucket, whose service gives temporary keys unless a profile names another.</param>
    /// <param name="time">The clock.</param>
    public AwsKeyChain(AwsEnvironment environment, string region, TimeProvider time)
    {
        (servers, machine) = (RestClient.ToServers(time), RestClient.ToThisMachine(LongestAnswer, time));
        var sts = new Sts(servers, environment, region, time);
        var (variables, container, instance) = (new VariableKeys(environment), new ContainerKeys(machine, environment), new InstanceKeys(machine, environment));
        sources = [variables, new WebIdentityKeys(sts, environment), new ProfileKeys(sts, environment, variables, container, instance), container, instance];
        keys = new(AskAsync, k => k.End, time);
    }

    /// <summary>The keys, which last for a while.</summary>
    public Task<AwsKeys> GetAsync(CancellationToken cancellationToken) => keys.GetAsync(cancellationToken);

    public void Dispose()
    {
        keys.Dispose();
        servers.Dispose();
        machine.Dispose();
    }

    private async Task<AwsKeys> AskAsync(CancellationToken cancellationToken) =>
        await sources.FirstAsync(cancellationToken) ?? throw new CredentialException("no credentials of AWS were found", Help);
}
