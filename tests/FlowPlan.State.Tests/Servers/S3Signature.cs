using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace FlowPlan.State.Tests.Servers;

/// <summary>Verifies the signature of a request, version 4.</summary>
internal static partial class S3Signature
{
    public const string KeyId = "AKIATESTCANARY";
    public const string Secret = "s3-canary-secret";

    public static bool IsValid(HttpRequest request, byte[] body)
    {
        var match = Header().Match(request.Headers.Authorization.ToString());
        var digest = Hex(SHA256.HashData(body));
        if (!match.Success || match.Groups["key"].Value != KeyId || request.Headers["x-amz-content-sha256"] != digest)
            return false;
        var signed = match.Groups["headers"].Value.Split(';');

        // What is not signed may be changed on its way.
        if (!signed.Contains("host") || request.Headers.Keys.Any(k => k.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase) && !signed.Contains(k.ToLowerInvariant())))
            return false;
        var target = request.HttpContext.Features.Get<IHttpRequestFeature>()!.RawTarget.Split('?', 2);
        var query = string.Join('&', (target.ElementAtOrDefault(1) ?? string.Empty).Split('&', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Contains('=', StringComparison.Ordinal) ? p : p + "=").Order(StringComparer.Ordinal));
        var headers = string.Concat(signed.Select(name => $"{name}:{request.Headers[name].ToString().Trim()}\n"));
        var canonical = $"{request.Method}\n{target[0]}\n{query}\n{headers}\n{string.Join(';', signed)}\n{digest}";
        var scope = match.Groups["scope"].Value.Split('/');
        var text = $"AWS4-HMAC-SHA256\n{request.Headers["x-amz-date"]}\n{string.Join('/', scope)}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var key = scope.Aggregate(Encoding.UTF8.GetBytes("AWS4" + Secret), (former, part) => HMACSHA256.HashData(former, Encoding.UTF8.GetBytes(part)));
        return Hex(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text))) == match.Groups["signature"].Value;
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);

    [GeneratedRegex("^AWS4-HMAC-SHA256 Credential=(?<key>[^/]+)/(?<scope>[^,]+), ?SignedHeaders=(?<headers>[^,]+), ?Signature=(?<signature>[0-9a-f]+)$")]
    private static partial Regex Header();
}
