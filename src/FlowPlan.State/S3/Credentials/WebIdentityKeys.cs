using FlowPlan.State.S3.Protocol;
using FlowPlan.State.Transport;

namespace FlowPlan.State.S3.Credentials;

/// <summary>Temporary keys of a role that a token of the CI system or the cluster (OIDC) stands for.</summary>
internal sealed class WebIdentityKeys(Sts sts, AwsEnvironment environment) : ICredentialSource<AwsKeys>
{
    public async Task<AwsKeys?> ReadAsync(CancellationToken cancellationToken)
    {
        if (environment["AWS_WEB_IDENTITY_TOKEN_FILE"] is not { } file || environment["AWS_ROLE_ARN"] is not { } role)
            return null;
        return await AssumeAsync(sts, new(role, environment["AWS_ROLE_SESSION_NAME"]), file, cancellationToken);
    }

    /// <summary>Gives the token in a file for the keys of a role. The file is read each time, because others renew it.</summary>
    public static async Task<AwsKeys> AssumeAsync(Sts sts, Role role, string file, CancellationToken cancellationToken)
    {
        string token;
        try
        {
            token = (await File.ReadAllTextAsync(file, cancellationToken)).Trim();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CredentialException($"the web identity token in '{file}' cannot be read", "check AWS_WEB_IDENTITY_TOKEN_FILE", inner: fault);
        }

        return await sts.AssumeAsync(role, token, cancellationToken);
    }
}
