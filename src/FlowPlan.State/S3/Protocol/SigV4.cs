using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace FlowPlan.State.S3.Protocol;

/// <summary>Signs a request, version 4: a change of method, address, header or content on its way makes the signature invalid.</summary>
internal static class SigV4
{
    private const string Algorithm = "AWS4-HMAC-SHA256";

    /// <summary>Signs a request with all its headers.</summary>
    /// <param name="request">The request; its address is already percent-encoded as <see cref="Escape"/> does.</param>
    /// <param name="content">Its content.</param>
    /// <param name="service">The service, such as <c>s3</c>.</param>
    /// <param name="region">The region.</param>
    /// <param name="keys">The keys.</param>
    /// <param name="now">The time.</param>
    public static void Sign(HttpRequestMessage request, ReadOnlySpan<byte> content, string service, string region, AwsKeys keys, DateTimeOffset now)
    {
        var date = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var digest = Hex(SHA256.HashData(content));
        Set(request, "x-amz-date", date);
        Set(request, "x-amz-content-sha256", digest);
        if (keys.Token is not null)
            Set(request, "x-amz-security-token", keys.Token);
        var headers = HeadersOf(request);
        var names = string.Join(';', headers.Select(h => h.Name));
        var canonical = new StringBuilder()
            .Append(request.Method.Method).Append('\n')
            .Append(request.RequestUri!.AbsolutePath).Append('\n')
            .Append(Canonical(request.RequestUri.Query)).Append('\n')
            .AppendJoin(string.Empty, headers.Select(h => $"{h.Name}:{h.Value}\n")).Append('\n')
            .Append(names).Append('\n')
            .Append(digest);
        var scope = $"{date[..8]}/{region}/{service}/aws4_request";
        var text = $"{Algorithm}\n{date}\n{scope}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical.ToString())))}";
        var key = Encoding.UTF8.GetBytes("AWS4" + keys.Secret);
        foreach (var part in scope.Split('/'))
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        var signature = Hex(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
        Set(request, "Authorization", $"{Algorithm} Credential={keys.Id}/{scope},SignedHeaders={names},Signature={signature}");
    }

    /// <summary>A path, percent-encoded but for its slashes.</summary>
    public static string Escape(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    private static void Set(HttpRequestMessage request, string name, string value)
    {
        request.Headers.Remove(name);
        if (!request.Headers.TryAddWithoutValidation(name, value))
            throw new Transport.CredentialException("the credentials contain characters that no request can have");
    }

    private static List<(string Name, string Value)> HeadersOf(HttpRequestMessage request)
    {
        var url = request.RequestUri!;
        var headers = new List<(string Name, string Value)> { ("host", url.IsDefaultPort ? url.IdnHost : string.Create(CultureInfo.InvariantCulture, $"{url.IdnHost}:{url.Port}")) };
        foreach (var (name, values) in request.Headers.NonValidated.Concat(request.Content?.Headers.NonValidated ?? default))
        {
            // These may be changed by a proxy, or follow from the content.
            if (name is not ("User-Agent" or "Authorization" or "Content-Length"))
                headers.Add((name.ToLowerInvariant(), values.ToString().Trim()));
        }

        headers.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        return headers;
    }

    /// <summary>The parameters, sorted by name and then by value.</summary>
    private static string Canonical(string query) => string.Join(
        '&',
        query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(parameter => parameter.Split('=', 2))
            .Select(parts => (Name: parts[0], Value: parts.Length > 1 ? parts[1] : string.Empty))
            .OrderBy(p => p.Name, StringComparer.Ordinal).ThenBy(p => p.Value, StringComparer.Ordinal)
            .Select(p => $"{p.Name}={p.Value}"));

    private static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);
}
