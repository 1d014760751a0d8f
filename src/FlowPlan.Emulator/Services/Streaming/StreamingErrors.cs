using System.Globalization;
using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;

namespace FlowPlan.Emulator.Services.Streaming;

/// <summary>Errors in the format of streaming ingestion.</summary>
internal static class StreamingErrors
{
    public static ErrorReplyException NoInlet() => Of(404, "inlet", "Not found", "The inlet does not exist.");

    public static ErrorReplyException Of(int status, string part, string title, string message) => new(new Reply(status, new JsonObject
    {
        ["type"] = $"https://ns.adobe.com/adobecloud/problem/data-collection-service-{part}",
        ["status"] = status.ToString(CultureInfo.InvariantCulture),
        ["title"] = title,
        ["report"] = new JsonObject { ["message"] = message },
    }));
}
