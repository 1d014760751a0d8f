using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace FlowPlan.State.Tests.Servers;

/// <summary>
/// A stand-in for S3 with what the engine relies on: PutObject with <c>If-Match</c> and <c>If-None-Match</c>, etags of the content, versions,
/// GetObject, DeleteObject, ListObjectsV2 with pages, and signatures that are verified. No server with conditional writes can be installed from a registry.
/// </summary>
internal sealed class S3Server : LocalServer
{
    public const string Bucket = "states";

    private readonly SortedDictionary<string, List<Stored>> objects = new(StringComparer.Ordinal);

    /// <summary>Its clock, which goes on only when a test says so.</summary>
    public FakeTimeProvider Clock { get; } = new(new(2026, 11, 27, 8, 0, 0, TimeSpan.Zero));

    /// <summary>Whether it ignores the conditions of a write, as some servers do.</summary>
    public bool IgnoresConditions { get; set; }

    /// <summary>How many keys a page of a list has.</summary>
    public int PageSize { get; set; } = 1000;

    /// <summary>Whether a list goes on with its first page again, as a broken server does.</summary>
    public bool RepeatsPages { get; set; }

    /// <summary>The variables with which the server is reached.</summary>
    public Dictionary<string, string> Variables(int? port = null) => new()
    {
        ["AWS_ACCESS_KEY_ID"] = S3Signature.KeyId,
        ["AWS_SECRET_ACCESS_KEY"] = S3Signature.Secret,
        ["AWS_REGION"] = "eu-central-1",
        ["AWS_ENDPOINT_URL_S3"] = $"http://127.0.0.1:{port ?? Url.Port}",
    };

    public IReadOnlyList<string> Keys => [.. objects.Keys];

    public byte[] Content(string key) => objects[key][^1].Content;

    /// <summary>Replaces an object.</summary>
    public void Put(string key, byte[] content) => Versions(key).Add(new(content, EtagOf(content), Clock.GetUtcNow()));

    protected override Task AnswerAsync(HttpContext context, byte[] body)
    {
        var request = context.Request;
        context.Response.Headers.Date = Clock.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        if (!S3Signature.IsValid(request, body))
            return RefuseAsync(context, 403, "SignatureDoesNotMatch");
        var path = request.Path.Value!.TrimStart('/').Split('/', 2);
        if (path[0] != Bucket)
            return RefuseAsync(context, 404, "NoSuchBucket");
        return (request.Method, path.ElementAtOrDefault(1) ?? string.Empty) switch
        {
            ("GET", "") => ListAsync(context),
            ("GET", var key) => GetAsync(context, key),
            ("PUT", var key) => PutAsync(context, key, body),
            ("DELETE", var key) => DeleteAsync(context, key),
            _ => RefuseAsync(context, 405, "MethodNotAllowed"),
        };
    }

    private async Task GetAsync(HttpContext context, string key)
    {
        if (Current(key) is not { } stored)
        {
            await RefuseAsync(context, 404, "NoSuchKey");
            return;
        }

        context.Response.Headers.ETag = stored.Etag;
        context.Response.Headers.LastModified = stored.LastModified.ToString("R", CultureInfo.InvariantCulture);
        context.Response.ContentLength = stored.Content.Length;
        await context.Response.Body.WriteAsync(stored.Content);
    }

    private Task PutAsync(HttpContext context, string key, byte[] body)
    {
        var (headers, current) = (context.Request.Headers, Current(key));
        if (!IgnoresConditions && headers.IfNoneMatch == "*" && current is not null)
            return RefuseAsync(context, 412, "PreconditionFailed");
        if (!IgnoresConditions && headers.IfMatch is [{ } etag] && current?.Etag != etag)
            return RefuseAsync(context, current is null ? 404 : 412, current is null ? "NoSuchKey" : "PreconditionFailed");
        Put(key, body);
        context.Response.Headers.ETag = EtagOf(body);
        context.Response.Headers["x-amz-version-id"] = $"{Versions(key).Count}";
        return Task.CompletedTask;
    }

    private Task DeleteAsync(HttpContext context, string key)
    {
        objects.Remove(key);
        context.Response.StatusCode = 204;
        return Task.CompletedTask;
    }

    private async Task ListAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var keys = objects.Keys.Where(k => k.StartsWith(query["prefix"]!, StringComparison.Ordinal) && (RepeatsPages || string.CompareOrdinal(k, query["continuation-token"]) > 0)).ToList();
        var page = keys.Take(PageSize).ToList();
        var text = new StringBuilder($"<ListBucketResult><Name>{Bucket}</Name><KeyCount>{page.Count}</KeyCount><IsTruncated>{(page.Count < keys.Count ? "true" : "false")}</IsTruncated>");
        if (page.Count < keys.Count)
            text.Append(CultureInfo.InvariantCulture, $"<NextContinuationToken>{page[^1]}</NextContinuationToken>");
        foreach (var key in page)
            text.Append(CultureInfo.InvariantCulture, $"<Contents><Key>{key}</Key><LastModified>{Current(key)!.LastModified:yyyy-MM-dd'T'HH:mm:ss.000'Z'}</LastModified><ETag>{Current(key)!.Etag}</ETag><Size>{Current(key)!.Content.Length}</Size></Contents>");
        context.Response.ContentType = "application/xml";
        await context.Response.WriteAsync(text.Append("</ListBucketResult>").ToString());
    }

    private static async Task RefuseAsync(HttpContext context, int status, string code)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/xml";
        await context.Response.WriteAsync($"<Error><Code>{code}</Code><Message>{code}</Message><RequestId>1</RequestId></Error>");
    }

    private Stored? Current(string key) => objects.TryGetValue(key, out var versions) ? versions[^1] : null;

    private List<Stored> Versions(string key) => objects.TryGetValue(key, out var versions) ? versions : objects[key] = [];

#pragma warning disable CA5351 // S3's etags are this digest.
    private static string EtagOf(byte[] content) => $"\"{Convert.ToHexStringLower(MD5.HashData(content))}\"";
#pragma warning restore CA5351

    private sealed record Stored(byte[] Content, string Etag, DateTimeOffset LastModified);
}
