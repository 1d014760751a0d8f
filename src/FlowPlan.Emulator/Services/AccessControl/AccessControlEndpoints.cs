using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace FlowPlan.Emulator.Services.AccessControl;

/// <summary>Access control: which of the permissions that are asked for the client has.</summary>
internal sealed class AccessControlEndpoints(EmulatorContext emulator) : IEmulatedService
{
    private const string Prefix = "/permissions/";

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/access-control/acl");
        api.MapPost("/effective-policies", (EmulatorRequest request) => Effective(request));
        api.Map("{**rest}", (EmulatorRequest request) => Error(404, $"There is no {request.Method} here."));
    }

    private Reply Effective(EmulatorRequest request)
    {
        if (request.Json() is not JsonArray asked || asked.Count == 0)
            return Error(400, "The body must be a list of permissions and resource types.");
        var policies = new JsonObject();
        foreach (var name in asked.Select(a => a?.ToString() ?? string.Empty).Distinct())
        {
            if (!name.StartsWith(Prefix, StringComparison.Ordinal) && !name.StartsWith("/resource-types/", StringComparison.Ordinal))
                return Error(400, $"{name} is neither a permission nor a resource type.");
            if (!emulator.Settings.DeniedPermissions.Contains(name[(name.LastIndexOf('/') + 1)..]))
                policies[name] = name.StartsWith(Prefix, StringComparison.Ordinal) ? new JsonArray("*") : new JsonArray("read", "write", "delete");
        }

        return Reply.Ok(new JsonObject { ["policies"] = policies });
    }

    private static Reply Error(int status, string message) => new(status, new JsonObject { ["status"] = status, ["title"] = message });
}
