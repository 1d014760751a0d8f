using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;
using FlowPlan.Emulator.Json;

namespace FlowPlan.Emulator.Services.FlowService;

/// <summary>Target connections. Those of the data lake refer to a dataset; they may leave its schema out.</summary>
internal sealed class TargetConnections(EmulatorContext emulator) : EndConnections(emulator, Kinds.TargetConnections)
{
    protected override IEnumerable<string> OnCreating(EmulatorRequest request, JsonObject body)
    {
        CheckSpec(request, body);
        if (body.Text("connectionSpec", "id") != FlowSpecs.DataLake)
            return [];
        var dataSetId = body.Text("params", "dataSetId") ?? throw FlowServiceErrors.Of(request, "1406-400", "params.dataSetId is required.", Kind);
        var dataSet = Store.Find(request.Scope, Kinds.DataSets, dataSetId)
            ?? throw FlowServiceErrors.Of(request, "2200-400", $"The dataset {dataSetId} does not exist.", Kind);
        if (body["data"] is not JsonObject)
            throw FlowServiceErrors.Of(request, "1406-400", "data is required.", Kind);
        if (body.Text("data", "schema", "id") is { } schemaId && dataSet.Body.Text("schemaRef", "id") != schemaId)
            throw FlowServiceErrors.Of(request, "1425-400", "The schema is not that of the dataset.", Kind);
        return [dataSetId];
    }
}
