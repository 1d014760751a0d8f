using System.Net;
using FlowPlan.Emulator.Faults;
using FlowPlan.Emulator.Http;
using FlowPlan.Emulator.Ims;
using FlowPlan.Emulator.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FlowPlan.Emulator;

/// <summary>An emulator of the AEP services that dataflows need, on the loopback address of this machine.</summary>
public sealed class EmulatorHost : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly ObjectStore store;
    private readonly RequestLog log;
    private readonly FaultInjector faults;

    private EmulatorHost(WebApplication application, ObjectStore store, RequestLog log, FaultInjector faults)
    {
        this.faults = faults;
        this.application = application;
        this.store = store;
        this.log = log;
        BaseAddress = new Uri(application.Urls.First().TrimEnd('/') + "/");
    }

    /// <summary>Where it listens, such as <c>http://127.0.0.1:8080/</c>; it serves the platform and IMS alike.</summary>
    public Uri BaseAddress { get; }

    /// <summary>The requests that arrived, oldest first; empty unless they are recorded.</summary>
    public IReadOnlyList<RecordedRequest> Requests => [.. log.All.OrderBy(r => r.Order)];

    /// <summary>How many requests the fault script has struck; one that is held back after its work counts once the work is done.</summary>
    public int FaultsStruck => faults.Struck;

    /// <summary>Starts an emulator.</summary>
    /// <exception cref="IOException">The port is taken, or the data file cannot be used.</exception>
    /// <exception cref="FormatException">The fault script is none.</exception>
    public static async Task<EmulatorHost> StartAsync(EmulatorOptions options, CancellationToken cancellationToken = default)
    {
        var store = new ObjectStore(options.DataFile, options.Time);
        try
        {
            var world = new EmulatorWorld(options, store);
            var tokens = new TokenService(world);
            var faults = new FaultInjector(world, tokens);
            faults.Load(options.FaultScript);
            var log = new RequestLog(options.RecordRequests);
            var application = Build(options.Port);
            var dispatcher = new Dispatcher(world, tokens, faults, log);
            application.Run(context => ServeAsync(context, dispatcher, faults, log));
            await application.StartAsync(cancellationToken);
            return new(application, store, log, faults);
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>Forgets the recorded requests.</summary>
    public void ClearRequests() => log.Clear();

    /// <summary>Stops listening.</summary>
    public Task StopAsync(CancellationToken cancellationToken = default) => application.StopAsync(cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await application.DisposeAsync();
        store.Dispose();
    }

    private static WebApplication Build(int port)
    {
        // The empty builder reads no files and logs nothing: an emulator must not depend on the folder that it is started in.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 64 * 1024 * 1024;
            kestrel.Listen(IPAddress.Loopback, port);
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        return builder.Build();
    }

    private static async Task ServeAsync(HttpContext context, Dispatcher dispatcher, FaultInjector faults, RequestLog log)
    {
        var order = log.Arrive();
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var request = EmulatorRequest.Of(
            context.Request.Method,
            context.Features.Get<IHttpRequestFeature>()!.RawTarget,
            context.Request.Headers.ToDictionary(h => h.Key.ToLowerInvariant(), h => h.Value.ToString(), StringComparer.Ordinal),
            body.ToArray());
        var reply = await faults.AroundAsync(request, () => dispatcher.Handle(request), context.RequestAborted);
        log.Add(order, request, reply.Status);
        await WriteAsync(context, reply);
    }

    private static async Task WriteAsync(HttpContext context, WireReply reply)
    {
        if (reply.Status == 0)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = reply.Status;
        foreach (var (name, value) in reply.Headers)
            context.Response.Headers[name] = value;
        if (reply.AnnouncedLength > 0)
        {
            context.Response.ContentType = reply.ContentType;
            context.Response.ContentLength = reply.AnnouncedLength;
        }

        var piece = reply.DripMilliseconds > 0 ? 16 : Math.Max(1, reply.Body.Length);
        for (var sent = 0; sent < reply.Body.Length; sent += piece)
        {
            await context.Response.Body.WriteAsync(reply.Body.AsMemory(sent, Math.Min(piece, reply.Body.Length - sent)), context.RequestAborted);
            if (reply.DripMilliseconds > 0)
            {
                await context.Response.Body.FlushAsync(context.RequestAborted);
                await Task.Delay(reply.DripMilliseconds, context.RequestAborted);
            }
        }

        if (reply.Cut)
        {
            await context.Response.Body.FlushAsync(context.RequestAborted);
            context.Abort();
        }
    }
}
