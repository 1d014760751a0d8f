using System.Globalization;
using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;

namespace FlowPlan.Emulator.Services.FlowService;

/// <summary>Errors in the format of Flow Service.</summary>
internal static class FlowServiceErrors
{
    public static ErrorReplyException NotFound(EmulatorRequest request, string type, string id) =>
        Of(request, "1439-404", $"The requested {type} resource {id} is not found. Verify the id and the sandbox.", type, id);

    public static ErrorReplyException UnknownCollection(EmulatorRequest request) =>
        Of(request, "1400-404", "There is no such resource type.");

    public static ErrorReplyException UnknownOperation(EmulatorRequest request, string collection) =>
        Of(request, "1400-404", $"There is no such operation on {collection}.");

    public static ErrorReplyException Of(EmulatorRequest request, string code, string detail, string? type = null, string? id = null)
    {
        var status = int.Parse(code[^3..], CultureInfo.InvariantCulture);
        var report = new JsonObject { ["detailed-message"] = detail, ["request-id"] = request.RequestId };
        if (id is not null)
            report["id"] = id;
        if (type is not null)
            report["type"] = type;
        return new(new Reply(status, new JsonObject
        {
            ["type"] = $"https://ns.adobe.com/aep/errors/FLOW-{code}",
            ["title"] = status switch { 404 => "Resource not found", 412 => "Precondition failed", 401 or 403 => "Access denied", _ => "Bad request" },
            ["status"] = status,
            ["report"] = report,
            ["errorMessage"] = detail,
        }));
    }
}
