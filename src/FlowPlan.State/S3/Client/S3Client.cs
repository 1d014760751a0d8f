using System.Globalization;
using System.Xml;
using FlowPlan.State.S3.Credentials;
using FlowPlan.State.S3.Protocol;
using FlowPlan.State.Transport;

namespace FlowPlan.State.S3.Client;

/// <summary>
/// The calls of S3 that the engine needs. Each is sent once: whether to make a write again is decided after reading what is there.
/// </summary>
internal sealed class S3Client(S3Bucket bucket, AwsEnvironment environment, TimeProvider time) : IDisposable
{
    private const long LongestText = 16L * 1024 * 1024;

    private readonly RestClient client = RestClient.ToServers(time);
    private readonly AwsKeyChain keys = new(environment, bucket.Region, time);
    private long serverTime;

    /// <summary>The server's clock, as the last answer said.</summary>
    public DateTimeOffset ServerTime => new(Interlocked.Read(ref serverTime), TimeSpan.Zero);

    /// <summary>Reads an object: GetObject.</summary>
    /// <exception cref="S3AnswerException">It does not exist, or cannot be read.</exception>
    public async Task<S3Stored> GetAsync(string key, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(HttpMethod.Get, bucket.UrlOf(key), null, [], RestClient.LongestState, cancellationToken);
        return TimeOf(answer.Header("Last-Modified")) is { } modified
            ? new(answer.Body, EtagOf(answer), modified)
            : throw new InvalidDataException("it has no Last-Modified");
    }

    /// <summary>Writes an object: PutObject.</summary>
    /// <param name="key">The key.</param>
    /// <param name="content">The content.</param>
    /// <param name="condition">The header with the condition, such as <c>If-Match</c>; null for none.</param>
    /// <param name="cancellationToken">Stops waiting for the answer.</param>
    /// <returns>Its etag.</returns>
    /// <exception cref="S3AnswerException">The condition is not met, or it cannot be written.</exception>
    public async Task<string> PutAsync(string key, byte[] content, (string Name, string Value)? condition, CancellationToken cancellationToken) =>
        EtagOf(await SendAsync(HttpMethod.Put, bucket.UrlOf(key), content, condition is { } header ? [header] : [], LongestText, cancellationToken));

    /// <summary>Removes an object, or nothing: DeleteObject.</summary>
    /// <exception cref="S3AnswerException">It cannot be removed.</exception>
    public Task DeleteAsync(string key, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Delete, bucket.UrlOf(key), null, [], LongestText, cancellationToken);

    /// <summary>A page of the keys that begin with a text, in order: ListObjectsV2.</summary>
    /// <param name="prefix">The text.</param>
    /// <param name="from">Where the page begins, as the former one says; null for the first.</param>
    /// <param name="cancellationToken">Stops waiting for the answer.</param>
    /// <exception cref="S3AnswerException">They cannot be listed.</exception>
    public async Task<S3Page> ListAsync(string prefix, string? from, CancellationToken cancellationToken)
    {
        var url = from is null ? bucket.UrlOf("", ("list-type", "2"), ("prefix", prefix)) : bucket.UrlOf("", ("continuation-token", from), ("list-type", "2"), ("prefix", prefix));
        return S3Page.Read((await SendAsync(HttpMethod.Get, url, null, [], LongestText, cancellationToken)).Body);
    }

    public void Dispose()
    {
        keys.Dispose();
        client.Dispose();
    }

    private async Task<RestAnswer> SendAsync(
        HttpMethod method, Uri url, byte[]? content, IEnumerable<(string Name, string Value)> headers, long longest, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, url);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        if (content is not null)
            request.Content = new ByteArrayContent(content) { Headers = { ContentType = new("application/json") } };
        var signing = await keys.GetAsync(cancellationToken);
        SigV4.Sign(request, content, "s3", bucket.Region, signing, time.GetUtcNow());
        var answer = await client.SendAsync(request, longest, cancellationToken);
        if (TimeOf(answer.Header("Date")) is { } date)
            Interlocked.Exchange(ref serverTime, date.UtcTicks);
        return answer.IsSuccess ? answer : throw ErrorOf(answer);
    }

    private static string EtagOf(RestAnswer answer) => answer.Header("ETag") is { Length: > 0 } etag ? etag : throw new InvalidDataException("it has no ETag");

    private static DateTimeOffset? TimeOf(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    private static S3AnswerException ErrorOf(RestAnswer answer)
    {
        var (code, requestId) = (string.Empty, answer.Header("x-amz-request-id"));
        try
        {
            foreach (var (path, text) in XmlTexts.Read(answer.Body))
            {
                if (path == "Error/Code" && text is not null)
                    code = text;
                else if (path == "Error/RequestId")
                    requestId ??= text;
            }
        }
        catch (XmlException)
        {
            // A proxy answered, or the answer gives no reason: only the status is known.
            code = string.Empty;
        }

        return new(answer.Status, AnswerWord.Of(code) ?? string.Empty, AnswerWord.Of(requestId));
    }
}

/// <summary>An object.</summary>
/// <param name="Content">The content.</param>
/// <param name="Etag">The etag.</param>
/// <param name="LastModified">When it was written, on the server's clock, to the second.</param>
internal sealed record S3Stored(byte[] Content, string Etag, DateTimeOffset LastModified);
