using FlowPlan.Emulator.Http;
using FlowPlan.Emulator.Services.SchemaRegistry.Protocol;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace FlowPlan.Emulator.Services.SchemaRegistry;

/// <summary>The Schema Registry: the resources of the tenant, and the global ones that every organization has.</summary>
internal sealed class SchemaRegistryEndpoints : IObjectService
{
    private readonly RegistryStatistics statistics;
    private readonly Descriptors descriptors;
    private readonly Unions unions;
    private readonly TenantResources[] resources;

    public SchemaRegistryEndpoints(EmulatorContext emulator)
    {
        statistics = new(emulator);
        descriptors = new(emulator);
        unions = new(emulator);
        resources = [.. ResourceReferences.Kinds.Select(kind => new TenantResources(emulator, descriptors, kind))];
    }

    public IEnumerable<IObjectCollection> Collections => [.. resources, descriptors];

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/schemaregistry");
        api.MapGet("/stats", (EmulatorRequest request) => statistics.Read(request));
        MapGlobal(api.MapGroup("/global"));
        api.MapGet("/tenant/unions", (EmulatorRequest request) => unions.List(request));
        api.MapGet("/tenant/unions/{id}", (EmulatorRequest request, string id) => unions.Read(request, id));
        MapDescriptors(api.MapGroup("/tenant/descriptors"));
        foreach (var collection in resources)
            MapResources(api.MapGroup("/tenant/" + collection.Kind), collection);
        MapResources(api.MapGroup("/tenant/mixins"), resources.Single(r => r.Kind == Kinds.FieldGroups));
        api.Map("{**rest}", (EmulatorRequest request) => SchemaRegistryErrors.UnknownOperation(request).Reply);
    }

    private static void MapGlobal(RouteGroupBuilder routes)
    {
        routes.MapGet("/{kind}", (EmulatorRequest request, string kind) => GlobalContainer.List(request, kind));
        routes.MapGet("/{kind}/{id}", (EmulatorRequest request, string kind, string id) => GlobalContainer.Read(request, kind, id));
        routes.Map("{**rest}", (EmulatorRequest request) => GlobalContainer.Reject(request));
    }

    private void MapDescriptors(RouteGroupBuilder routes)
    {
        routes.MapGet("", (EmulatorRequest request) => descriptors.List(request));
        routes.MapPost("", (EmulatorRequest request) => descriptors.Create(request));
        routes.MapGet("/{id}", (EmulatorRequest request, string id) => descriptors.Read(request, id));
        routes.MapPut("/{id}", (EmulatorRequest request, string id) => descriptors.Put(request, id));
        routes.MapDelete("/{id}", (EmulatorRequest request, string id) => descriptors.Delete(request, id));
    }

    private static void MapResources(RouteGroupBuilder routes, TenantResources collection)
    {
        routes.MapGet("", (EmulatorRequest request) => collection.List(request));
        routes.MapPost("", (EmulatorRequest request) => collection.Create(request));
        routes.MapGet("/{id}", (EmulatorRequest request, string id) => collection.Read(request, id));
        routes.MapPut("/{id}", (EmulatorRequest request, string id) => collection.Put(request, id));
        routes.MapPatch("/{id}", (EmulatorRequest request, string id) => collection.Patch(request, id));
        routes.MapDelete("/{id}", (EmulatorRequest request, string id) => collection.Delete(request, id));
    }
}
