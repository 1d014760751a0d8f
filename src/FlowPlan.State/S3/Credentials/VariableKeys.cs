using FlowPlan.State.S3.Protocol;
using FlowPlan.State.Transport;

namespace FlowPlan.State.S3.Credentials;

/// <summary>Keys in variables.</summary>
internal sealed class VariableKeys(AwsEnvironment environment) : ICredentialSource<AwsKeys>
{
    public Task<AwsKeys?> ReadAsync(CancellationToken cancellationToken)
    {
        if (environment["AWS_ACCESS_KEY_ID"] is not { } id)
            return Task.FromResult<AwsKeys?>(null);
        return environment["AWS_SECRET_ACCESS_KEY"] is { } secret
            ? Task.FromResult<AwsKeys?>(new(id, secret, environment["AWS_SESSION_TOKEN"]))
            : throw new CredentialException("AWS_ACCESS_KEY_ID is set, but AWS_SECRET_ACCESS_KEY is not", "set both or neither");
    }
}
