using System.Globalization;
using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;

namespace FlowPlan.Emulator.Services.SchemaRegistry.Protocol;

/// <summary>Errors in the format of the Schema Registry.</summary>
internal static class SchemaRegistryErrors
{
    public static ErrorReplyException NotFound(EmulatorRequest request, string id) =>
        Of(request, "1010-404", "Resource not found", $"The requested resource {id} is not found.");

    public static ErrorReplyException UnknownOperation(EmulatorRequest request) => NotFound(request, string.Join('/', request.Path.Skip(3)));

    public static ErrorReplyException Of(EmulatorRequest request, string code, string title, string detail, params JsonNode[] subErrors)
    {
        var status = int.Parse(code[^3..], CultureInfo.InvariantCulture);
        return new(new Reply(status, new JsonObject
        {
            ["type"] = $"http://ns.adobe.com/aep/errors/XDM-{code}",
            ["title"] = title,
            ["status"] = status,
            ["report"] = new JsonObject
            {
                ["registryRequestId"] = request.RequestId,
                ["timestamp"] = "01-01-2026 12:00:00",
                ["detailed-message"] = detail,
                ["sub-errors"] = new JsonArray(subErrors),
            },
            ["detail"] = detail,
        }));
    }
}
