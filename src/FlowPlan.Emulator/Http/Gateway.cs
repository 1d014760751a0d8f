using System.Text.Json.Nodes;
using FlowPlan.Emulator.Ims;

namespace FlowPlan.Emulator.Http;

/// <summary>The checks in front of every service: token, client, organization, content type.</summary>
internal static class Gateway
{
    /// <summary>The request with its scope, or a refusal in the gateway's own shape.</summary>
    public static EmulatorRequest Admit(EmulatorRequest request, TokenService tokens)
    {
        var authorization = request.Header("authorization");
        if (string.IsNullOrEmpty(authorization))
            throw Refused(403, "403010", "Oauth token is missing.");
        if (!authorization.StartsWith("Bearer ", StringComparison.Ordinal) || !tokens.Accepts(authorization["Bearer ".Length..]))
            throw Refused(401, "401013", "Oauth token is not valid");
        if (string.IsNullOrEmpty(request.Header("x-api-key")))
            throw Refused(403, "403000", "Api Key is required");
        if (string.IsNullOrEmpty(request.Header("x-gw-ims-org-id")))
            throw Refused(400, "400003", "x-gw-ims-org-id header is missing");
        if (request.Method is "POST" or "PUT" or "PATCH" && request.Body.Length > 0
            && request.ContentType is not ("application/json" or "application/json-patch+json"))
        {
            throw new RefusedException(new Reply(400, new JsonObject
            {
                ["type"] = "/placeholder/type/uri",
                ["status"] = 400,
                ["title"] = "BadRequestError",
                ["detail"] = "A valid content-type must be specified",
            }));
        }

        return request with
        {
            Scope = new(request.Header("x-gw-ims-org-id")!, request.Header("x-sandbox-name") ?? string.Empty, request.Header("x-api-key")!),
        };
    }

    private static RefusedException Refused(int status, string code, string message) =>
        new(new Reply(status, new JsonObject { ["error_code"] = code, ["message"] = message }));
}
