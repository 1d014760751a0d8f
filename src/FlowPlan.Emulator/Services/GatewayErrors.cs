using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;

namespace FlowPlan.Emulator.Services;

/// <summary>Errors in the format of the gateway in front of the services.</summary>
internal static class GatewayErrors
{
    public static Reply UnknownPath() => new(404, new JsonObject { ["error_code"] = "404000", ["message"] = "Resource not found" });

    public static ErrorReplyException Of(int status, string code, string message) =>
        new(new Reply(status, new JsonObject { ["error_code"] = code, ["message"] = message }));
}
