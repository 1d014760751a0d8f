using FlowPlan.Emulator.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace FlowPlan.Emulator.Services.Hygiene;

/// <summary>Data Hygiene: the expirations of datasets.</summary>
internal sealed class HygieneEndpoints(EmulatorContext emulator) : IObjectService
{
    private readonly Expirations expirations = new(emulator);

    public IEnumerable<IObjectCollection> Collections => [expirations];

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/hygiene/ttl");
        api.MapGet("", (EmulatorRequest request) => expirations.List(request));
        api.MapPost("", (EmulatorRequest request) => expirations.Create(request));
        api.MapGet("/{id}", (EmulatorRequest request, string id) => expirations.Read(request, id));
        api.MapPut("/{id}", (EmulatorRequest request, string id) => expirations.Put(request, id));
        api.MapDelete("/{id}", (EmulatorRequest request, string id) => expirations.Delete(request, id));
        api.Map("{**rest}", (EmulatorRequest request) => Expirations.Error(404, $"There is no {request.Method} here.").Reply);
    }
}
