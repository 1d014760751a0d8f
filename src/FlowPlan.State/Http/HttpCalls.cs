using System.Net;
using System.Net.Http.Headers;
using System.Security.Authentication;
using System.Security.Cryptography;
using FlowPlan.Core.State.Engines;

namespace FlowPlan.State.Http;

/// <summary>Sends requests to a server of Terraform's protocol, and turns what goes wrong into findings.</summary>
internal sealed class HttpCalls : IDisposable
{
    private const string Credentials = "set TF_HTTP_USERNAME and TF_HTTP_PASSWORD; in GitLab CI: gitlab-ci-token and $CI_JOB_TOKEN";
    private const string Permission = "writing state needs the role Maintainer in GitLab, and write access to packages in Gitea";

    private readonly HttpAddress address;
    private readonly HttpMessageInvoker client;

    public HttpCalls(HttpAddress address)
    {
        this.address = address;

        // A redirected request would lose its method, or show the credentials to another server.
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, SslOptions = address.Credentials.Options, PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
        client = new(handler);
    }

    /// <summary>The document; null when there is none.</summary>
    /// <exception cref="EngineFaultException">It cannot be read.</exception>
    public async Task<byte[]?> GetAsync(CancellationToken cancellationToken)
    {
        var answer = await SendAsync(HttpMethod.Get, address.State, null, cancellationToken);
        if (answer.Status is HttpStatusCode.NoContent or HttpStatusCode.NotFound || (answer.IsSuccess && answer.Body.Length == 0))
            return null;
        if (!answer.IsSuccess)
            throw Fault("reading the state", answer);
        return answer.Digest is null || answer.Digest.AsSpan().SequenceEqual(DigestOf(answer.Body))
            ? answer.Body
            : throw EngineFaults.Unreachable(address.Location, "the answer does not match its Content-MD5: it was truncated or changed on its way");
    }

    /// <summary>Writes the document with the lock of this ID.</summary>
    public Task<HttpAnswer> PostAsync(byte[] document, string lockId, CancellationToken cancellationToken)
    {
        var url = new UriBuilder(address.State);
        url.Query = $"{url.Query.TrimStart('?')}&ID={Uri.EscapeDataString(lockId)}".TrimStart('&');
        return SendAsync(address.UpdateMethod, url.Uri, document, cancellationToken);
    }

    public Task<HttpAnswer> LockAsync(byte[] info, CancellationToken cancellationToken) =>
        SendAsync(address.Lock.Method, address.Lock.Url, info, cancellationToken);

    public Task<HttpAnswer> UnlockAsync(byte[] info, CancellationToken cancellationToken) =>
        SendAsync(address.Unlock.Method, address.Unlock.Url, info, cancellationToken);

    /// <summary>The finding about an answer that is not one of those that the protocol knows.</summary>
    public EngineFaultException Fault(string what, HttpAnswer answer)
    {
        var text = $"{what} was answered with {(int)answer.Status}";
        return answer.Status switch
        {
            HttpStatusCode.Unauthorized => EngineFaults.AccessDenied(address.Location, text, Credentials),
            HttpStatusCode.Forbidden => EngineFaults.AccessDenied(address.Location, text, Permission),
            HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests => EngineFaults.Unreachable(address.Location, text),
            HttpStatusCode.RequestEntityTooLarge => EngineFaults.Rejected(address.Location, text + ": the state is too large for it", "raise the server's limit (GitLab: the maximum size of a Terraform state)"),
            HttpStatusCode.NotImplemented or HttpStatusCode.MethodNotAllowed => EngineFaults.NotSupported(
                address.Location, text + ": the server does not know this method", "set TF_HTTP_LOCK_ADDRESS, TF_HTTP_LOCK_METHOD and the other variables to what the server documents"),
            >= HttpStatusCode.InternalServerError => EngineFaults.Unreachable(address.Location, text),
            >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => EngineFaults.Rejected(address.Location, text + ", a redirect", "use the address that it redirects to"),
            _ => EngineFaults.Rejected(address.Location, text, "check the address, and see the log of the server"),
        };
    }

    public void Dispose() => client.Dispose();

    private async Task<HttpAnswer> SendAsync(HttpMethod method, Uri url, byte[]? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, url);
        request.Headers.Authorization = address.Credentials.Header;
        request.Headers.UserAgent.Add(new("FlowPlan", null));
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            request.Content.Headers.ContentMD5 = DigestOf(body);
        }

        try
        {
            using var response = await client.SendAsync(request, cancellationToken);
            return new(response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancellationToken), response.Content.Headers.ContentMD5);
        }
        catch (HttpRequestException fault) when (fault.InnerException is AuthenticationException cause)
        {
            throw EngineFaults.AccessDenied(address.Location, $"the secure connection failed: {cause.Message}", "check the server's certificate, and TF_HTTP_CLIENT_CA_CERTIFICATE_PEM", fault);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            throw EngineFaults.Unreachable(address.Location, fault.Message, fault);
        }
    }

#pragma warning disable CA5351 // The protocol has this digest; it finds truncation, and is not a protection.
    private static byte[] DigestOf(byte[] content) => MD5.HashData(content);
#pragma warning restore CA5351
}

/// <summary>An answer of the server.</summary>
/// <param name="Status">The status.</param>
/// <param name="Body">The body.</param>
/// <param name="Digest">What <c>Content-MD5</c> says; null where it says nothing.</param>
internal sealed record HttpAnswer(HttpStatusCode Status, byte[] Body, byte[]? Digest)
{
    public bool IsSuccess => Status is HttpStatusCode.OK or HttpStatusCode.Created or HttpStatusCode.Accepted or HttpStatusCode.NoContent;

    /// <summary>Whether somebody else has the lock.</summary>
    public bool IsLocked => Status is HttpStatusCode.Locked or HttpStatusCode.Conflict;
}
