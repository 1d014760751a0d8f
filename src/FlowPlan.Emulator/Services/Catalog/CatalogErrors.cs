using System.Globalization;
using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;

namespace FlowPlan.Emulator.Services.Catalog;

/// <summary>Errors in the format of Catalog.</summary>
internal static class CatalogErrors
{
    public static ErrorReplyException MethodNotAllowed() => Of(405, "The method is not allowed.");

    public static ErrorReplyException UnknownResource() => Of(404, "There is no such resource.");

    public static ErrorReplyException Of(int status, string detail) => new(new Reply(status, new JsonObject
    {
        ["type"] = $"http://ns.adobe.com/adobecloud/problem/catalog/{status.ToString(CultureInfo.InvariantCulture)}",
        ["title"] = status switch { 404 => "NotFoundError", 412 => "PreconditionFailedError", 405 => "MethodNotAllowedError", _ => "BadRequestError" },
        ["status"] = status,
        ["detail"] = detail,
    }));
}
