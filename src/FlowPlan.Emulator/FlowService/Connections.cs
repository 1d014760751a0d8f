using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;

namespace FlowPlan.Emulator.FlowService;

/// <summary>Base connections. A streaming one gets an inlet.</summary>
internal sealed class Connections(EmulatorWorld world) : FlowCollection(world, "connections")
{
    /// <summary>The kind under which inlets are stored, by their id.</summary>
    public const string InletKind = "inlet";

    private const string SourceIdKind = "sourceId";

    public override Reply Handle(EmulatorRequest request, IReadOnlyList<string> rest)
    {
        if (request.Method == "GET" && rest is [var id, "test"])
        {
            Find(request, id);
            return Reply.Ok(new JsonObject { ["result"] = true });
        }

        return base.Handle(request, rest);
    }

    protected override IEnumerable<string> Prepare(EmulatorRequest request, JsonObject body)
    {
        var specId = body.Text("connectionSpec", "id");
        if (specId is null || !FlowSpecs.Connections.TryGetValue(specId, out var spec))
            throw FlowErrors.Of(request, "1413-400", $"The connection spec {specId} does not exist.", Name);
        if (string.IsNullOrEmpty(body.Text("name")))
            throw FlowErrors.Of(request, "1406-400", "The name is required.", Name);
        if (spec.Authentications.Length > 0 && !spec.Authentications.Contains(body.Text("auth", "specName")))
            throw FlowErrors.Of(request, "1415-400", $"The auth spec {body.Text("auth", "specName")} does not exist for {spec.Name}.", Name);
        if (specId == FlowSpecs.HttpApi)
            OpenInlet(request, body);
        Mask(body);
        return [];
    }

    protected override void CheckUnused(EmulatorRequest request, string id)
    {
        if (Store.FirstReferrer(request.Scope, id, "sourceConnections") is { } source)
            throw FlowErrors.Of(request, "1418-400", $"The connection {id} is used by {source} and cannot be deleted.", Name, id);
        if (Store.Find(request.Scope, Name, id)?.Body is { } body && body.Text("auth", "params", "inletId") is { } inlet)
        {
            Store.Delete(request.Scope, InletKind, inlet);
            Store.Delete(request.Scope, SourceIdKind, body.Text("auth", "params", "sourceId")!);
        }
    }

    protected override void CheckPatched(EmulatorRequest request, JsonObject before, JsonObject after)
    {
        if (before.At("auth", "params") is JsonObject old && after.At("auth", "params") is JsonObject now)
        {
            foreach (var kept in new[] { "inletId", "inletUrl", "sourceId", "dataType" })
            {
                if (old[kept] is { } value)
                    now[kept] = value.DeepClone();
            }
        }

        Mask(after);
    }

    /// <summary>Nothing here calls the source that a secret is for, so that none is stored. The services answer with the same mask.</summary>
    private static void Mask(JsonObject body)
    {
        var spec = FlowSpecs.Connections[body.Text("connectionSpec", "id")!];
        if (body.At("auth", "params") is not JsonObject parameters)
            return;
        foreach (var secret in parameters.Select(p => p.Key).Where(k => spec.Secrets.Contains(k) || Secrets.IsSecret(k)).ToList())
            parameters[secret] = Secrets.Masked;
    }

    private void OpenInlet(EmulatorRequest request, JsonObject body)
    {
        var auth = (JsonObject)body["auth"]!;
        var parameters = auth["params"] as JsonObject ?? [];
        auth["params"] = parameters;
        if (parameters.Text("dataType") is not ("xdm" or "raw"))
            throw FlowErrors.Of(request, "1411-400", "auth.params.dataType must be xdm or raw.", Name);
        var sourceId = parameters.Text("sourceId") ?? body.Text("name")!;
        if (Store.Find(request.Scope, SourceIdKind, sourceId) is null)
            Store.Insert(request.Scope, SourceIdKind, sourceId, [], null);
        else if (World.Knobs.UniqueSourceIds)
            throw FlowErrors.Of(request, "1104-400", $"The source id {sourceId} is already in use.", Name);
        var inletId = World.Ids.Hex(InletKind, 64);
        parameters["sourceId"] = sourceId;
        parameters["name"] ??= body.Text("name");
        parameters["authenticationRequired"] ??= false;
        parameters["inletId"] = inletId;
        parameters["inletUrl"] = World.InletBaseUrl + inletId;
        Store.Insert(request.Scope, InletKind, inletId, new JsonObject { ["authenticationRequired"] = parameters["authenticationRequired"].IsTrue() }, null);
    }
}
