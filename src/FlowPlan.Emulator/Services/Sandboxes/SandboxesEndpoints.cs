using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace FlowPlan.Emulator.Services.Sandboxes;

/// <summary>Sandbox management, read-only.</summary>
internal sealed class SandboxesEndpoints(EmulatorContext emulator) : IEmulatedService
{
    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/sandbox-management");
        api.MapGet("", (EmulatorRequest request) => List(request));
        api.MapGet("/sandboxes", (EmulatorRequest request) => List(request));
        api.MapGet("/sandboxes/{name}", (EmulatorRequest request, string name) => Read(request, name));
        api.Map("{**rest}", (EmulatorRequest request) => SandboxesErrors.NotFound(request, string.Join('/', request.Path.Skip(3))).Reply);
    }

    private Reply List(EmulatorRequest request)
    {
        var names = Names(request);
        return Reply.Ok(new JsonObject
        {
            ["sandboxes"] = new JsonArray([.. names.Select(ToResponse)]),
            ["_page"] = new JsonObject { ["limit"] = 50, ["count"] = names.Count },
            ["_links"] = new JsonObject(),
        });
    }

    private Reply Read(EmulatorRequest request, string name) =>
        emulator.SandboxExists(name) ? Reply.Ok(ToResponse(name)) : throw SandboxesErrors.NotFound(request, name);

    private IReadOnlyList<string> Names(EmulatorRequest request) =>
        emulator.Settings.Sandboxes.Count > 0 ? emulator.Settings.Sandboxes : [request.Scope.Sandbox.Length > 0 ? request.Scope.Sandbox : "prod"];

    private static JsonObject ToResponse(string name) => new()
    {
        ["name"] = name,
        ["title"] = name,
        ["state"] = "active",
        ["type"] = name.Contains("prod", StringComparison.Ordinal) ? "production" : "development",
        ["region"] = "VA7",
        ["isDefault"] = name == "prod",
        ["eTag"] = 1,
    };
}
