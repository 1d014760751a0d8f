using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace FlowPlan.EndToEnd.Tests.Reported;

/// <summary>Forwards every request to an emulator and changes the objects in its responses, as a service may that adds, drops or respells values.</summary>
internal sealed class AlteringProxy : IAsyncDisposable
{
    private readonly HttpListener listener = new();
    private readonly HttpClient client;
    private readonly Action<JsonObject> alter;
    private readonly Task serving;

    private AlteringProxy(Uri emulator, int port, Action<JsonObject> alter)
    {
        this.alter = alter;
        Endpoint = $"http://127.0.0.1:{port}/";
        client = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.All }) { BaseAddress = emulator };
        listener.Prefixes.Add(Endpoint);
        listener.Start();
        serving = ServeAsync();
    }

    public string Endpoint { get; }

    /// <summary>Starts a proxy in front of an emulator.</summary>
    /// <param name="emulator">The address of the emulator.</param>
    /// <param name="alter">Changes one object of a response; called for each, at any depth.</param>
    public static AlteringProxy Start(Uri emulator, Action<JsonObject> alter)
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        return new AlteringProxy(emulator, port, alter);
    }

    public async ValueTask DisposeAsync()
    {
        listener.Close();
        await serving;
        client.Dispose();
    }

    private async Task ServeAsync()
    {
        var calls = new List<Task>();
        try
        {
            while (true)
                calls.Add(ForwardAsync(await listener.GetContextAsync()));
        }
        catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
        {
            await Task.WhenAll(calls);
        }
    }

    private async Task ForwardAsync(HttpListenerContext call)
    {
        using var request = new HttpRequestMessage(new HttpMethod(call.Request.HttpMethod), call.Request.RawUrl!.TrimStart('/'));
        using var body = new MemoryStream();
        await call.Request.InputStream.CopyToAsync(body);
        request.Content = body.Length > 0 ? new ByteArrayContent(body.ToArray()) : null;
        foreach (var name in call.Request.Headers.AllKeys.OfType<string>().Where(n => n is not ("Host" or "Content-Length" or "Connection" or "Accept-Encoding")))
        {
            if (!request.Headers.TryAddWithoutValidation(name, call.Request.Headers[name]))
                request.Content?.Headers.TryAddWithoutValidation(name, call.Request.Headers[name]);
        }

        using var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        call.Response.StatusCode = (int)response.StatusCode;
        foreach (var (name, values) in response.Headers.Where(h => h.Key is not ("Transfer-Encoding" or "Connection" or "Date" or "Server")))
            call.Response.Headers[name] = string.Join(", ", values);
        if (response.Content.Headers.ContentType is { } type)
        {
            call.Response.ContentType = type.ToString();
            if (type.MediaType!.Contains("json", StringComparison.Ordinal) && text.Length > 0)
                text = Altered(text);
        }

        await call.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(text));
        call.Response.Close();
    }

    private string Altered(string text)
    {
        var root = JsonNode.Parse(text);
        Visit(root);
        return root?.ToJsonString() ?? text;
    }

    private void Visit(JsonNode? node)
    {
        if (node is JsonObject found)
            alter(found);
        foreach (var child in node is JsonObject map ? map.Select(e => e.Value).ToList() : node is JsonArray list ? [.. list] : [])
            Visit(child);
    }
}
