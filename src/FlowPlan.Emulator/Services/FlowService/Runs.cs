using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;
using FlowPlan.Emulator.Json;

namespace FlowPlan.Emulator.Services.FlowService;

/// <summary>Runs of flows. The emulator ingests nothing: a run is created by a request, and is done at once without a record.</summary>
internal sealed class Runs(EmulatorContext emulator) : FlowCollection(emulator, Kinds.Runs)
{
    protected override IEnumerable<string> OnCreating(EmulatorRequest request, JsonObject body)
    {
        var flowId = body.Text("flowId") ?? throw FlowServiceErrors.Of(request, "1406-400", "flowId is required.", Kind);
        var flow = Store.Find(request.Scope, Kinds.Flows, flowId) ?? throw FlowServiceErrors.NotFound(request, Kinds.Flows, flowId);
        body["flowSpec"] = flow.Body["flowSpec"]!.DeepClone();
        body["activities"] = new JsonArray();
        body["metrics"] = new JsonObject
        {
            ["durationSummary"] = new JsonObject { ["startedAtUTC"] = Emulator.Now, ["completedAtUTC"] = Emulator.Now },
            ["sizeSummary"] = new JsonObject { ["inputBytes"] = 0, ["outputBytes"] = 0 },
            ["recordSummary"] = new JsonObject { ["inputRecordCount"] = 0, ["outputRecordCount"] = 0, ["failedRecordCount"] = 0 },
            ["fileSummary"] = new JsonObject { ["inputFileCount"] = 0, ["outputFileCount"] = 0 },
            ["statusSummary"] = new JsonObject { ["status"] = "success" },
        };
        return [];
    }
}
