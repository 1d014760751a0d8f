using System.Net;
using System.Text;
using FlowPlan.State.S3.Protocol;
using FlowPlan.State.Transport;

namespace FlowPlan.State.S3.Credentials;

/// <summary>Keys of the role of an EC2 instance, from its metadata service. Only its second version is used, which asks for a token first.</summary>
internal sealed class InstanceKeys(RestClient client, AwsEnvironment environment) : ICredentialSource<AwsKeys>
{
    private const string Source = "the metadata service of the instance";
    private const string Roles = "latest/meta-data/iam/security-credentials/";

    /// <summary>Whether it has answered before: then it is no longer in doubt whether this is an instance.</summary>
    private bool isKnown;

    public async Task<AwsKeys?> ReadAsync(CancellationToken cancellationToken)
    {
        if (environment.IsTrue("AWS_EC2_METADATA_DISABLED"))
            return null;
        RestAnswer asked;
        try
        {
            asked = await SendAsync(HttpMethod.Put, "latest/api/token", null, cancellationToken);
        }
        catch (CredentialException fault) when (fault.IsTransient && !isKnown)
        {
            return null;
        }

        // Something else may answer at that address, where this is not an instance.
        if (!asked.IsSuccess)
            return asked.IsTransient || isKnown ? throw CredentialCalls.FaultOf(Source, asked) : null;
        var token = TextOf(asked);
        var roles = await SendAsync(HttpMethod.Get, Roles, token, cancellationToken);
        if (roles.Status == HttpStatusCode.NotFound)
            return null;
        var role = TextOf(roles).Split('\n')[0].Trim();
        var answer = await SendAsync(HttpMethod.Get, Roles + Uri.EscapeDataString(role), token, cancellationToken);
        if (!answer.IsSuccess)
            throw CredentialCalls.FaultOf(Source, answer);
        var keys = AwsKeysText.Read(answer.Body, "Token", Source);
        isKnown = true;
        return keys;
    }

    private static string TextOf(RestAnswer answer) =>
        answer.IsSuccess ? Encoding.UTF8.GetString(answer.Body).Trim() : throw CredentialCalls.FaultOf(Source, answer);

    private async Task<RestAnswer> SendAsync(HttpMethod method, string path, string? token, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(Server(), path));
        if (!request.Headers.TryAddWithoutValidation(token is null ? "X-aws-ec2-metadata-token-ttl-seconds" : "X-aws-ec2-metadata-token", token ?? "21600"))
            throw new CredentialException($"{Source} gave a token that is not one");
        return await client.AskAsync(request, Source, cancellationToken);
    }

    private Uri Server()
    {
        if (environment["AWS_EC2_METADATA_SERVICE_ENDPOINT"] is not { } text)
            return new(string.Equals(environment["AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE"], "IPv6", StringComparison.OrdinalIgnoreCase) ? "http://[fd00:ec2::254]/" : "http://169.254.169.254/");
        return Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var url) && url.Scheme is ("http" or "https")
            ? url
            : throw new CredentialException("AWS_EC2_METADATA_SERVICE_ENDPOINT is not an HTTP URL", "correct it, or unset it");
    }
}
