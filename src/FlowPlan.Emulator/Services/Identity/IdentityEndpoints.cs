using FlowPlan.Emulator.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace FlowPlan.Emulator.Services.Identity;

/// <summary>Identity Service: the namespaces. It has no call that deletes one.</summary>
internal sealed class IdentityEndpoints(EmulatorContext emulator) : IObjectService
{
    private readonly IdentityNamespaces namespaces = new(emulator);

    public IEnumerable<IObjectCollection> Collections => [namespaces];

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/idnamespace");
        api.MapGet("/identities", (EmulatorRequest request) => namespaces.List(request));
        api.MapPost("/identities", (EmulatorRequest request) => namespaces.Create(request));
        api.MapGet("/identities/{id}", (EmulatorRequest request, string id) => namespaces.Read(request, id));
        api.MapPut("/identities/{id}", (EmulatorRequest request, string id) => namespaces.Put(request, id));
        api.Map("{**rest}", (EmulatorRequest request) => IdentityErrors.UnknownOperation(request).Reply);
    }
}
