using FlowPlan.State.Locations;
using FlowPlan.State.S3.Protocol;
using FlowPlan.State.Transport;

namespace FlowPlan.State.S3.Credentials;

/// <summary>The keys of a profile: its own, those of a role that it assumes, or those that a program prints.</summary>
internal sealed class ProfileKeys(Sts sts, AwsEnvironment environment, ICredentialSource<AwsKeys> variables, ICredentialSource<AwsKeys> container, ICredentialSource<AwsKeys> instance) : ICredentialSource<AwsKeys>
{
    public async Task<AwsKeys?> ReadAsync(CancellationToken cancellationToken)
    {
        if (environment.Profiles.Find(environment.ProfileName) is not null)
            return await ReadAsync(environment.ProfileName, [], cancellationToken);
        if (environment["AWS_PROFILE"] is { } name)
            throw new CredentialException($"AWS_PROFILE names the profile '{name}', which does not exist", "correct it, or check AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE");
        return null;
    }

    /// <param name="name">The profile.</param>
    /// <param name="users">The profiles that use it as their source.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The keys; null when it has only settings of other sorts.</returns>
    private async Task<AwsKeys?> ReadAsync(string name, IReadOnlyList<string> users, CancellationToken cancellationToken)
    {
        var profile = environment.Profiles.Find(name) ?? throw new CredentialException($"the profile '{users[^1]}' has the source_profile '{name}', which does not exist");
        string? Setting(string key) => profile.ValueOf(key);
        var isRepeated = users.Contains(name);

        // A profile may be its own source: then its keys assume its role.
        if (Setting("role_arn") is { } arn && !(isRepeated && users[^1] == name))
        {
            if (isRepeated)
                throw new CredentialException($"the source_profile of '{users[^1]}' leads back to '{name}'");
            return await AssumeAsync(name, new(arn, Setting("role_session_name"), Setting("external_id"), Setting("duration_seconds"), Setting("region")), Setting, users, cancellationToken);
        }

        if (Setting("aws_access_key_id") is { } id && Setting("aws_secret_access_key") is { } secret)
            return new(id, secret, Setting("aws_session_token"));
        if (Setting("credential_process") is { } command)
            return await ProcessKeys.ReadAsync(command, environment, cancellationToken);
        if (Setting("sso_session") is not null || Setting("sso_start_url") is not null || Setting("login_session") is not null)
        {
            throw new CredentialException(
                $"the profile '{name}' signs in through a browser (IAM Identity Center or 'aws login'), which FlowPlan does not do",
                $"run 'aws configure export-credentials --profile {name} --format env' and set the variables that it prints");
        }

        return null;
    }

    private async Task<AwsKeys> AssumeAsync(string name, Role role, Func<string, string?> setting, IReadOnlyList<string> users, CancellationToken cancellationToken)
    {
        if (setting("mfa_serial") is not null)
        {
            throw new CredentialException(
                $"the profile '{name}' asks for a code of a device (mfa_serial), which FlowPlan does not do",
                $"run 'aws configure export-credentials --profile {name} --format env' and set the variables that it prints");
        }

        if (setting("web_identity_token_file") is { } file)
            return await WebIdentityKeys.AssumeAsync(sts, role, file, cancellationToken);
        var keys = (setting("source_profile"), setting("credential_source")) switch
        {
            ({ } source, null) => await ReadAsync(source, [.. users, name], cancellationToken),
            (null, "Environment") => await variables.ReadAsync(cancellationToken),
            (null, "EcsContainer") => await container.ReadAsync(cancellationToken),
            (null, "Ec2InstanceMetadata") => await instance.ReadAsync(cancellationToken),
            _ => throw new CredentialException($"the profile '{name}' has a role_arn, and needs either a source_profile, a credential_source or a web_identity_token_file"),
        };
        return await sts.AssumeAsync(role, keys ?? throw new CredentialException($"the source of the profile '{name}' has no credentials"), cancellationToken);
    }
}
