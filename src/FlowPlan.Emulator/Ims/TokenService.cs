using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;

namespace FlowPlan.Emulator.Ims;

/// <summary>The token endpoint of OAuth server-to-server credentials, and the memory of what it issued.</summary>
internal sealed class TokenService(EmulatorWorld world)
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> issued = new(StringComparer.Ordinal);

    public Reply Issue(EmulatorRequest request)
    {
        if (request.Method != "POST")
            return Refuse("invalid_request", "POST is expected");
        var form = EmulatorRequest.ParsePairs(
            request.ContentType == "application/x-www-form-urlencoded" ? Encoding.UTF8.GetString(request.Body) : string.Empty);
        string? Value(string name) => form[name].FirstOrDefault() ?? request.QueryValue(name);
        if (Value("grant_type") != "client_credentials")
            return Refuse("unsupported_grant_type", "grant_type must be client_credentials");
        if (string.IsNullOrEmpty(Value("client_id")) || string.IsNullOrEmpty(Value("client_secret")) || Value("client_secret") == "wrong")
            return Refuse("invalid_client", "invalid client_id or client_secret");
        if (string.IsNullOrEmpty(Value("scope")))
            return Refuse("invalid_scope", "scope is required");
        var token = $"eyJhbGciOiJSUzI1NiJ9.{EmulatorWorld.NewHex(48)}.{EmulatorWorld.NewHex(32)}";
        issued[token] = world.Time.GetUtcNow().AddSeconds(world.Knobs.TokenLifetimeSeconds);
        return Reply.Ok(new JsonObject
        {
            ["access_token"] = token,
            ["token_type"] = "bearer",
            ["expires_in"] = world.Knobs.TokenLifetimeSeconds,
        });
    }

    public bool Accepts(string token) =>
        world.Knobs.AcceptAnyToken
        || token.StartsWith("emulator-", StringComparison.Ordinal)
        || (issued.TryGetValue(token, out var until) && until > world.Time.GetUtcNow());

    public void ExpireAll() => issued.Clear();

    private static Reply Refuse(string error, string description) =>
        new(400, new JsonObject { ["error"] = error, ["error_description"] = description });
}
