using System.Net;
using FlowPlan.Emulator.Faults;
using FlowPlan.Emulator.Http;
using FlowPlan.Emulator.Services;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace FlowPlan.Emulator.Hosting;

/// <summary>The web application of the emulator: its server, its pipeline, and its endpoints.</summary>
internal static class EmulatorApplication
{
    public static WebApplication Build(int port, EmulatorContext emulator, FaultScript faults, RequestLog log)
    {
        var application = CreateBuilder(port).Build();
        application.Use(new RequestMiddleware(log).InvokeAsync);
        application.Use(new FaultMiddleware(emulator, faults).InvokeAsync);
        application.Use(ReplyMiddleware.InvokeAsync);
        application.Use(PathSegments.EscapeAsync);
        application.UseRouting();
        application.Use(PathSegments.UnescapeAsync);
        EmulatorServices.Map(application, emulator, faults, log);
        return application;
    }

    private static WebApplicationBuilder CreateBuilder(int port)
    {
        // The empty builder reads no files and logs nothing: an emulator must not depend on its working directory.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 64 * 1024 * 1024;
            kestrel.Listen(IPAddress.Loopback, port);
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        builder.Services.AddRoutingCore();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<MatcherPolicy, CaseSensitiveMatching>());
        return builder;
    }
}
