using FlowPlan.Emulator.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace FlowPlan.Emulator.Services.FlowService;

/// <summary>Requires the name of an existing sandbox, as Flow Service does.</summary>
internal sealed class SandboxFilter(EmulatorContext emulator) : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        Check(context.HttpContext.Features.GetRequiredFeature<EmulatorRequest>());
        return next(context);
    }

    private void Check(EmulatorRequest request)
    {
        var sandbox = request.Scope.Sandbox;
        if (sandbox.Length == 0)
            throw FlowServiceErrors.Of(request, "2105-400", "The x-sandbox-name header is required.");
        if (request.Header("x-sandbox-id") is not null)
            throw FlowServiceErrors.Of(request, "2110-400", "The x-sandbox-id header is not allowed with a user token.");
        if (!emulator.SandboxExists(sandbox))
            throw FlowServiceErrors.Of(request, "2100-404", $"The sandbox {sandbox} does not exist.");
    }
}
