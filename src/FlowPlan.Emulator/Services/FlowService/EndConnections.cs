using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;
using FlowPlan.Emulator.Json;

namespace FlowPlan.Emulator.Services.FlowService;

/// <summary>What source and target connections have in common.</summary>
internal abstract class EndConnections(EmulatorContext emulator, string kind) : FlowCollection(emulator, kind)
{
    protected void CheckSpec(EmulatorRequest request, JsonObject body)
    {
        if (body.Text("connectionSpec", "id") is not { } spec || !FlowSpecs.Connections.ContainsKey(spec))
            throw FlowServiceErrors.Of(request, "1413-400", $"The connection spec {body.Text("connectionSpec", "id")} does not exist.", Kind);
        if (string.IsNullOrEmpty(body.Text("name")))
            throw FlowServiceErrors.Of(request, "1406-400", "The name is required.", Kind);
    }

    protected override void EnsureDeletable(EmulatorRequest request, string id)
    {
        if (Emulator.Settings.RefuseDeleteInUse && Store.FirstReferrer(request.Scope, id, Kinds.Flows) is { } flow)
            throw FlowServiceErrors.Of(request, "1447-400", $"Found active flows containing {id}: {flow}.", Kind, id);
    }

    protected override void OnPatching(EmulatorRequest request, JsonObject before, JsonObject after)
    {
        if (!JsonNode.DeepEquals(before["baseConnectionId"], after["baseConnectionId"]))
            throw FlowServiceErrors.Of(request, "1414-400", "The field baseConnectionId cannot be changed.", Kind);
    }
}
