using FlowPlan.Emulator.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FlowPlan.Emulator.Services.DataPrep;

/// <summary>Data Prep: mapping sets, also under their legacy path.</summary>
internal sealed class DataPrepEndpoints(EmulatorContext emulator) : IObjectService
{
    private readonly MappingSets mappingSets = new(emulator);
    private readonly MappingSetValidation validation = new(emulator);

    public IEnumerable<IObjectCollection> Collections => [mappingSets];

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        MapMappingSets(routes.MapGroup("/conversion/mappingSets"));
        MapMappingSets(routes.MapGroup("/mappingSets").AddEndpointFilter((context, next) => emulator.Settings.LegacyMappingSetsPath
            ? next(context)
            : ValueTask.FromResult<object?>(GatewayErrors.UnknownPath())));
        MapLanguage(routes.MapGroup("/conversion/languages/el"));
    }

    private static void MapLanguage(RouteGroupBuilder routes)
    {
        routes.MapGet("/functions", () => ExpressionLanguage.Functions());
        routes.MapGet("/operators", () => ExpressionLanguage.Operators());
        routes.MapPost("/validate", (EmulatorRequest request) => ExpressionLanguage.Validate(request));
    }

    private void MapMappingSets(RouteGroupBuilder routes)
    {
        routes.MapGet("", (EmulatorRequest request) => mappingSets.List(request));
        routes.MapPost("", (EmulatorRequest request) => mappingSets.Create(request));
        routes.MapPost("/validate", (EmulatorRequest request) => validation.Run(request));
        routes.MapPost("/preview", (EmulatorRequest request) => MappingPreview.Run(request));
        routes.MapGet("/{id}", (EmulatorRequest request, string id) => mappingSets.Read(request, id));
        routes.MapGet("/{id}/mappings", (EmulatorRequest request, string id) => mappingSets.ReadMappings(request, id));
        routes.MapGet("/{id}/mappings/{mappingId}", (EmulatorRequest request, string id, string mappingId) => mappingSets.ReadMapping(request, id, mappingId));
        routes.MapPut("/{id}", (EmulatorRequest request, string id) => mappingSets.Put(request, id));
        routes.MapDelete("/{id}", (EmulatorRequest request, string id) => mappingSets.Delete(request, id));
        routes.Map("{**rest}", (EmulatorRequest request) => DataPrepErrors.Of(request, 404, "There is no such resource.").Reply);
    }
}
