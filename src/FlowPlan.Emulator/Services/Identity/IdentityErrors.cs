using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;

namespace FlowPlan.Emulator.Services.Identity;

/// <summary>Errors in the format of Identity Service.</summary>
internal static class IdentityErrors
{
    public static ErrorReplyException NotFound(string id) => Of(404, "NAMESPACE_NOT_FOUND", $"There is no namespace {id}.");

    public static ErrorReplyException Invalid(string message) => Of(400, "INVALID_REQUEST_PARAMS", message);

    public static ErrorReplyException CodeTaken(string code) => Of(409, "NAMESPACE_CODE_CONFLICT", $"A namespace with the code {code} already exists.");

    public static ErrorReplyException UnknownOperation(EmulatorRequest request) =>
        Of(request.Method == "DELETE" ? 405 : 404, "UNSUPPORTED_OPERATION", $"{request.Method} is not supported.");

    private static ErrorReplyException Of(int status, string code, string message) => new(new Reply(status, new JsonObject
    {
        ["status"] = status,
        ["error"] = code,
        ["title"] = code,
        ["description"] = message,
        ["report"] = new JsonObject { ["code"] = code, ["message"] = message },
    }));
}
