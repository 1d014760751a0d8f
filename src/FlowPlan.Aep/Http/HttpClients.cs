using System.Net;
using FlowPlan.Aep.Settings;
using Microsoft.Extensions.DependencyInjection;
using Polly;

namespace FlowPlan.Aep.Http;

/// <summary>
/// Makes the HTTP clients. From the outside in: time and repetitions of the whole call, the gate of the host, the token,
/// the time of one attempt, the network.
/// </summary>
internal static partial class HttpClients
{
    /// <summary>The client for the platform's services.</summary>
    public const string Platform = "platform";

    /// <summary>The client for the identity service: the same without a token.</summary>
    public const string Identity = "identity";

    /// <summary>Registers both clients.</summary>
    public static void Add(IServiceCollection services, AepSettings settings, TimeProvider time, IHttpTrace? trace)
    {
        Add(services.AddHttpClient(Identity), settings, time, trace, authorize: false);
        Add(services.AddHttpClient(Platform), settings, time, trace, authorize: true);
    }

    private static void Add(IHttpClientBuilder builder, AepSettings settings, TimeProvider time, IHttpTrace? trace, bool authorize)
    {
        builder.RemoveAllLoggers();
        builder.SetHandlerLifetime(Timeout.InfiniteTimeSpan);
        builder.ConfigureHttpClient(client =>
        {
            client.Timeout = Timeout.InfiniteTimeSpan;
            client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", settings.UserAgent);
        });
        builder.ConfigurePrimaryHttpMessageHandler(() =>
        {
            var network = new SocketsHttpHandler
            {
                // A redirect would carry the token along: it is judged by the transport.
                AllowAutoRedirect = false,
                UseCookies = false,
                AutomaticDecompression = DecompressionMethods.All,
                PooledConnectionLifetime = TimeSpan.FromMinutes(10),
                ConnectTimeout = TimeSpan.FromSeconds(30),
            };
            Instrument(network);
            return network;
        });
        builder.AddResilienceHandler("call", pipeline => RetryPolicy.Configure(pipeline, settings.Retry, time));
        builder.AddHttpMessageHandler(services => new ThrottleHandler(services.GetRequiredService<IHostGate>(), settings.Retry, time));
        if (authorize)
            builder.AddHttpMessageHandler(services => new AuthorizationHandler(services.GetRequiredService<ITokenSource>()));
        builder.AddResilienceHandler("attempt", pipeline =>
        {
            pipeline.TimeProvider = time;
            pipeline.AddTimeout(settings.Retry.AttemptTimeout);
        });
        builder.AddHttpMessageHandler(() => new NetworkHandler(settings, time, trace));
    }

    /// <summary>Has a body only in the build that the crash matrix kills at each step; elsewhere nothing is left of it.</summary>
    static partial void Instrument(SocketsHttpHandler network);
}
