using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;
using FlowPlan.Emulator.Services;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace FlowPlan.Emulator.Hosting;

/// <summary>The checks of the gateway in front of the services: token, client, organization, content type.</summary>
internal sealed class GatewayFilter(EmulatorContext emulator) : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Features.GetRequiredFeature<EmulatorRequest>();
        Check(request);
        request.Scope = new(request.Header("x-gw-ims-org-id")!, request.Header("x-sandbox-name") ?? string.Empty, request.Header("x-api-key")!);
        return next(context);
    }

    private void Check(EmulatorRequest request)
    {
        var authorization = request.Header("authorization");
        if (string.IsNullOrEmpty(authorization))
            throw GatewayErrors.Of(403, "403010", "Oauth token is missing.");
        if (!emulator.Tokens.Accept(authorization, emulator.Settings.AcceptAnyToken))
            throw GatewayErrors.Of(401, "401013", "Oauth token is not valid");
        if (string.IsNullOrEmpty(request.Header("x-api-key")))
            throw GatewayErrors.Of(403, "403000", "Api Key is required");
        if (string.IsNullOrEmpty(request.Header("x-gw-ims-org-id")))
            throw GatewayErrors.Of(400, "400003", "x-gw-ims-org-id header is missing");
        var hasContent = request.Method is "POST" or "PUT" or "PATCH" && request.Body.Length > 0;
        if (hasContent && request.ContentType is not ("application/json" or "application/json-patch+json"))
        {
            throw new ErrorReplyException(new Reply(400, new JsonObject
            {
                ["type"] = "/placeholder/type/uri",
                ["status"] = 400,
                ["title"] = "BadRequestError",
                ["detail"] = "A valid content-type must be specified",
            }));
        }
    }
}
