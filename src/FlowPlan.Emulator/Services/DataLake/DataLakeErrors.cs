using System.Globalization;
using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;

namespace FlowPlan.Emulator.Services.DataLake;

/// <summary>Errors about batches, and of observability insights.</summary>
internal static class DataLakeErrors
{
    public static ErrorReplyException Of(int status, string detail) => new(new Reply(status, new JsonObject
    {
        ["type"] = $"http://ns.adobe.com/adobecloud/problem/catalog/{status.ToString(CultureInfo.InvariantCulture)}",
        ["title"] = status == 404 ? "NotFoundError" : "BadRequestError",
        ["status"] = status,
        ["detail"] = detail,
    }));

    public static ErrorReplyException InvalidMetrics(string detail) => new(new Reply(400, new JsonObject
    {
        ["type"] = "https://ns.adobe.com/aep/errors/INSGHT-1000-400",
        ["title"] = "Bad Request",
        ["status"] = 400,
        ["report"] = new JsonObject { ["tenantInfo"] = new JsonObject(), ["additionalContext"] = new JsonObject() },
        ["error-chain"] = new JsonArray(),
        ["detail"] = detail,
    }));
}
