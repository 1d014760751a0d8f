using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FlowPlan.State.Tests.Servers;

/// <summary>An HTTP server on a free port of this machine. It answers one request at a time.</summary>
internal abstract class LocalServer : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly SemaphoreSlim gate = new(1);

    protected LocalServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        application = builder.Build();
        application.Run(AnswerAloneAsync);
        application.StartAsync().GetAwaiter().GetResult();
        Url = new(application.Urls.Single());
    }

    public Uri Url { get; }

    /// <summary>Method, path and query of each request, in order.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    /// <summary>Answers a request with this status instead, when it says so; for tests of what servers refuse.</summary>
    public Func<HttpRequest, int?>? Refuse { get; set; }

    public async ValueTask DisposeAsync()
    {
        await application.DisposeAsync();
        gate.Dispose();
    }

    /// <summary>Answers a request, whose body was read.</summary>
    protected abstract Task AnswerAsync(HttpContext context, byte[] body);

    private async Task AnswerAloneAsync(HttpContext context)
    {
        Requests.Enqueue($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}");
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        await gate.WaitAsync();
        try
        {
            if (Refuse?.Invoke(context.Request) is { } status)
                context.Response.StatusCode = status;
            else
                await AnswerAsync(context, body.ToArray());
        }
        finally
        {
            gate.Release();
        }
    }
}
