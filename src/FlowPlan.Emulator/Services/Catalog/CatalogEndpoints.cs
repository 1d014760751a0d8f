using FlowPlan.Emulator.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace FlowPlan.Emulator.Services.Catalog;

/// <summary>Catalog: datasets. It accepts the name of the collection in any case.</summary>
internal sealed class CatalogEndpoints(EmulatorContext emulator) : IObjectService
{
    private readonly DataSets dataSets = new(emulator);

    public IEnumerable<IObjectCollection> Collections => [dataSets];

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/catalog");
        MapDataSets(api, deepMerge: false);
        MapDataSets(api.MapGroup("/v2"), deepMerge: true);
        api.Map("{**rest}", () => CatalogErrors.UnknownResource().Reply);
    }

    private void MapDataSets(IEndpointRouteBuilder api, bool deepMerge)
    {
        var routes = api.MapGroup("/dataSets").WithMetadata(new CaseInsensitiveLiteral("dataSets"));
        routes.MapGet("", (EmulatorRequest request) => dataSets.List(request));
        routes.MapPost("", (EmulatorRequest request) => dataSets.Create(request));
        routes.MapGet("/{id}", (EmulatorRequest request, string id) => dataSets.Read(request, id));
        routes.MapPatch("/{id}", (EmulatorRequest request, string id) => dataSets.Patch(request, id, deepMerge));
        routes.MapPut("/{id}", (EmulatorRequest request, string id) => dataSets.Put(request, id));
        routes.MapDelete("/{id}", (EmulatorRequest request, string id) => dataSets.Delete(request, id));
        routes.Map("{**rest}", (string? rest) => rest?.Contains('/', StringComparison.Ordinal) == true
            ? CatalogErrors.UnknownResource().Reply
            : CatalogErrors.MethodNotAllowed().Reply);
    }
}
