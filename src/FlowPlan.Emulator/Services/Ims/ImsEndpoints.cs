using System.Text;
using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace FlowPlan.Emulator.Services.Ims;

/// <summary>The token endpoint for OAuth server-to-server credentials.</summary>
internal sealed class ImsEndpoints(EmulatorContext emulator) : IEmulatedService
{
    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        routes.Map("/ims/token/v2", (EmulatorRequest request) => IssueToken(request));
        routes.Map("/ims/token/v3", (EmulatorRequest request) => IssueToken(request));
    }

    private Reply IssueToken(EmulatorRequest request)
    {
        if (request.Method != "POST")
            return Error("invalid_request", "POST is expected");
        var form = FormText.Parse(
            request.ContentType == "application/x-www-form-urlencoded" ? Encoding.UTF8.GetString(request.Body) : string.Empty);
        string? Value(string name) => form[name].FirstOrDefault() ?? request.QueryValue(name);
        if (Value("grant_type") != "client_credentials")
            return Error("unsupported_grant_type", "grant_type must be client_credentials");
        if (string.IsNullOrEmpty(Value("client_id")) || string.IsNullOrEmpty(Value("client_secret")) || Value("client_secret") == "wrong")
            return Error("invalid_client", "invalid client_id or client_secret");
        if (string.IsNullOrEmpty(Value("scope")))
            return Error("invalid_scope", "scope is required");
        var token = $"eyJhbGciOiJSUzI1NiJ9.{IdSource.RandomHex(48)}.{IdSource.RandomHex(32)}";
        var lifetime = emulator.Settings.TokenLifetimeSeconds;
        emulator.Tokens.Add(token, lifetime);
        return Reply.Ok(new JsonObject { ["access_token"] = token, ["token_type"] = "bearer", ["expires_in"] = lifetime });
    }

    private static Reply Error(string error, string description) =>
        new(400, new JsonObject { ["error"] = error, ["error_description"] = description });
}
