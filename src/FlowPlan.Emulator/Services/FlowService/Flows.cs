using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;
using FlowPlan.Emulator.Json;
using FlowPlan.Emulator.Storage;

namespace FlowPlan.Emulator.Services.FlowService;

/// <summary>Dataflows. A flow keeps a snapshot of its source and target connections: later changes of those do not reach it.</summary>
internal sealed class Flows(EmulatorContext emulator) : FlowCollection(emulator, Kinds.Flows)
{
    /// <summary>An internal field: the number of reads until a new flow is enabled.</summary>
    private const string ReadsLeft = "x-reads-until-enabled";

    private readonly FlowReferences references = new(emulator.Store);

    public override Reply Read(EmulatorRequest request, string id)
    {
        CountRead(request, id);
        return base.Read(request, id);
    }

    public Reply RunAction(EmulatorRequest request, string id)
    {
        var body = Find(request, id).Body;
        if (request.Header("if-match") is { } match && match != body.Text("etag"))
            throw FlowServiceErrors.Of(request, "1404-412", "The etag does not match that of the resource.", Kind, id);
        var state = body.Text("state");
        var action = request.QueryValue("op")?.ToLowerInvariant();
        body["state"] = (action, state) switch
        {
            ("enable", "disabled" or "enabled") => "enabled",
            ("disable", "enabled") => "disabled",
            ("publish", "draft") => "enabled",
            ("enable" or "disable" or "publish", _) =>
                throw FlowServiceErrors.Of(request, "1422-400", $"The action {action} is not allowed for a flow in state {state}.", Kind, id),
            _ => throw FlowServiceErrors.Of(request, "1436-400", $"The action {action} is not known.", Kind, id),
        };
        body["lastOperation"] = LastOperation(action!);
        return Save(request, body);
    }

    protected override IEnumerable<string> OnCreating(EmulatorRequest request, JsonObject body)
    {
        if (body.ContainsKey("state"))
            throw FlowServiceErrors.Of(request, "1410-400", "The state cannot be set.", Kind);
        var specId = body.Text("flowSpec", "id");
        if (specId is null || !FlowSpecs.Flows.TryGetValue(specId, out var spec))
            throw FlowServiceErrors.Of(request, "1413-400", $"The flow spec {specId} does not exist.", Kind);
        if (string.IsNullOrEmpty(body.Text("name")))
            throw FlowServiceErrors.Of(request, "1406-400", "The name is required.", Kind);
        ((JsonObject)body["flowSpec"]!)["version"] ??= "1.0";
        var isDraft = request.QueryValue("mode") == "draft";
        var sources = references.Resolve(request, body, "sourceConnectionIds", Kinds.SourceConnections);
        var targets = references.Resolve(request, body, "targetConnectionIds", Kinds.TargetConnections);
        if (!isDraft && (sources.Count == 0 || targets.Count == 0))
            throw FlowServiceErrors.Of(request, "1406-400", "sourceConnectionIds and targetConnectionIds are required.", Kind);
        FlowReferences.CheckSpecs(request, spec, sources, targets);
        if (!isDraft)
            references.CheckTransformations(request, body, targets);
        body["inheritedAttributes"] = new JsonObject
        {
            ["properties"] = new JsonObject { ["isSourceFlow"] = true },
            ["sourceConnections"] = FlowReferences.Snapshot(sources),
            ["targetConnections"] = FlowReferences.Snapshot(targets),
        };
        var reads = Emulator.Settings.InitializingReads;
        body["state"] = isDraft ? "draft" : reads > 0 ? "initializing" : "enabled";
        if (reads > 0 && !isDraft)
            body[ReadsLeft] = reads;
        body["lastOperation"] = LastOperation("create");
        return [.. sources.Select(s => s.Id), .. targets.Select(t => t.Id)];
    }

    protected override void OnPatching(EmulatorRequest request, JsonObject before, JsonObject after)
    {
        foreach (var field in (ReadOnlySpan<string>)["sourceConnectionIds", "targetConnectionIds", "flowSpec"])
        {
            if (!JsonNode.DeepEquals(before[field], after[field]))
                throw FlowServiceErrors.Of(request, "1449-400", $"The field {field} cannot be changed.", Kind);
        }

        references.CheckTransformations(request, after, references.Resolve(request, after, "targetConnectionIds", Kinds.TargetConnections));
        after["lastOperation"] = LastOperation("update");
    }

    protected override JsonObject ToResponse(StoredObject found)
    {
        var body = found.Body;
        body.Remove(ReadsLeft);
        if (body.Text("state") == "enabled" && FlowLife.IsYoung(Emulator, body))
            body["state"] = "initializing";
        body["runs"] = $"/flows/{found.Id}/runs";
        foreach (var transformation in body["transformations"] as JsonArray ?? [])
        {
            // The service returns numbers in transformations as strings.
            if (transformation.At("params", "mappingVersion") is { } version)
                ((JsonObject)transformation!["params"]!)["mappingVersion"] = version.ToString();
        }

        return body;
    }

    /// <summary>Counts the reads of a new flow until it is enabled.</summary>
    private void CountRead(EmulatorRequest request, string id)
    {
        if (Store.Find(request.Scope, Kind, id)?.Body is not { } body || body[ReadsLeft] is not { } left)
            return;
        if ((int)left > 0)
        {
            body[ReadsLeft] = (int)left - 1;
            Store.Update(request.Scope, Kind, id, body, body.Text("name"));
            return;
        }

        body.Remove(ReadsLeft);
        body["state"] = "enabled";
        Save(request, body);
    }

    private static JsonObject LastOperation(string operation) => new()
    {
        ["started"] = 0,
        ["updated"] = 0,
        ["status"] = new JsonObject { ["value"] = "finished", ["percentCompleted"] = 100.0 },
        ["operation"] = operation,
    };
}
