using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;
using FlowPlan.Emulator.Json;
using FlowPlan.Emulator.Storage;

namespace FlowPlan.Emulator.Services.Streaming;

/// <summary>Finds the flow that a message is for: named by a header, by the query, or in the header of an XDM message.</summary>
internal sealed class FlowDirectory(ObjectStore store)
{
    private const string FlowIdName = "x-adobe-flow-id";

    public static string? FlowIdOf(EmulatorRequest request, JsonObject message) =>
        request.Header(FlowIdName) ?? request.QueryValue(FlowIdName) ?? message.Text("header", "flowId");

    /// <summary>The flow with an ID, if it exists and takes data from the inlet.</summary>
    public Destination? Find(Inlet inlet, string flowId)
    {
        if (store.Find(inlet.Scope, Kinds.Flows, flowId)?.Body is not { } flow || !SourcesOf(flow).Any(connection => IsFed(inlet, connection)))
            return null;
        var target = (flow["targetConnectionIds"] as JsonArray ?? []).Select(id => store.Find(inlet.Scope, Kinds.TargetConnections, id!.ToString())).FirstOrDefault();
        return new(flowId, flow, target?.Body.Text("params", "dataSetId"));
    }

    private bool IsFed(Inlet inlet, string connection) =>
        store.Find(inlet.Scope, Kinds.Connections, connection)?.Body.Text("auth", "params", "inletId") == inlet.Id;

    private static IEnumerable<string> SourcesOf(JsonObject flow) =>
        (flow.At("inheritedAttributes", "sourceConnections") as JsonArray ?? []).Select(s => s.Text("baseConnection", "id")).OfType<string>();
}
