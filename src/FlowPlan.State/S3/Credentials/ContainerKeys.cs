using System.Net;
using FlowPlan.State.S3.Protocol;
using FlowPlan.State.Transport;

namespace FlowPlan.State.S3.Credentials;

/// <summary>Keys that the agent of ECS or EKS gives to a container.</summary>
internal sealed class ContainerKeys(RestClient client, AwsEnvironment environment) : ICredentialSource<AwsKeys>
{
    private const string Source = "the credentials service of the container";

    /// <summary>The agents of ECS and of EKS.</summary>
    private static readonly IPAddress[] Agents = [IPAddress.Parse("169.254.170.2"), IPAddress.Parse("169.254.170.23"), IPAddress.Parse("fd00:ec2::23")];

    public async Task<AwsKeys?> ReadAsync(CancellationToken cancellationToken)
    {
        if (Address() is not { } address)
            return null;
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (await TokenAsync(cancellationToken) is { } token && (token.AsSpan().ContainsAny('\r', '\n') || !request.Headers.TryAddWithoutValidation("Authorization", token)))
            throw new CredentialException("the authorization token of the container has several lines", "check AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE");
        var answer = await client.AskAsync(request, Source, cancellationToken);
        return answer.IsSuccess ? AwsKeysText.Read(answer.Body, "Token", Source) : throw CredentialCalls.FaultOf(Source, answer);
    }

    private Uri? Address()
    {
        if (environment["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"] is { } path)
        {
            return path[0] == '/'
                ? new($"http://169.254.170.2{path}")
                : throw new CredentialException("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI does not begin with '/'");
        }

        if (environment["AWS_CONTAINER_CREDENTIALS_FULL_URI"] is not { } text)
            return null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw new CredentialException("AWS_CONTAINER_CREDENTIALS_FULL_URI is not an HTTP URL");

        // Whoever could set the variable to another host would be sent the token in clear.
        return address.Scheme == "https" || address.IsLoopback || (IPAddress.TryParse(address.DnsSafeHost, out var ip) && Agents.Contains(ip))
            ? address
            : throw new CredentialException($"AWS_CONTAINER_CREDENTIALS_FULL_URI names the host '{address.Host}', which is allowed with https alone");
    }

    private async Task<string?> TokenAsync(CancellationToken cancellationToken)
    {
        if (environment["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"] is not { } file)
            return environment["AWS_CONTAINER_AUTHORIZATION_TOKEN"];
        try
        {
            return (await File.ReadAllTextAsync(file, cancellationToken)).TrimEnd();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CredentialException($"the authorization token in '{file}' cannot be read", "check AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", inner: fault);
        }
    }
}
