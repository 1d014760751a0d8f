using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlowPlan.Emulator.DataPrep;
using FlowPlan.Emulator.Faults;
using FlowPlan.Emulator.Http;
using FlowPlan.Emulator.Ims;

namespace FlowPlan.Emulator.Admin;

/// <summary>What tests ask of the emulator itself, under <c>/__emulator</c>.</summary>
internal sealed class AdminApi(EmulatorWorld world, TokenService tokens, FaultInjector faults, RequestLog log)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web);

    public Reply Handle(EmulatorRequest request, IReadOnlyList<string> path) => (request.Method, path) switch
    {
        ("GET", ["requests"]) => Reply.Ok(log.ToJson()),
        ("DELETE", ["requests"]) => Done(log.Clear),
        ("GET", ["objects"]) => Reply.Ok(world.Store.Dump()),
        ("GET", ["knobs"]) => Reply.Ok(JsonSerializer.SerializeToNode(world.Knobs, Format)!),
        ("PUT", ["knobs"]) => Done(() => world.Knobs = JsonSerializer.Deserialize<EmulatorKnobs>(request.Body, Format) ?? new()),
        ("PUT", ["faults"]) => Done(() => faults.Load(Encoding.UTF8.GetString(request.Body))),
        ("DELETE", ["faults"]) => Done(() => faults.Load(null)),
        ("POST", ["tokens", "expire"]) => Done(tokens.ExpireAll),
        ("POST", ["objects", var kind, var id]) => Edit(request, kind, id),
        ("DELETE", ["objects", var kind, var id]) => Done(() => world.Store.Delete(ScopeOf(request), kind, id)),
        _ => new Reply(404, new JsonObject { ["error"] = "there is no such command" }),
    };

    /// <summary>Changes an object as somebody else would, past the service.</summary>
    private Reply Edit(EmulatorRequest request, string kind, string id)
    {
        var scope = ScopeOf(request);
        if (world.Store.Find(scope, kind, id) is not { } found || request.Json() is not JsonObject changes)
            return new Reply(404, new JsonObject { ["error"] = "there is no such object, or the body is no object" });
        found.Body.MergeFrom(changes);
        var user = request.QueryValue("user") ?? "somebody@example.com";
        if (found.Body.ContainsKey("etag"))
        {
            found.Body["etag"] = world.Ids.Etag(kind);
            found.Body["version"] = world.Ids.Etag(kind);
            found.Body["updatedAt"] = world.Now;
            found.Body["updatedBy"] = user;
        }
        else if (kind == MappingSets.Kind)
        {
            found.Body["version"] = (int)found.Body["version"]! + 1;
            found.Body["modifiedDate"] = world.Now;
            found.Body["modifiedBy"] = user;
        }
        else if (found.Body["meta:registryMetadata"] is JsonObject registry)
        {
            registry["eTag"] = EmulatorWorld.NewHex(64);
            registry["repo:lastModifiedDate"] = world.Now;
            registry["xdm:lastModifiedUserId"] = user;
        }
        else if (kind == "dataSets")
        {
            found.Body["updated"] = world.Now;
            found.Body["updatedUser"] = user;
        }

        world.Store.Update(scope, kind, id, found.Body, found.Body.Text("name") ?? found.Body.Text("title"));
        return Reply.Ok(found.Body);
    }

    private static Scope ScopeOf(EmulatorRequest request) =>
        new(request.QueryValue("organization") ?? string.Empty, request.QueryValue("sandbox") ?? string.Empty, "admin");

    private static Reply Done(Action work)
    {
        work();
        return Reply.NoContent();
    }
}
