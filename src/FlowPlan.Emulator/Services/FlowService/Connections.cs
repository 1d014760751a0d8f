using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;
using FlowPlan.Emulator.Json;
using FlowPlan.Emulator.Storage;

namespace FlowPlan.Emulator.Services.FlowService;

/// <summary>Base connections. A streaming connection has an inlet.</summary>
internal sealed class Connections(EmulatorContext emulator) : FlowCollection(emulator, Kinds.Connections)
{
    public Reply Test(EmulatorRequest request, string id)
    {
        Find(request, id);
        return Reply.Ok(new JsonObject { ["result"] = true });
    }

    protected override IEnumerable<string> OnCreating(EmulatorRequest request, JsonObject body)
    {
        var specId = body.Text("connectionSpec", "id");
        if (specId is null || !FlowSpecs.Connections.TryGetValue(specId, out var spec))
            throw FlowServiceErrors.Of(request, "1413-400", $"The connection spec {specId} does not exist.", Kind);
        if (string.IsNullOrEmpty(body.Text("name")))
            throw FlowServiceErrors.Of(request, "1406-400", "The name is required.", Kind);
        if (spec.Authentications.Length > 0 && !spec.Authentications.Contains(body.Text("auth", "specName")))
            throw FlowServiceErrors.Of(request, "1415-400", $"The auth spec {body.Text("auth", "specName")} does not exist for {spec.Name}.", Kind);
        if (specId == FlowSpecs.HttpApi)
            CreateInlet(request, body);
        MaskSecrets(body);
        return [];
    }

    protected override void EnsureDeletable(EmulatorRequest request, string id)
    {
        if (Store.FirstReferrer(request.Scope, id, Kinds.SourceConnections) is { } source)
            throw FlowServiceErrors.Of(request, "1418-400", $"The connection {id} is used by {source} and cannot be deleted.", Kind, id);
    }

    protected override void OnDeleted(EmulatorRequest request, JsonObject body)
    {
        if (body.Text("auth", "params", "inletId") is not { } inlet)
            return;
        Store.Delete(request.Scope, Kinds.Inlets, inlet);
        Store.Delete(request.Scope, Kinds.SourceIds, body.Text("auth", "params", "sourceId")!);
    }

    protected override void OnPatching(EmulatorRequest request, JsonObject before, JsonObject after)
    {
        if (before.At("auth", "params") is JsonObject former && after.At("auth", "params") is JsonObject current)
        {
            foreach (var field in (ReadOnlySpan<string>)["inletId", "inletUrl", "sourceId", "dataType"])
            {
                if (former[field] is { } value)
                    current[field] = value.DeepClone();
            }
        }

        MaskSecrets(after);
        if (after.Text("auth", "params", "inletId") is { } inlet)
            Store.Update(request.Scope, Kinds.Inlets, inlet, InletOf(request.Scope, (JsonObject)after.At("auth", "params")!), null);
    }

    /// <summary>An emulator on its own is at an address that may change between its runs; the URL of an inlet follows it.</summary>
    protected override JsonObject ToResponse(StoredObject found)
    {
        if (found.Body.Text("auth", "params", "inletId") is { } inlet)
            found.Body["auth"]!["params"]!["inletUrl"] = Emulator.InletBaseUrl + inlet;
        return found.Body;
    }

    /// <summary>The emulator never calls the source, so that it needs no secret and stores none. The services return the same mask.</summary>
    private static void MaskSecrets(JsonObject body)
    {
        var spec = FlowSpecs.Connections[body.Text("connectionSpec", "id")!];
        if (body.At("auth", "params") is not JsonObject parameters)
            return;
        foreach (var name in parameters.Select(p => p.Key).Where(k => spec.Secrets.Contains(k) || SecretMasking.IsSecret(k)).ToList())
            parameters[name] = SecretMasking.Masked;
    }

    /// <summary>What the inlet needs to know of its connection.</summary>
    private static JsonObject InletOf(Scope scope, JsonObject parameters) => new()
    {
        ["authenticationRequired"] = parameters["authenticationRequired"].IsTrue(),
        ["dataType"] = parameters.Text("dataType"),
        ["organization"] = scope.Organization,
        ["sandbox"] = scope.Sandbox,
    };

    private void CreateInlet(EmulatorRequest request, JsonObject body)
    {
        var auth = (JsonObject)body["auth"]!;
        var parameters = auth["params"] as JsonObject ?? [];
        auth["params"] = parameters;
        if (parameters.Text("dataType") is not ("xdm" or "raw"))
            throw FlowServiceErrors.Of(request, "1411-400", "auth.params.dataType must be xdm or raw.", Kind);
        var sourceId = parameters.Text("sourceId") ?? body.Text("name")!;
        if (Store.Find(request.Scope, Kinds.SourceIds, sourceId) is null)
            Store.Insert(request.Scope, Kinds.SourceIds, sourceId, [], null);
        else if (Emulator.Settings.UniqueSourceIds)
            throw FlowServiceErrors.Of(request, "1104-400", $"The source id {sourceId} is already in use.", Kind);
        var inletId = Emulator.Ids.Hex(Kinds.Inlets, 64);
        parameters["sourceId"] = sourceId;
        parameters["name"] ??= body.Text("name");
        parameters["authenticationRequired"] ??= false;
        parameters["inletId"] = inletId;
        parameters["inletUrl"] = Emulator.InletBaseUrl + inletId;
        Store.Insert(request.Scope, Kinds.Inlets, inletId, InletOf(request.Scope, parameters), null);
    }
}
