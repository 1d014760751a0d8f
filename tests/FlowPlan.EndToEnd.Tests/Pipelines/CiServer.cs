using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace FlowPlan.EndToEnd.Tests.Pipelines;

/// <summary>A request to a CI system.</summary>
internal sealed record CiRequest(string Method, string Path, JsonNode? Body);

/// <summary>The API of a CI system on loopback: comments of one pull request, issues, and whatever a test gives it besides.</summary>
internal sealed class CiServer : IAsyncDisposable
{
    /// <summary>How often another port is tried, because one that was free can be taken by another test before it is listened on.</summary>
    private const int Attempts = 20;

    private readonly HttpListener listener;
    private readonly Task serving;

    public CiServer()
    {
        (listener, Address) = Listen(Attempts);
        serving = ServeAsync();
    }

    /// <summary>The address without a slash at the end.</summary>
    public string Address { get; }

    /// <summary>What it answers: a pattern of the method and the path, and the answer: JSON or bytes.</summary>
    public List<(string Pattern, Func<CiRequest, object> Answer)> Answers { get; } = [];

    /// <summary>All requests that write.</summary>
    public List<CiRequest> Writes { get; } = [];

    /// <summary>Requests that nothing answers.</summary>
    public List<string> Unknown { get; } = [];

    private static (HttpListener Listener, string Address) Listen(int attempts)
    {
        var address = FreeAddress();
        var listener = new HttpListener { Prefixes = { address + "/" } };
        try
        {
            listener.Start();
            return (listener, address);
        }
        catch (HttpListenerException) when (attempts > 1)
        {
            return Listen(attempts - 1);
        }
    }

    private static string FreeAddress()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}";
    }

    public async ValueTask DisposeAsync()
    {
        listener.Close();
        await serving;
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
                await AnswerAsync(await listener.GetContextAsync());
        }
        catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
        var text = await reader.ReadToEndAsync();
        var request = new CiRequest(context.Request.HttpMethod, context.Request.RawUrl!, text.Length == 0 ? null : JsonNode.Parse(text));
        if (request.Method != "GET")
            Writes.Add(request);
        var answer = Answers.Find(a => Regex.IsMatch($"{request.Method} {request.Path}", a.Pattern)).Answer?.Invoke(request);
        if (answer is null)
        {
            Unknown.Add($"{request.Method} {request.Path}");
            context.Response.StatusCode = 404;
        }

        await context.Response.OutputStream.WriteAsync(answer is byte[] bytes ? bytes : Encoding.UTF8.GetBytes(((JsonNode?)answer)?.ToJsonString() ?? "{}"));
        context.Response.Close();
    }
}
