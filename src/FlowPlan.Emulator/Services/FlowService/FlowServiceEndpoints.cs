using FlowPlan.Emulator.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FlowPlan.Emulator.Services.FlowService;

/// <summary>Flow Service: connections, flows with their runs, and specifications.</summary>
internal sealed class FlowServiceEndpoints(EmulatorContext emulator) : IObjectService
{
    private readonly Connections connections = new(emulator);
    private readonly SourceConnections sourceConnections = new(emulator);
    private readonly TargetConnections targetConnections = new(emulator);
    private readonly Flows flows = new(emulator);
    private readonly Runs runs = new(emulator);

    public IEnumerable<IObjectCollection> Collections => [connections, sourceConnections, targetConnections, flows, runs];

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/flowservice").AddEndpointFilter(new SandboxFilter(emulator));
        MapCollection(api, connections);
        MapCollection(api, sourceConnections);
        MapCollection(api, targetConnections);
        MapCollection(api, flows);
        api.MapGet("/connections/{id}/test", (EmulatorRequest request, string id) => connections.Test(request, id));
        api.MapPost("/flows/{id}/action", (EmulatorRequest request, string id) => flows.RunAction(request, id));
        api.MapGet("/connectionSpecs", (EmulatorRequest request) => Specifications.List(request, FlowSpecs.ConnectionsJson));
        api.MapGet("/connectionSpecs/{id}", (EmulatorRequest request, string id) => Specifications.Read(request, "connectionSpecs", FlowSpecs.ConnectionsJson, id));
        api.MapGet("/flowSpecs", (EmulatorRequest request) => Specifications.List(request, FlowSpecs.FlowsJson));
        api.MapGet("/flowSpecs/{id}", (EmulatorRequest request, string id) => Specifications.Read(request, "flowSpecs", FlowSpecs.FlowsJson, id));
        api.MapGet("/runs", (EmulatorRequest request) => runs.List(request));
        api.MapPost("/runs", (EmulatorRequest request) => runs.Create(request));
        api.MapGet("/runs/{id}", (EmulatorRequest request, string id) => runs.Read(request, id));
        api.Map("{**rest}", (EmulatorRequest request) => FlowServiceErrors.UnknownCollection(request).Reply);
    }

    private static void MapCollection(RouteGroupBuilder api, FlowCollection collection)
    {
        var routes = api.MapGroup("/" + collection.Kind);
        routes.MapGet("", (EmulatorRequest request) => collection.List(request));
        routes.MapPost("", (EmulatorRequest request) => collection.Create(request));
        routes.MapGet("/{id}", (EmulatorRequest request, string id) => collection.Read(request, id));
        routes.MapPatch("/{id}", (EmulatorRequest request, string id) => collection.Patch(request, id));
        routes.MapDelete("/{id}", (EmulatorRequest request, string id) => collection.Delete(request, id));
        routes.Map("{**rest}", (EmulatorRequest request) => FlowServiceErrors.UnknownOperation(request, collection.Kind).Reply);
    }
}
