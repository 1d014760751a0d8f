using System.Globalization;
using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;

namespace FlowPlan.Emulator.Services.DataPrep;

/// <summary>Errors in the format of Data Prep.</summary>
internal static class DataPrepErrors
{
    public static ErrorReplyException Of(EmulatorRequest request, int status, string message) => new(new Reply(status, new JsonObject
    {
        ["type"] = $"http://ns.adobe.com/adobecloud/problem/data-prep/{status.ToString(CultureInfo.InvariantCulture)}",
        ["title"] = message,
        ["status"] = status,
        ["report"] = new JsonObject { ["message"] = message, ["request-id"] = request.RequestId },
    }));
}
