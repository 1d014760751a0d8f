using Amazon;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

namespace FlowPlan.State.S3;

/// <summary>
/// The credentials of a role that a token of the CI system (OIDC) stands for. The client's own chain has them too, but looks up the class that
/// asks for them by its name, which a native binary does not have.
/// </summary>
internal sealed class WebIdentity(AmazonSecurityTokenServiceClient client, string tokenFile, string role, string session) : RefreshingAWSCredentials
{
    /// <summary>The credentials; null where the variables do not name both the file of the token and the role.</summary>
    public static WebIdentity? Of(string? region, IReadOnlyDictionary<string, string> environment)
    {
        string? Variable(string name) => environment.GetValueOrDefault(name) is { Length: > 0 } text ? text : null;
        if (Variable("AWS_WEB_IDENTITY_TOKEN_FILE") is not { } file || Variable("AWS_ROLE_ARN") is not { } role)
            return null;
        var config = new AmazonSecurityTokenServiceConfig { RegionEndpoint = RegionEndpoint.GetBySystemName(region ?? "us-east-1") };
        if (Variable("AWS_ENDPOINT_URL_STS") is { } endpoint)
            (config.ServiceURL, config.AuthenticationRegion) = (endpoint, region ?? "us-east-1");
        return new(new(new AnonymousAWSCredentials(), config), file, role, Variable("AWS_ROLE_SESSION_NAME") ?? "flowplan");
    }

    protected override CredentialsRefreshState GenerateNewCredentials() => GenerateNewCredentialsAsync().GetAwaiter().GetResult();

    protected override async Task<CredentialsRefreshState> GenerateNewCredentialsAsync()
    {
        var answer = await client.AssumeRoleWithWebIdentityAsync(new AssumeRoleWithWebIdentityRequest
        {
            RoleArn = role,
            RoleSessionName = session,
            WebIdentityToken = (await File.ReadAllTextAsync(tokenFile)).Trim(),
        });
        return new(answer.Credentials.GetCredentials(), answer.Credentials.Expiration!.Value);
    }
}
