using System.Globalization;
using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;
using FlowPlan.Emulator.Json;
using FlowPlan.Emulator.Services.DataPrep;
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
        CheckOrder(request, body, flowSpec);
        if (flowSpec == FlowSpecs.WithMapping && mapping is null)
            throw Error(request, "1419-400", "The flow spec needs a mapping.");
        if (flowSpec == FlowSpecs.WithoutMapping && mapping is not null)
            throw Error(request, "1419-400", "The flow spec does not take a mapping.");
        if (mapping is not null)
            CheckMapping(request, mapping, targets);
    }

    /// <summary>Tables are copied before they are mapped; what decrypts files comes last.</summary>
    private static void CheckOrder(EmulatorRequest request, JsonObject body, string? flowSpec)
    {
        var names = (body["transformations"] as JsonArray ?? []).Select(t => t.Text("name") ?? string.Empty).ToList();
        var mapping = names.IndexOf("Mapping");
        if (names.IndexOf("Copy") is var copy && copy >= 0 && (copy > mapping || flowSpec != FlowSpecs.Database))
            throw Error(request, "1419-400", "Copy must be before Mapping, in a flow of a database.");
        if (names.IndexOf("Encryption") is var encryption && encryption >= 0 && (encryption < mapping || flowSpec != FlowSpecs.CloudStorage))
            throw Error(request, "1419-400", "Encryption must be after Mapping, in a flow of files.");
    }

    /// <summary>Checks that the flow specification takes sources and targets of these specifications.</summary>
    public static void CheckSpecs(EmulatorRequest request, FlowSpec spec, List<StoredObject> sources, List<StoredObject> targets)
    {
        if (SpecsOf(sources).FirstOrDefault(id => !spec.Sources.Contains(id)) is { } source)
            throw Error(request, "1413-400", $"The flow spec {spec.Id} does not take sources of the connection spec {source}.");
        if (SpecsOf(targets).FirstOrDefault(id => id != FlowSpecs.DataLake) is { } target)
            throw Error(request, "1413-400", $"The flow spec {spec.Id} does not take targets of the connection spec {target}.");
    }

    /// <summary>What a flow keeps of its connections.</summary>
    public static JsonArray Snapshot(List<StoredObject> connections) => new([.. connections.Select(SnapshotOf)]);

    private static JsonObject SnapshotOf(StoredObject connection)
    {
        var snapshot = new JsonObject
        {
            ["id"] = connection.Id,
            ["name"] = connection.Body.Text("name"),
            ["connectionSpec"] = connection.Body["connectionSpec"]!.DeepClone(),
        };
        if (connection.Body.At("inheritedAttributes", "baseConnection") is { } baseConnection)
            snapshot["baseConnection"] = baseConnection.DeepClone();
        return snapshot;
    }

    private static IEnumerable<string?> SpecsOf(List<StoredObject> connections) => connections.Select(c => c.Body.Text("connectionSpec", "id"));

    private void CheckMapping(EmulatorRequest request, JsonNode mapping, List<StoredObject> targets)
    {
        var id = mapping.Text("params", "mappingId") ?? throw Error(request, "1419-400", "mappingId is required.");
        var set = store.Find(request.Scope, Kinds.MappingSets, id) ?? throw Error(request, "1419-400", $"The mapping {id} is not valid.");
        var version = mapping.At("params", "mappingVersion")?.ToString() ?? "0";
        if (!int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > (int)set.Body["version"]!)
            throw Error(request, "1412-400", $"The mapping {id} has no version {version}.");
        var mappings = store.Find(request.Scope, Kinds.MappingSetVersions, MappingSets.VersionId(id, number))?.Body["mappings"] as JsonArray ?? [];
        if (mappings.Where(m => m.Text("sourceType") == "text/x.aep-xl").Select(m => ExpressionLanguage.ErrorOf(m.Text("source") ?? "")).FirstOrDefault(p => p is not null) is { } problem)
            throw Error(request, "1419-400", $"The mapping {id} is not valid: {problem}");
        var schemas = targets.Select(t => t.Body.Text("data", "schema", "id") ?? SchemaOfDataSet(request, t)).OfType<string>();
        if (schemas.Any(schema => schema != set.Body.Text("schemaRef", "id")))
            throw Error(request, "1425-400", "The schema of the mapping is not that of the target dataset.");
    }

    private string? SchemaOfDataSet(EmulatorRequest request, StoredObject target) =>
        target.Body.Text("params", "dataSetId") is { } id ? store.Find(request.Scope, Kinds.DataSets, id)?.Body.Text("schemaRef", "id") : null;

    private static ErrorReplyException Error(EmulatorRequest request, string code, string detail) =>
        FlowServiceErrors.Of(request, code, detail, Kinds.Flows);
}
