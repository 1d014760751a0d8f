using System.Text;
using System.Xml;
using FlowPlan.State.S3.Protocol;
using FlowPlan.State.Transport;

namespace FlowPlan.State.S3.Credentials;

/// <summary>A role of AWS.</summary>
/// <param name="Arn">Its ARN.</param>
/// <param name="Session">What the session is called in its log; null for the usual name.</param>
/// <param name="ExternalId">What the role asks of others; null for nothing.</param>
/// <param name="Seconds">How long the keys last; null for the usual time.</param>
/// <param name="Region">The region whose service gives the keys; null for that of the bucket.</param>
internal sealed record Role(string Arn, string? Session = null, string? ExternalId = null, string? Seconds = null, string? Region = null);

/// <summary>The Security Token Service of AWS, which gives temporary keys of a role. Asking again does no harm.</summary>
internal sealed class Sts(RestClient client, AwsEnvironment environment, string region, TimeProvider time)
{
    private const string Help = "check that the role exists, and that its trust policy allows this identity";

    /// <summary>The keys of a role, for a token that stands for it.</summary>
    public Task<AwsKeys> AssumeAsync(Role role, string webIdentityToken, CancellationToken cancellationToken) =>
        AskAsync("AssumeRoleWithWebIdentity", role, ("WebIdentityToken", webIdentityToken), null, cancellationToken);

    /// <summary>The keys of a role, for other keys.</summary>
    public Task<AwsKeys> AssumeAsync(Role role, AwsKeys keys, CancellationToken cancellationToken) =>
        AskAsync("AssumeRole", role, ("ExternalId", role.ExternalId), keys, cancellationToken);

    private async Task<AwsKeys> AskAsync(string action, Role role, (string Name, string? Value) other, AwsKeys? keys, CancellationToken cancellationToken)
    {
        var signingRegion = role.Region ?? region;
        (string Name, string? Value)[] form =
        [
            ("Action", action),
            ("Version", "2011-06-15"),
            ("RoleArn", role.Arn),
            ("RoleSessionName", role.Session ?? "flowplan"),
            ("DurationSeconds", role.Seconds),
            other,
        ];
        var content = Encoding.UTF8.GetBytes(string.Join('&', form.Where(f => f.Value is not null).Select(f => $"{f.Name}={Uri.EscapeDataString(f.Value!)}")));
        using var request = new HttpRequestMessage(HttpMethod.Post, AddressIn(signingRegion)) { Content = new ByteArrayContent(content) };
        request.Content.Headers.ContentType = new("application/x-www-form-urlencoded") { CharSet = "utf-8" };
        if (keys is not null)
            SigV4.Sign(request, content, "sts", signingRegion, keys, time.GetUtcNow());
        return Read(action, await client.AskAsync(request, $"STS ({action})", cancellationToken));
    }

    private Uri AddressIn(string signingRegion)
    {
        if ((environment["AWS_ENDPOINT_URL_STS"] ?? environment["AWS_ENDPOINT_URL"]) is not { } text)
            return environment.Hosts.Sts(signingRegion);
        return Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is ("http" or "https")
            ? url
            : throw new CredentialException("AWS_ENDPOINT_URL_STS or AWS_ENDPOINT_URL is not an HTTP URL", "correct it, or unset it");
    }

    private static AwsKeys Read(string action, RestAnswer answer)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            foreach (var (path, text) in XmlTexts.Read(answer.Body))
            {
                if (text is not null)
                    texts.TryAdd(path[(path.LastIndexOf('/') + 1)..], text);
            }
        }
        catch (XmlException)
        {
            // What can be said of such an answer is its status.
            texts.Clear();
        }

        if (answer.IsSuccess)
        {
            return AwsKeysText.Of(
                texts.GetValueOrDefault("AccessKeyId"), texts.GetValueOrDefault("SecretAccessKey"), texts.GetValueOrDefault("SessionToken"), texts.GetValueOrDefault("Expiration"), "STS");
        }

        var code = AnswerWord.Of(texts.GetValueOrDefault("Code"));
        throw new CredentialException(
            $"STS answered {action} with {(int)answer.Status} {code}".TrimEnd(), Help, answer.IsTransient || code is "Throttling" or "ThrottlingException" or "IDPCommunicationError");
    }
}
