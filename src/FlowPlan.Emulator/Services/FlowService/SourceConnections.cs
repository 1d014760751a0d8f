using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;
using FlowPlan.Emulator.Json;

namespace FlowPlan.Emulator.Services.FlowService;

/// <summary>Source connections. Each refers to a base connection.</summary>
internal sealed class SourceConnections(EmulatorContext emulator) : EndConnections(emulator, Kinds.SourceConnections)
{
    protected override IEnumerable<string> OnCreating(EmulatorRequest request, JsonObject body)
    {
        CheckSpec(request, body);
        var baseId = body.Text("baseConnectionId") ?? throw FlowServiceErrors.Of(request, "1406-400", "baseConnectionId is required.", Kind);
        var found = Store.Find(request.Scope, Kinds.Connections, baseId) ?? throw FlowServiceErrors.NotFound(request, Kinds.Connections, baseId);
        if (found.Body.Text("connectionSpec", "id") != body.Text("connectionSpec", "id"))
            throw FlowServiceErrors.Of(request, "1413-400", "The connection spec is not that of the base connection.", Kind);
        body["inheritedAttributes"] = new JsonObject
        {
            ["baseConnection"] = new JsonObject
            {
                ["id"] = baseId,
                ["connectionSpec"] = found.Body["connectionSpec"]!.DeepClone(),
            },
        };
        return [baseId];
    }
}
