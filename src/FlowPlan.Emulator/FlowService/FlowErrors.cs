using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;

namespace FlowPlan.Emulator.FlowService;

/// <summary>Refusals in the shape of Flow Service.</summary>
internal static class FlowErrors
{
    public static RefusedException Of(EmulatorRequest request, string code, string detail, string? type = null, string? id = null)
    {
        var status = int.Parse(code[^3..], System.Globalization.CultureInfo.InvariantCulture);
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

    public static RefusedException NotFound(EmulatorRequest request, string type, string id) =>
        Of(request, "1439-404", $"The requested {type} resource {id} is not found. Verify the id and the sandbox.", type, id);
}
