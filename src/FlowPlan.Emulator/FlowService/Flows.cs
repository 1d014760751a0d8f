using System.Globalization;
using System.Text.Json.Nodes;
using FlowPlan.Emulator.DataPrep;
using FlowPlan.Emulator.Http;
using FlowPlan.Emulator.Storage;

namespace FlowPlan.Emulator.FlowService;

/// <summary>Dataflows. A flow keeps a snapshot of its source and target connections: later edits of those do not reach it.</summary>
internal sealed class Flows(EmulatorWorld world) : FlowCollection(world, "flows")
{
    private const string ReadsLeft = "x-reads-until-enabled";

    public override Reply Handle(EmulatorRequest request, IReadOnlyList<string> rest)
    {
        if (request.Method == "POST" && rest is [var id, "action"])
            return Act(request, id);
        if (request.Method == "GET" && rest is [var known])
            Advance(request, known);
        return base.Handle(request, rest);
    }

    protected override IEnumerable<string> Prepare(EmulatorRequest request, JsonObject body)
    {
        if (body.ContainsKey("state"))
            throw FlowErrors.Of(request, "1410-400", "The state cannot be set.", Name);
        var specId = body.Text("flowSpec", "id");
        if (specId is null || !FlowSpecs.Flows.TryGetValue(specId, out var spec))
            throw FlowErrors.Of(request, "1413-400", $"The flow spec {specId} does not exist.", Name);
        if (string.IsNullOrEmpty(body.Text("name")))
            throw FlowErrors.Of(request, "1406-400", "The name is required.", Name);
        ((JsonObject)body["flowSpec"]!)["version"] ??= "1.0";
        var draft = request.QueryValue("mode") == "draft";
        var sources = Resolve(request, body, "sourceConnectionIds", "sourceConnections");
        var targets = Resolve(request, body, "targetConnectionIds", "targetConnections");
        if (!draft && (sources.Count == 0 || targets.Count == 0))
            throw FlowErrors.Of(request, "1406-400", "sourceConnectionIds and targetConnectionIds are required.", Name);
        if (!draft)
            CheckTransformations(request, body, targets);
        body["inheritedAttributes"] = new JsonObject
        {
            ["properties"] = new JsonObject { ["isSourceFlow"] = true },
            ["sourceConnections"] = Snapshot(sources),
            ["targetConnections"] = Snapshot(targets),
        };
        var reads = World.Knobs.InitializingReads;
        body["state"] = draft ? "draft" : reads > 0 ? "initializing" : "enabled";
        if (reads > 0 && !draft)
            body[ReadsLeft] = reads;
        body["lastOperation"] = Operation("create");
        return [.. sources.Select(s => s.Id), .. targets.Select(t => t.Id)];
    }

    protected override void CheckUnused(EmulatorRequest request, string id)
    {
    }

    protected override void CheckPatched(EmulatorRequest request, JsonObject before, JsonObject after)
    {
        foreach (var fixedField in new[] { "sourceConnectionIds", "targetConnectionIds", "flowSpec" })
        {
            if (!JsonNode.DeepEquals(before[fixedField], after[fixedField]))
                throw FlowErrors.Of(request, "1449-400", $"The field {fixedField} cannot be changed.", Name);
        }

        CheckTransformations(request, after, Resolve(request, after, "targetConnectionIds", "targetConnections"));
        after["lastOperation"] = Operation("update");
    }

    protected override JsonObject Shown(EmulatorRequest request, StoredObject found)
    {
        var body = found.Body;
        body.Remove(ReadsLeft);
        body["runs"] = $"/flows/{found.Id}/runs";
        foreach (var transformation in body["transformations"] as JsonArray ?? [])
        {
            // Numbers of transformations come back as texts.
            if (transformation.At("params", "mappingVersion") is { } version)
                ((JsonObject)transformation!["params"]!)["mappingVersion"] = version.ToString();
        }

        return body;
    }

    private Reply Act(EmulatorRequest request, string id)
    {
        var body = Find(request, id).Body;
        if (request.Header("if-match") is { } match && match != body.Text("etag"))
            throw FlowErrors.Of(request, "1404-412", "The etag does not match that of the resource.", Name, id);
        var state = body.Text("state");
        var operation = request.QueryValue("op")?.ToLowerInvariant();
        body["state"] = (operation, state) switch
        {
            ("enable", "disabled" or "enabled") => "enabled",
            ("disable", "enabled") => "disabled",
            ("publish", "draft") => "enabled",
            ("enable" or "disable" or "publish", _) =>
                throw FlowErrors.Of(request, "1422-400", $"A flow in state {state} cannot do {operation}.", Name, id),
            _ => throw FlowErrors.Of(request, "1436-400", $"The action {operation} is not known.", Name, id),
        };
        body["lastOperation"] = Operation(operation!);
        var etag = Touch(request, body);
        Save(request, body);
        return Reply.Ok(new JsonObject { ["id"] = id, ["etag"] = etag });
    }

    /// <summary>Counts the reads of a new flow until it is enabled.</summary>
    private void Advance(EmulatorRequest request, string id)
    {
        if (Store.Find(request.Scope, Name, id)?.Body is not { } body || body[ReadsLeft] is not { } left)
            return;
        var remaining = (int)left - 1;
        body[ReadsLeft] = remaining;
        if (remaining < 0)
        {
            body.Remove(ReadsLeft);
            body["state"] = "enabled";
            Touch(request, body);
        }

        Save(request, body);
    }

    private List<StoredObject> Resolve(EmulatorRequest request, JsonObject body, string field, string kind) =>
        [.. (body[field] as JsonArray ?? []).Select(id =>
            Store.Find(request.Scope, kind, id!.ToString()) ?? throw FlowErrors.NotFound(request, kind, id.ToString()))];

    private void CheckTransformations(EmulatorRequest request, JsonObject body, List<StoredObject> targets)
    {
        var mapping = (body["transformations"] as JsonArray ?? []).FirstOrDefault(t => t.Text("name") == "Mapping");
        var needed = body.Text("flowSpec", "id") == FlowSpecs.WithMapping;
        if (body["transformations"] is JsonArray { Count: > 0 } && mapping is null)
            throw FlowErrors.Of(request, "1419-400", "A transformation must have the name Mapping.", Name);
        if (needed != mapping is not null && body.Text("flowSpec", "id") is FlowSpecs.WithMapping or FlowSpecs.WithoutMapping)
            throw FlowErrors.Of(request, "1419-400", needed ? "The flow spec needs a mapping." : "The flow spec takes no mapping.", Name);
        if (mapping is null)
            return;
        var id = mapping.Text("params", "mappingId") ?? throw FlowErrors.Of(request, "1419-400", "mappingId is required.", Name);
        var set = Store.Find(request.Scope, MappingSets.Kind, id) ?? throw FlowErrors.Of(request, "1419-400", $"The mapping {id} is not valid.", Name);
        var version = mapping.At("params", "mappingVersion")?.ToString() ?? "0";
        if (!int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > (int)set.Body["version"]!)
            throw FlowErrors.Of(request, "1412-400", $"The mapping {id} has no version {version}.", Name);
        foreach (var target in targets.Where(t => t.Body.Text("data", "schema", "id") is not null))
        {
            if (target.Body.Text("data", "schema", "id") != set.Body.Text("xdmSchema"))
                throw FlowErrors.Of(request, "1425-400", "The schema of the mapping is not that of the target dataset.", Name);
        }
    }

    private static JsonArray Snapshot(List<StoredObject> connections) => new([.. connections.Select(c => new JsonObject
    {
        ["id"] = c.Id,
        ["name"] = c.Body.Text("name"),
        ["connectionSpec"] = c.Body["connectionSpec"]!.DeepClone(),
    })]);

    private static JsonObject Operation(string operation) => new()
    {
        ["started"] = 0,
        ["updated"] = 0,
        ["status"] = new JsonObject { ["value"] = "finished", ["percentCompleted"] = 100.0 },
        ["operation"] = operation,
    };
}
