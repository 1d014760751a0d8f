using FlowPlan.Emulator.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace FlowPlan.Emulator.Services.Streaming;

/// <summary>Streaming ingestion.</summary>
internal sealed class StreamingEndpoints(EmulatorContext emulator) : IEmulatedService
{
    private readonly Inlets inlets = new(emulator);

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/collection");
        api.MapPost("/{inletId}", (EmulatorRequest request, string inletId) => inlets.ReceiveMessage(request, inletId));
        api.MapPost("/batch/{inletId}", (EmulatorRequest request, string inletId) => inlets.ReceiveBatch(request, inletId));
        api.Map("{**rest}", () => StreamingErrors.NoInlet().Reply);
    }
}
