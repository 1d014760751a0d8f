using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;

namespace FlowPlan.Emulator.Services.DatasetService;

/// <summary>Errors in the format of Dataset Service, which has the codes of Policy Service.</summary>
internal static class DatasetErrors
{
    public static ErrorReplyException UnknownOperation(EmulatorRequest request) =>
        request.Path is [.., "datasets", _, "labels"] ? Of(405, "METHOD_NOT_ALLOWED", $"{request.Method} is not allowed.") : Of(404, "NOT_FOUND", "There is no such resource.");

    public static ErrorReplyException Of(int status, string name, string message) => new(new Reply(status, new JsonObject
    {
        ["status"] = name,
        ["code"] = $"PES-{status}",
        ["message"] = message,
    }));

    /// <summary>A change that data usage policies forbid.</summary>
    public static ErrorReplyException Violation(IEnumerable<string> labels) => new(new Reply(409, new JsonObject
    {
        ["code"] = "PES-409",
        ["message"] = "Policy conflict error",
        ["violations"] = new JsonArray(
        [
            .. labels.Select(label => new JsonObject
            {
                ["violatedPolicies"] = new JsonArray(new JsonObject
                {
                    ["name"] = $"No {label}",
                    ["status"] = "ENABLED",
                    ["deny"] = new JsonObject { ["label"] = label },
                }),
            }),
        ]),
    }));
}
