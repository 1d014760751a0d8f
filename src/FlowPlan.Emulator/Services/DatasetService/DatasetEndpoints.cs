using FlowPlan.Emulator.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace FlowPlan.Emulator.Services.DatasetService;

/// <summary>Dataset Service: the labels of datasets. It has no list of them, and deletes none.</summary>
internal sealed class DatasetEndpoints(EmulatorContext emulator) : IObjectService
{
    private readonly DatasetLabels labels = new(emulator);

    public IEnumerable<IObjectCollection> Collections => [labels];

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/dataset");
        api.MapGet("/datasets/{id}/labels", (EmulatorRequest request, string id) => labels.Read(request, id));
        api.MapPost("/datasets/{id}/labels", (EmulatorRequest request, string id) => labels.Post(request, id));
        api.MapPut("/datasets/{id}/labels", (EmulatorRequest request, string id) => labels.Put(request, id));
        api.Map("{**rest}", (EmulatorRequest request) => DatasetErrors.UnknownOperation(request).Reply);
    }
}
