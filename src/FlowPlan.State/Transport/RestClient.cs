using System.Net;
using System.Net.Http.Headers;

namespace FlowPlan.State.Transport;

/// <summary>Sends one request and reads its whole answer, within a time and up to a size. It repeats nothing and follows no redirect.</summary>
internal sealed class RestClient : IDisposable
{
    /// <summary>How long an answer with a part of a state may be: a lockfile has at most 1 GiB, and there is a line before it.</summary>
    public const long LongestState = (1L << 30) + (1L << 20);

    private const int Chunk = 16 * 1024;

    private readonly HttpMessageInvoker client;
    private readonly TimeSpan timeout;
    private readonly TimeProvider time;

    private RestClient(SocketsHttpHandler handler, TimeSpan timeout, TimeProvider time)
    {
        // A redirected request would lose its method, or show the credentials to another server.
        handler.AllowAutoRedirect = false;
        handler.UseCookies = false;
        handler.PooledConnectionLifetime = TimeSpan.FromMinutes(5);
        handler.MaxResponseHeadersLength = 64;
        client = new(handler);
        (this.timeout, this.time) = (timeout, time);
    }

    /// <summary>For servers anywhere, through the proxy of the environment.</summary>
    public static RestClient ToServers(TimeProvider time) => new(new(), TimeSpan.FromSeconds(100), time);

    /// <summary>
    /// For the services that a machine or container offers to its own programs. A proxy would not reach them, and where there are none nobody
    /// accepts a connection, so that the time for that is short.
    /// </summary>
    /// <param name="timeout">How long an answer may take.</param>
    /// <param name="time">The clock.</param>
    public static RestClient ToThisMachine(TimeSpan timeout, TimeProvider time) => new(new() { UseProxy = false, ConnectTimeout = TimeSpan.FromSeconds(1) }, timeout, time);

    /// <summary>Sends a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="longest">How many bytes the body of the answer may have.</param>
    /// <param name="cancellationToken">Stops waiting for the answer.</param>
    /// <exception cref="HttpRequestException">There was no connection, or no answer.</exception>
    /// <exception cref="IOException">The answer was truncated, or took too long.</exception>
    /// <exception cref="InvalidDataException">The answer is too long.</exception>
    public async Task<RestAnswer> SendAsync(HttpRequestMessage request, long longest, CancellationToken cancellationToken)
    {
        request.Headers.UserAgent.Clear();
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("FlowPlan", null));
        using var late = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            using var response = await client.SendAsync(request, either.Token);
            return new(response.StatusCode, HeadersOf(response), await ReadAsync(response.Content, longest, either.Token));
        }
        catch (OperationCanceledException fault) when (!cancellationToken.IsCancellationRequested)
        {
            throw new IOException(FormattableString.Invariant($"no answer within {timeout.TotalSeconds:0} seconds"), fault);
        }
    }

    public void Dispose() => client.Dispose();

    private static Dictionary<string, string> HeadersOf(HttpResponseMessage response)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated))
            headers[name] = values.ToString();
        return headers;
    }

    private static async Task<byte[]> ReadAsync(HttpContent content, long longest, CancellationToken cancellationToken)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        using var body = new MemoryStream();
        var chunk = new byte[Chunk];
        for (int read; (read = await stream.ReadAsync(chunk, cancellationToken)) > 0;)
        {
            if (body.Length + read > longest)
                throw new InvalidDataException(FormattableString.Invariant($"the answer has more than {longest} bytes"));
            body.Write(chunk, 0, read);
        }

        return body.ToArray();
    }
}

/// <summary>An answer.</summary>
/// <param name="Status">The status.</param>
/// <param name="Headers">Its headers and those of the content, by name in any case.</param>
/// <param name="Body">The body.</param>
internal sealed record RestAnswer(HttpStatusCode Status, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public bool IsSuccess => (int)Status is >= 200 and < 300;

    /// <summary>Whether the same request may work later.</summary>
    public bool IsTransient => Status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError;

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    /// <summary>Without the body, which may be a credential.</summary>
    public override string ToString() => $"{(int)Status}";
}
