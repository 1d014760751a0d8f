using System.Globalization;
using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;
using FlowPlan.Emulator.Json;
using FlowPlan.Emulator.Storage;

namespace FlowPlan.Emulator.Services.FlowService;

/// <summary>What a flow refers to: source and target connections, and a mapping set.</summary>
internal sealed class FlowReferences(ObjectStore store)
{
    public List<StoredObject> Resolve(EmulatorRequest request, JsonObject body, string field, string kind) =>
        [.. (body[field] as JsonArray ?? []).Select(id =>
            store.Find(request.Scope, kind, id!.ToString()) ?? throw FlowServiceErrors.NotFound(request, kind, id.ToString()))];

    public void CheckTransformations(EmulatorRequest request, JsonObject body, List<StoredObject> targets)
    {
        var flowSpec = body.Text("flowSpec", "id");
        var mapping = (body["transformations"] as JsonArray ?? []).FirstOrDefault(t => t.Text("name") == "Mapping");
        if (body["transformations"] is JsonArray { Count: > 0 } && mapping is null)
            throw Error(request, "1419-400", "A transformation must have the name Mapping.");
        if (flowSpec == FlowSpecs.WithMapping && mapping is null)
            throw Error(request, "1419-400", "The flow spec needs a mapping.");
        if (flowSpec == FlowSpecs.WithoutMapping && mapping is not null)
            throw Error(request, "1419-400", "The flow spec does not take a mapping.");
        if (mapping is not null)
            CheckMapping(request, mapping, targets);
    }

    /// <summary>What a flow keeps of its connections.</summary>
    public static JsonArray Snapshot(List<StoredObject> connections) => new([.. connections.Select(c => new JsonObject
    {
        ["id"] = c.Id,
        ["name"] = c.Body.Text("name"),
        ["connectionSpec"] = c.Body["connectionSpec"]!.DeepClone(),
    })]);

    private void CheckMapping(EmulatorRequest request, JsonNode mapping, List<StoredObject> targets)
    {
        var id = mapping.Text("params", "mappingId") ?? throw Error(request, "1419-400", "mappingId is required.");
        var set = store.Find(request.Scope, Kinds.MappingSets, id) ?? throw Error(request, "1419-400", $"The mapping {id} is not valid.");
        var version = mapping.At("params", "mappingVersion")?.ToString() ?? "0";
        if (!int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > (int)set.Body["version"]!)
            throw Error(request, "1412-400", $"The mapping {id} has no version {version}.");
        var schemas = targets.Select(t => t.Body.Text("data", "schema", "id")).OfType<string>();
        if (schemas.Any(schema => schema != set.Body.Text("xdmSchema")))
            throw Error(request, "1425-400", "The schema of the mapping is not that of the target dataset.");
    }

    private static ErrorReplyException Error(EmulatorRequest request, string code, string detail) =>
        FlowServiceErrors.Of(request, code, detail, Kinds.Flows);
}
