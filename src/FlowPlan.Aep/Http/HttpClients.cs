using System.Net;
using FlowPlan.Aep.Http.Messages;
using FlowPlan.Aep.Http.Retrying;
using FlowPlan.Aep.Settings;
using Microsoft.Extensions.DependencyInjection;
using Polly;

namespace FlowPlan.Aep.Http;

/// <summary>
/// Creates the HTTP clients. From the outside in: timeout and retries of the whole call, the throttle of the host, the token,
/// the timeout of one attempt, the guard of writes, the network.
/// </summary>
internal static partial class HttpClients
{
    /// <summary>The client for the platform's services.</summary>
    public const string Platform = "platform";

    /// <summary>The client for the identity service: the same without a token.</summary>
    public const string Identity = "identity";

    /// <summary>The client for inlets that take records from anybody.</summary>
    public const string Inlets = "inlets";

    /// <summary>The client for inlets that require a token.</summary>
    public const string AuthorizedInlets = "authorized inlets";

    /// <summary>Registers the clients.</summary>
    public static void Add(IServiceCollection services, AepSettings settings, TimeProvider time, IHttpTrace? trace, Action? beforeWrite = null)
    {
        var backoff = new Backoff(settings.Retry, Random.Shared);
        var notices = new WaitNotices(time, trace is null ? null : trace.Waiting);
        var sent = new SentRequestIds();
        var throttle = new HostThrottle(time, () => backoff.Jitter(settings.Retry.BaseDelay));
        Add(services.AddHttpClient(Identity), settings.ImsUri, authorize: false);
        Add(services.AddHttpClient(Platform), settings.PlatformUri, authorize: true);
        Add(services.AddHttpClient(Inlets), settings.InletUri, authorize: false);
        Add(services.AddHttpClient(AuthorizedInlets), settings.InletUri, authorize: true);

        void Add(IHttpClientBuilder builder, Uri? address, bool authorize)
        {
            builder.RemoveAllLoggers();
            builder.SetHandlerLifetime(Timeout.InfiniteTimeSpan);
            builder.ConfigureHttpClient(client =>
            {
                client.Timeout = Timeout.InfiniteTimeSpan;
                client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", settings.UserAgent);
            });
            builder.ConfigurePrimaryHttpMessageHandler(() => NetworkFor(settings, address));
            builder.AddResilienceHandler("call", pipeline => new RetryPolicy(settings.Retry, backoff, notices, time).Configure(pipeline));
            builder.AddHttpMessageHandler(() => new ThrottleHandler(throttle, backoff, time));
            if (authorize)
                builder.AddHttpMessageHandler(provider => new AuthorizationHandler(provider.GetRequiredService<ITokenSource>()));
            builder.AddResilienceHandler("attempt", pipeline =>
            {
                pipeline.TimeProvider = time;
                pipeline.AddTimeout(settings.Retry.AttemptTimeout);
            });
            if (beforeWrite is not null)
                builder.AddHttpMessageHandler(() => new WriteGuard(beforeWrite));
            builder.AddHttpMessageHandler(() => new NetworkHandler(settings, sent, time, trace));
        }
    }

    private static SocketsHttpHandler NetworkFor(AepSettings settings, Uri? address)
    {
        var network = new SocketsHttpHandler
        {
            // A redirect would disclose the token: the transport decides about it.
            AllowAutoRedirect = false,
            UseCookies = false,

            // A call to this machine may be unencrypted; through a proxy it would leave the machine unencrypted.
            UseProxy = address?.IsLoopback != true,
            Proxy = address is null ? new RemoteProxy(HttpClient.DefaultProxy) : null,
            AutomaticDecompression = DecompressionMethods.All,
            MaxConnectionsPerServer = settings.Parallelism,
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),

            // Below the keep-alive time of common gateways (60 seconds), so that a connection is not used while the gateway closes it.
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            ConnectTimeout = settings.Retry.ConnectTimeout,
        };
        Instrument(network);
        return network;
    }

    /// <summary>Has a body only in the build that the crash matrix kills at each step; elsewhere the compiler removes the call.</summary>
    static partial void Instrument(SocketsHttpHandler network);
}
