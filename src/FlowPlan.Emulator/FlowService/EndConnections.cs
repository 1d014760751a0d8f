using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;

namespace FlowPlan.Emulator.FlowService;

/// <summary>Source connections. Each stands on a base connection.</summary>
internal sealed class SourceConnections(EmulatorWorld world) : EndConnections(world, "sourceConnections")
{
    protected override IEnumerable<string> Prepare(EmulatorRequest request, JsonObject body)
    {
        CheckSpec(request, body);
        var baseId = body.Text("baseConnectionId") ?? throw FlowErrors.Of(request, "1406-400", "baseConnectionId is required.", Name);
        var found = Store.Find(request.Scope, "connections", baseId) ?? throw FlowErrors.NotFound(request, "connections", baseId);
        if (found.Body.Text("connectionSpec", "id") != body.Text("connectionSpec", "id"))
            throw FlowErrors.Of(request, "1413-400", "The connection spec is not that of the base connection.", Name);
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

/// <summary>Target connections. Those of the data lake stand on a dataset and its schema.</summary>
internal sealed class TargetConnections(EmulatorWorld world) : EndConnections(world, "targetConnections")
{
    protected override IEnumerable<string> Prepare(EmulatorRequest request, JsonObject body)
    {
        CheckSpec(request, body);
        if (body.Text("connectionSpec", "id") != FlowSpecs.DataLake)
            return [];
        var dataSetId = body.Text("params", "dataSetId") ?? throw FlowErrors.Of(request, "1406-400", "params.dataSetId is required.", Name);
        var dataSet = Store.Find(request.Scope, "dataSets", dataSetId)
            ?? throw FlowErrors.Of(request, "2200-400", $"The dataset {dataSetId} does not exist.", Name);
        var schemaId = body.Text("data", "schema", "id") ?? throw FlowErrors.Of(request, "1406-400", "data.schema.id is required.", Name);
        if (dataSet.Body.Text("schemaRef", "id") != schemaId)
            throw FlowErrors.Of(request, "1425-400", "The schema is not that of the dataset.", Name);
        return [dataSetId];
    }
}

/// <summary>What source and target connections have in common.</summary>
internal abstract class EndConnections(EmulatorWorld world, string name) : FlowCollection(world, name)
{
    protected void CheckSpec(EmulatorRequest request, JsonObject body)
    {
        if (body.Text("connectionSpec", "id") is not { } spec || !FlowSpecs.Connections.ContainsKey(spec))
            throw FlowErrors.Of(request, "1413-400", $"The connection spec {body.Text("connectionSpec", "id")} does not exist.", Name);
        if (string.IsNullOrEmpty(body.Text("name")))
            throw FlowErrors.Of(request, "1406-400", "The name is required.", Name);
    }

    protected override void CheckUnused(EmulatorRequest request, string id)
    {
        if (World.Knobs.RefuseDeleteInUse && Store.FirstReferrer(request.Scope, id, "flows") is { } flow)
            throw FlowErrors.Of(request, "1447-400", $"Found active flows containing {id}: {flow}.", Name, id);
    }

    protected override void CheckPatched(EmulatorRequest request, JsonObject before, JsonObject after)
    {
        foreach (var fixedField in new[] { "baseConnectionId" })
        {
            if (!JsonNode.DeepEquals(before[fixedField], after[fixedField]))
                throw FlowErrors.Of(request, "1414-400", $"The field {fixedField} cannot be changed.", Name);
        }
    }
}
