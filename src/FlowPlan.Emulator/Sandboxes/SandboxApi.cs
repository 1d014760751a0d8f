using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;

namespace FlowPlan.Emulator.Sandboxes;

/// <summary>Sandbox management, read-only.</summary>
internal sealed class SandboxApi(EmulatorWorld world)
{
    public Reply Handle(EmulatorRequest request, IReadOnlyList<string> path) => path switch
    {
        ["sandboxes"] => Reply.Ok(new JsonObject
        {
            ["sandboxes"] = new JsonArray([.. Names(request).Select(Describe)]),
            ["_page"] = new JsonObject { ["limit"] = 50, ["count"] = Names(request).Count },
            ["_links"] = new JsonObject(),
        }),
        ["sandboxes", var name] when Exists(name) => Reply.Ok(Describe(name)),
        _ => throw new RefusedException(new Reply(404, new JsonObject
        {
            ["type"] = "http://ns.adobe.com/aep/errors/SMS-2001-404",
            ["title"] = "Sandbox not found",
            ["status"] = 404,
            ["report"] = new JsonObject { ["request-id"] = request.RequestId },
            ["detail"] = $"The sandbox {path[^1]} does not exist.",
        })),
    };

    private IReadOnlyList<string> Names(EmulatorRequest request) =>
        world.Knobs.Sandboxes.Count > 0 ? world.Knobs.Sandboxes : [request.Scope.Sandbox.Length > 0 ? request.Scope.Sandbox : "prod"];

    private bool Exists(string name) =>
        world.Knobs.Sandboxes.Count == 0 ? name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') : world.Knobs.Sandboxes.Contains(name);

    private static JsonObject Describe(string name) => new()
    {
        ["name"] = name,
        ["title"] = name,
        ["state"] = "active",
        ["type"] = name.Contains("prod", StringComparison.Ordinal) ? "production" : "development",
        ["region"] = "VA7",
        ["isDefault"] = name == "prod",
        ["eTag"] = 1,
    };
}
