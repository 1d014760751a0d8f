using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace FlowPlan.State.AzureBlob.Client;

/// <summary>Signs requests with the key of the account.</summary>
internal sealed class SharedKeyAuthorization(string account, byte[] key) : IBlobAuthorization
{
    public ValueTask AuthorizeAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var signature = Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(TextOf(request))));
        request.Headers.TryAddWithoutValidation("Authorization", $"SharedKey {account}:{signature}");
        return ValueTask.CompletedTask;
    }

    public void Dispose()
    {
    }

    /// <summary>What is signed.</summary>
    internal string TextOf(HttpRequestMessage request)
    {
        var headers = request.Headers.NonValidated.Concat(request.Content?.Headers.NonValidated ?? default)
            .ToDictionary(h => h.Key.ToLowerInvariant(), h => h.Value.ToString().Trim(), StringComparer.Ordinal);
        string Header(string name) => headers.GetValueOrDefault(name, string.Empty);
        var length = request.Content?.Headers.ContentLength is > 0 and var bytes ? bytes.ToString(CultureInfo.InvariantCulture) : string.Empty;
        var text = new StringBuilder()
            .Append(request.Method.Method).Append('\n')
            .Append(Header("content-encoding")).Append('\n')
            .Append(Header("content-language")).Append('\n')
            .Append(length).Append('\n')
            .Append(Header("content-md5")).Append('\n')
            .Append(Header("content-type")).Append('\n')
            .Append(Header("date")).Append('\n')
            .Append(Header("if-modified-since")).Append('\n')
            .Append(Header("if-match")).Append('\n')
            .Append(Header("if-none-match")).Append('\n')
            .Append(Header("if-unmodified-since")).Append('\n')
            .Append(Header("range")).Append('\n');
        foreach (var (name, value) in headers.Where(h => h.Key.StartsWith("x-ms-", StringComparison.Ordinal)).OrderBy(h => h.Key, StringComparer.Ordinal))
            text.Append(name).Append(':').Append(value).Append('\n');
        text.Append('/').Append(account).Append(request.RequestUri!.AbsolutePath);
        foreach (var (name, value) in ParametersOf(request.RequestUri).OrderBy(p => p.Name, StringComparer.Ordinal))
            text.Append('\n').Append(name).Append(':').Append(value);
        return text.ToString();
    }

    private static IEnumerable<(string Name, string Value)> ParametersOf(Uri url) =>
        url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(parameter => parameter.Split('=', 2))
            .Select(parts => (Uri.UnescapeDataString(parts[0]).ToLowerInvariant(), parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : string.Empty));
}
