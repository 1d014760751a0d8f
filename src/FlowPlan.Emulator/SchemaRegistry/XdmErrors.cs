using System.Globalization;
using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;

namespace FlowPlan.Emulator.SchemaRegistry;

/// <summary>Refusals in the shape of the Schema Registry.</summary>
internal static class XdmErrors
{
    public static RefusedException Of(EmulatorRequest request, string code, string title, string detail) =>
        new(new Reply(int.Parse(code[^3..], CultureInfo.InvariantCulture), new JsonObject
        {
            ["type"] = $"http://ns.adobe.com/aep/errors/XDM-{code}",
            ["title"] = title,
            ["status"] = int.Parse(code[^3..], CultureInfo.InvariantCulture),
            ["report"] = new JsonObject
            {
                ["registryRequestId"] = request.RequestId,
                ["timestamp"] = "01-01-2026 12:00:00",
                ["detailed-message"] = detail,
                ["sub-errors"] = new JsonArray(),
            },
            ["detail"] = detail,
        }));
}
