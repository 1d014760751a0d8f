using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;

namespace FlowPlan.Emulator.Services.Sandboxes;

/// <summary>Errors in the format of sandbox management.</summary>
internal static class SandboxesErrors
{
    public static ErrorReplyException NotFound(EmulatorRequest request, string name) => new(new Reply(404, new JsonObject
    {
        ["type"] = "http://ns.adobe.com/aep/errors/SMS-2001-404",
        ["title"] = "Sandbox not found",
        ["status"] = 404,
        ["report"] = new JsonObject { ["request-id"] = request.RequestId },
        ["detail"] = $"The sandbox {name} does not exist.",
    }));
}
