using System.Globalization;
using System.Xml;
using FlowPlan.State.Transport;

namespace FlowPlan.State.AzureBlob.Client;

/// <summary>
/// A container of Blob Storage. Each request is sent once: whether to make a write again is decided after reading what is there.
/// </summary>
/// <param name="url">Its address.</param>
/// <param name="authorization">How requests are authorized.</param>
/// <param name="time">The clock.</param>
internal sealed class BlobContainer(Uri url, IBlobAuthorization authorization, TimeProvider time) : IDisposable
{
    private const string Version = "2023-11-03";
    private const long LongestText = 16L * 1024 * 1024;

    /// <summary>The addresses are sent as they are signed, segments of dots included.</summary>
    private static readonly UriCreationOptions Exact = new() { DangerousDisablePathAndQueryCanonicalization = true };

    private readonly RestClient client = RestClient.ToServers(time);

    /// <summary>A blob of the container, which need not exist.</summary>
    public Blob this[string name] => new(this, name);

    /// <summary>The blobs whose names begin with a text, in order, with their metadata.</summary>
    /// <exception cref="BlobAnswerException">They cannot be listed.</exception>
    public async Task<List<BlobItem>> ListAsync(string prefix, CancellationToken cancellationToken)
    {
        var items = new List<BlobItem>();
        var markers = new HashSet<string>(StringComparer.Ordinal);
        string? marker = null;
        do
        {
            var query = $"restype=container&comp=list&include=metadata&prefix={Uri.EscapeDataString(prefix)}{(marker is null ? string.Empty : $"&marker={Uri.EscapeDataString(marker)}")}";
            var page = BlobPage.Read((await SendAsync(HttpMethod.Get, string.Empty, query, [], null, cancellationToken)).Body);
            items.AddRange(page.Items);
            marker = page.Next;
            if (marker is not null && !markers.Add(marker))
                throw new InvalidDataException("the list of blobs repeats a page");
        }
        while (marker is not null);
        return items;
    }

    /// <summary>Sends a request.</summary>
    /// <param name="method">The method.</param>
    /// <param name="name">The blob; empty for the container.</param>
    /// <param name="query">The parameters, encoded.</param>
    /// <param name="headers">Headers; those without a value are left out.</param>
    /// <param name="content">The content; null for none.</param>
    /// <param name="cancellationToken">Stops waiting for the answer.</param>
    /// <exception cref="BlobAnswerException">The answer is an error.</exception>
    public async Task<RestAnswer> SendAsync(
        HttpMethod method, string name, string query, IEnumerable<(string Name, string? Value)> headers, byte[]? content, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, UrlOf(name, query));
        request.Headers.TryAddWithoutValidation("x-ms-version", Version);
        request.Headers.TryAddWithoutValidation("x-ms-date", time.GetUtcNow().ToString("R", CultureInfo.InvariantCulture));
        foreach (var (header, value) in headers)
        {
            if (value is not null)
                request.Headers.TryAddWithoutValidation(header, value);
        }

        if (content is not null)
            request.Content = new ByteArrayContent(content) { Headers = { ContentType = new("application/octet-stream"), ContentLength = content.Length } };
        await authorization.AuthorizeAsync(request, cancellationToken);
        var answer = await client.SendAsync(request, name.Length == 0 ? LongestText : RestClient.LongestState, cancellationToken);
        return answer.IsSuccess ? answer : throw ErrorOf(answer);
    }

    public void Dispose()
    {
        authorization.Dispose();
        client.Dispose();
    }

    private Uri UrlOf(string name, string query)
    {
        var path = name.Length == 0 ? string.Empty : "/" + string.Join('/', name.Split('/').Select(Uri.EscapeDataString));
        return new($"{url.AbsoluteUri.TrimEnd('/')}{path}{(query.Length > 0 ? "?" + query : string.Empty)}", Exact);
    }

    private static BlobAnswerException ErrorOf(RestAnswer answer)
    {
        var code = answer.Header("x-ms-error-code");
        try
        {
            code ??= XmlTexts.Read(answer.Body).FirstOrDefault(t => t.Path == "Error/Code").Text;
        }
        catch (XmlException)
        {
            // A proxy answered, or the answer gives no reason: only the status is known.
            code = null;
        }

        return new(answer.Status, AnswerWord.Of(code) ?? string.Empty, AnswerWord.Of(answer.Header("x-ms-request-id")));
    }
}
