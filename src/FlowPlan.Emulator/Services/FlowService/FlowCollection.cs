using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;
using FlowPlan.Emulator.Json;
using FlowPlan.Emulator.Storage;

namespace FlowPlan.Emulator.Services.FlowService;

/// <summary>What the collections of Flow Service have in common: create, read, list, patch, delete.</summary>
internal abstract class FlowCollection(EmulatorContext emulator, string kind) : IObjectCollection
{
    /// <summary>Fields that a client cannot set.</summary>
    public static IReadOnlyList<string> ServerFields { get; } =
    [
        "id", "createdAt", "updatedAt", "createdBy", "updatedBy", "createdClient", "updatedClient", "sandboxId", "sandboxName",
        "imsOrgId", "version", "etag", "inheritedAttributes", "lastOperation",
    ];

    /// <summary>The name of the collection in paths, and the kind of its objects in the store.</summary>
    public string Kind { get; } = kind;

    protected EmulatorContext Emulator { get; } = emulator;

    protected ObjectStore Store => Emulator.Store;

    public Reply Create(EmulatorRequest request)
    {
        var body = request.Json() as JsonObject
            ?? throw FlowServiceErrors.Of(request, "1405-400", "The request body is empty or not a JSON object.");
        var id = Create(request, body, null);
        return new Reply(201, new JsonObject { ["id"] = id, ["etag"] = body.Text("etag") })
            .With("Location", $"/data/foundation/flowservice/{Kind}/{id}");
    }

    public string Create(EmulatorRequest request, JsonObject body, string? id)
    {
        foreach (var field in ServerFields)
            body.Remove(field);
        var targets = OnCreating(request, body);
        id ??= Emulator.Ids.Uuid(Kind);
        AddServerFields(request.Scope, body, id);
        Store.Insert(request.Scope, Kind, id, body, body.Text("name"), targets);
        return id;
    }

    public virtual Reply List(EmulatorRequest request) => FlowList.Read(request, Emulator, Kind, ToResponse);

    public virtual Reply Read(EmulatorRequest request, string id) =>
        Reply.Ok(new JsonObject { ["items"] = new JsonArray(ToResponse(Find(request, id))) });

    public Reply Patch(EmulatorRequest request, string id)
    {
        var found = Find(request, id);
        var body = (JsonObject)found.Body.DeepClone();
        FlowPatch.Apply(request, Kind, found, body);
        OnPatching(request, found.Body, body);
        return Save(request, body);
    }

    public Reply Delete(EmulatorRequest request, string id)
    {
        var found = Find(request, id);
        EnsureDeletable(request, id);
        Store.Delete(request.Scope, Kind, id);
        OnDeleted(request, found.Body);
        return Reply.NoContent();
    }

    public void Touch(JsonObject body, string user)
    {
        var etag = Emulator.Ids.Etag(Kind);
        body["etag"] = etag;
        body["version"] = etag;
        body["updatedAt"] = Math.Max(Emulator.Now, (long?)body["updatedAt"] + 1 ?? 0);
        body["updatedBy"] = user;
    }

    /// <summary>Checks a new object and sets its defaults.</summary>
    /// <returns>The IDs of the objects that it refers to.</returns>
    protected abstract IEnumerable<string> OnCreating(EmulatorRequest request, JsonObject body);

    /// <summary>Checks an object after a patch was applied, before it is stored.</summary>
    protected virtual void OnPatching(EmulatorRequest request, JsonObject before, JsonObject after)
    {
    }

    /// <summary>Rejects the delete of an object that is in use.</summary>
    protected virtual void EnsureDeletable(EmulatorRequest request, string id)
    {
    }

    /// <summary>Deletes what belongs to a deleted object.</summary>
    protected virtual void OnDeleted(EmulatorRequest request, JsonObject body)
    {
    }

    /// <summary>The object as it is returned.</summary>
    protected virtual JsonObject ToResponse(StoredObject found) => found.Body;

    protected StoredObject Find(EmulatorRequest request, string id) =>
        Store.Find(request.Scope, Kind, id) ?? throw FlowServiceErrors.NotFound(request, Kind, id);

    /// <summary>Stores a changed object with a new etag.</summary>
    protected Reply Save(EmulatorRequest request, JsonObject body)
    {
        Touch(body, request.Scope.User);
        body["updatedClient"] = request.Scope.Client;
        Store.Update(request.Scope, Kind, body.Text("id")!, body, body.Text("name"));
        return Reply.Ok(new JsonObject { ["id"] = body.Text("id"), ["etag"] = body.Text("etag") });
    }

    protected void AddServerFields(Scope scope, JsonObject body, string id)
    {
        var etag = Emulator.Ids.Etag(Kind);
        body["id"] = id;
        body["createdAt"] = Emulator.Now;
        body["updatedAt"] = Emulator.Now;
        body["createdBy"] = scope.User;
        body["updatedBy"] = scope.User;
        body["createdClient"] = scope.Client;
        body["updatedClient"] = scope.Client;
        body["sandboxId"] = EmulatorContext.DerivedUuid(scope.Sandbox);
        body["sandboxName"] = scope.Sandbox;
        body["imsOrgId"] = scope.Organization;
        body["version"] = etag;
        body["etag"] = etag;
        body["state"] ??= "enabled";
    }
}
