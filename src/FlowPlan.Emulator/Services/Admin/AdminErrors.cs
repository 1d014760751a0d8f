using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;

namespace FlowPlan.Emulator.Services.Admin;

/// <summary>Errors of the emulator itself.</summary>
internal static class AdminErrors
{
    public static ErrorReplyException Of(int status, string message) => new(new Reply(status, new JsonObject { ["error"] = message }));
}
