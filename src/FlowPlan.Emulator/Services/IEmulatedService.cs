using Microsoft.AspNetCore.Routing;

namespace FlowPlan.Emulator.Services;

/// <summary>A service that the emulator serves.</summary>
internal interface IEmulatedService
{
    void MapEndpoints(IEndpointRouteBuilder routes);
}

/// <summary>A service that stores objects, which tests can seed and edit.</summary>
internal interface IObjectService : IEmulatedService
{
    IEnumerable<IObjectCollection> Collections { get; }
}
