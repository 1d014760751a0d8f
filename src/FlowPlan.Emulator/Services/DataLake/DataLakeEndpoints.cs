using FlowPlan.Emulator.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace FlowPlan.Emulator.Services.DataLake;

/// <summary>What became of the records: batches in Catalog, and their rows with errors.</summary>
internal sealed class DataLakeEndpoints(EmulatorContext emulator) : IEmulatedService
{
    private readonly Batches batches = new(emulator);

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/catalog/batches", (EmulatorRequest request) => batches.List(request));
        routes.MapGet("/catalog/batches/{id}", (EmulatorRequest request, string id) => batches.Read(request, id));
        routes.MapGet("/export/batches/{id}/meta", (EmulatorRequest request, string id) => batches.ReadMetadata(request, id));
    }
}

/// <summary>Observability insights.</summary>
internal sealed class InsightsEndpoints(EmulatorContext emulator) : IEmulatedService
{
    private readonly Metrics metrics = new(emulator);

    public void MapEndpoints(IEndpointRouteBuilder routes) =>
        routes.MapPost("/observability/insights/metrics", (EmulatorRequest request) => metrics.Read(request));
}
