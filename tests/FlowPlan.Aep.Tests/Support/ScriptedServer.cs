using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace FlowPlan.Aep.Tests.Support;

/// <summary>A request as it arrived.</summary>
internal sealed record Arrived(string Method, string Target, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public string Protocol { get; init; } = string.Empty;

    public string Path => Target.Split('?')[0];

    public JsonNode Json => JsonNode.Parse(Body)!;
}

/// <summary>A server on loopback that answers as the test says, faults of the wire included.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private ScriptedServer(WebApplication app) => this.app = app;

    public ConcurrentQueue<Arrived> Requests { get; } = new();

    /// <summary>Whether the lists of descriptors, which each read of a schema comes with, are answered as empty and not told.</summary>
    public bool HasNoDescriptors { get; set; } = true;

    public Uri Uri => new(app.Urls.First() + "/");

    public static async Task<ScriptedServer> StartAsync(Func<Arrived, HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new ScriptedServer(app);
        app.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var arrived = new Arrived(
                context.Request.Method,
                context.Features.Get<IHttpRequestFeature>()!.RawTarget,
                context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase),
                await reader.ReadToEndAsync())
            { Protocol = context.Request.Protocol };
            if (server.HasNoDescriptors && arrived.Method == "GET" && arrived.Path.EndsWith("/tenant/descriptors", StringComparison.Ordinal))
            {
                await Answer.Json(200, """{"results": [], "_page": {"next": null, "count": 0}}""")(context);
                return;
            }

            server.Requests.Enqueue(arrived);
            await answer(arrived, context);
        });
        await app.StartAsync();
        return server;
    }

    /// <summary>Answers each request with the next of a list, and with the last one from then on.</summary>
    public static Task<ScriptedServer> StartAsync(params Func<HttpContext, Task>[] answers)
    {
        var next = -1;
        return StartAsync((_, context) => answers[Math.Min(Interlocked.Increment(ref next), answers.Length - 1)](context));
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(new CancellationToken(canceled: true));
        await app.DisposeAsync();
    }
}

/// <summary>Answers.</summary>
internal static class Answer
{
    public static Func<HttpContext, Task> Json(int status, string json, params (string Name, string Value)[] headers) =>
        With(status, json, "application/json", headers);

    public static Func<HttpContext, Task> With(int status, string body, string contentType, params (string Name, string Value)[] headers) =>
        async context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = contentType;
            foreach (var (name, value) in headers)
                context.Response.Headers[name] = value;
            await context.Response.WriteAsync(body);
        };

    /// <summary>Cuts the connection without a word.</summary>
    public static Task Cut(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    /// <summary>Promises more than it sends, then cuts.</summary>
    public static async Task Truncated(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = 1000;
        await context.Response.WriteAsync("{\"items\": [");
        await context.Response.Body.FlushAsync();
        context.Abort();
    }

    /// <summary>Never answers.</summary>
    public static Task Never(HttpContext context) => Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted);
}
