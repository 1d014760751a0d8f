using System.Globalization;
using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;

namespace FlowPlan.Emulator.Services.Streaming;

/// <summary>Errors in the format of streaming ingestion.</summary>
internal static class StreamingErrors
{
    public static ErrorReplyException NoInlet() => Of(404, "inlet", "Not found", "The inlet does not exist.");

    /// <summary>A message that is not in the format of the inlet; with synchronous validation also what violates its schema.</summary>
    public static ErrorReplyException InvalidMessage(string message, JsonArray? violations = null)
    {
        var report = new JsonObject { ["message"] = message };
        if (violations is not null)
            report["cause"] = new JsonObject { ["_streamingValidation"] = violations };
        return new(new Reply(400, new JsonObject
        {
            ["type"] = "http://ns.adobe.com/adobecloud/problem/data-collection-service/inlet",
            ["status"] = 400,
            ["title"] = "Invalid XDM Message Format",
            ["report"] = report,
        }));
    }

    public static ErrorReplyException InvalidContentType() => new(new Reply(400, new JsonObject
    {
        ["type"] = "/placeholder/type/uri",
        ["status"] = 400,
        ["title"] = "BadRequestError",
        ["detail"] = "A valid content-type must be specified",
    }));

    public static ErrorReplyException TooManyRequests(string message, int retryAfterSeconds) => new(
        Of(429, "inlet", "Too many requests", message).Reply.With("Retry-After", retryAfterSeconds.ToString(CultureInfo.InvariantCulture)));

    public static ErrorReplyException Of(int status, string part, string title, string message) => new(new Reply(status, new JsonObject
    {
        ["type"] = $"https://ns.adobe.com/adobecloud/problem/data-collection-service-{part}",
        ["status"] = status.ToString(CultureInfo.InvariantCulture),
        ["title"] = title,
        ["report"] = new JsonObject { ["message"] = message },
    }));
}
