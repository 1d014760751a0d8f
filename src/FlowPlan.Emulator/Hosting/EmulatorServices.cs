using FlowPlan.Emulator.Faults;
using FlowPlan.Emulator.Http;
using FlowPlan.Emulator.Services;
using FlowPlan.Emulator.Services.AccessControl;
using FlowPlan.Emulator.Services.Admin;
using FlowPlan.Emulator.Services.Catalog;
using FlowPlan.Emulator.Services.DataLake;
using FlowPlan.Emulator.Services.DataPrep;
using FlowPlan.Emulator.Services.DatasetService;
using FlowPlan.Emulator.Services.FlowService;
using FlowPlan.Emulator.Services.Hygiene;
using FlowPlan.Emulator.Services.Identity;
using FlowPlan.Emulator.Services.Ims;
using FlowPlan.Emulator.Services.Sandboxes;
using FlowPlan.Emulator.Services.SchemaRegistry;
using FlowPlan.Emulator.Services.Streaming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FlowPlan.Emulator.Hosting;

/// <summary>The list of the services, and the filters in front of them.</summary>
internal static class EmulatorServices
{
    public static void Map(IEndpointRouteBuilder application, EmulatorContext emulator, FaultScript faults, RequestLog log)
    {
        IEmulatedService[] platformServices =
        [
            new FlowServiceEndpoints(emulator),
            new SchemaRegistryEndpoints(emulator),
            new CatalogEndpoints(emulator),
            new DataPrepEndpoints(emulator),
            new DatasetEndpoints(emulator),
            new SandboxesEndpoints(emulator),
            new DataLakeEndpoints(emulator),
            new AccessControlEndpoints(emulator),
        ];
        IEmulatedService[] coreServices = [new IdentityEndpoints(emulator), new HygieneEndpoints(emulator)];
        IEmulatedService[] otherServices =
        [
            new ImsEndpoints(emulator),
            new StreamingEndpoints(emulator),
            new AdminEndpoints(emulator, platformServices.Concat(coreServices).OfType<IObjectService>().SelectMany(s => s.Collections), faults, log),
        ];

        var root = application.MapGroup(string.Empty).AddEndpointFilter(new TransactionFilter(emulator.Store));
        foreach (var service in otherServices)
            service.MapEndpoints(root);
        var platform = root.MapGroup("/data/foundation").AddEndpointFilter(new GatewayFilter(emulator));
        foreach (var service in platformServices)
            service.MapEndpoints(platform);
        new InsightsEndpoints(emulator).MapEndpoints(root.MapGroup("/data/infrastructure").AddEndpointFilter(new GatewayFilter(emulator)));
        var core = root.MapGroup("/data/core").AddEndpointFilter(new GatewayFilter(emulator));
        foreach (var service in coreServices)
            service.MapEndpoints(core);
        core.Map("{service}/{**rest}", (string service) => GatewayErrors.UnknownPath());
        platform.Map("{service}/{**rest}", (string service) => GatewayErrors.UnknownPath());
        root.Map("{**rest}", () => GatewayErrors.UnknownPath());
    }
}
