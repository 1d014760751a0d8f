using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;
using FlowPlan.Emulator.Json;
using FlowPlan.Emulator.Storage;

namespace FlowPlan.Emulator.Services.Admin;

/// <summary>Seeds, edits and deletes objects without a request to their service.</summary>
internal sealed class StoredObjects(EmulatorContext emulator, IEnumerable<IObjectCollection> collections)
{
    private readonly Dictionary<string, IObjectCollection> collections = collections.ToDictionary(c => c.Kind, StringComparer.Ordinal);

    /// <summary>Creates many objects, as their services create them. When one is rejected, none is created.</summary>
    public Reply Seed(EmulatorRequest request)
    {
        if (request.Json() is not JsonArray items)
            throw AdminErrors.Of(400, "the body must be an array of objects with kind and body");
        request.Scope = ScopeOf(request);
        var ids = new JsonArray();
        foreach (var item in items)
            ids.Add((JsonNode)Seed(request, item, ids.Count));
        return Reply.Ok(ids);
    }

    /// <summary>Changes an object as another user would.</summary>
    public Reply Edit(EmulatorRequest request, string kind, string id)
    {
        var scope = ScopeOf(request);
        if (emulator.Store.Find(scope, kind, id) is not { } found || request.Json() is not JsonObject changes)
            throw AdminErrors.Of(404, "there is no such object, or the body is not a JSON object");
        found.Body.MergeFrom(changes);
        if (collections.TryGetValue(kind, out var collection))
            collection.RecordEdit(scope, found.Body);
        emulator.Store.Update(scope, kind, id, found.Body, found.Body.Text("name") ?? found.Body.Text("title"));
        return Reply.Ok(found.Body);
    }

    public Reply Delete(EmulatorRequest request, string kind, string id)
    {
        emulator.Store.Delete(ScopeOf(request), kind, id);
        return Reply.NoContent();
    }

    private string Seed(EmulatorRequest request, JsonNode? item, int index)
    {
        if (item.Text("kind") is not { } kind || !collections.TryGetValue(kind, out var collection) || item.At("body") is not JsonObject body)
            throw AdminErrors.Of(400, $"object {index}: a known kind and a body are required");
        var id = item.Text("id");
        if (id is not null && emulator.Store.Find(request.Scope, kind, id) is not null)
            throw AdminErrors.Of(400, $"object {index}: the ID {id} already exists");
        try
        {
            return collection.Create(request, (JsonObject)body.DeepClone(), id);
        }
        catch (ErrorReplyException rejected)
        {
            var reason = rejected.Reply.Body?.DeepClone();
            throw new ErrorReplyException(new Reply(400, new JsonObject { ["error"] = $"object {index} ({kind}) was rejected", ["response"] = reason }));
        }
    }

    private static Scope ScopeOf(EmulatorRequest request) =>
        new(request.QueryValue("organization") ?? string.Empty, request.QueryValue("sandbox") ?? string.Empty, "admin")
        {
            User = request.QueryValue("user") ?? "somebody@example.com",
        };
}
