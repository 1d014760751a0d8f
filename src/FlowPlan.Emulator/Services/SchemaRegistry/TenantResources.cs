using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;
using FlowPlan.Emulator.Json;
using FlowPlan.Emulator.Services.SchemaRegistry.Evolution;
using FlowPlan.Emulator.Services.SchemaRegistry.Protocol;
using FlowPlan.Emulator.Storage;

namespace FlowPlan.Emulator.Services.SchemaRegistry;

/// <summary>The resources of one kind in the tenant container: schemas, field groups, classes, or data types.</summary>
internal sealed class TenantResources : IObjectCollection
{
    private readonly EmulatorContext emulator;
    private readonly Descriptors descriptors;
    private readonly ResourceReferences references;
    private readonly ResourceChecks checks;
    private readonly ResourceFields fields;

    public TenantResources(EmulatorContext emulator, Descriptors descriptors, string kind)
    {
        this.emulator = emulator;
        this.descriptors = descriptors;
        Kind = kind;
        references = new(emulator.Store);
        checks = new(emulator, references);
        fields = new(emulator, references);
    }

    public string Kind { get; }

    private ObjectStore Store => emulator.Store;

    public Reply List(EmulatorRequest request) => ResourceList.Read(request, emulator, Kind);

    public Reply Read(EmulatorRequest request, string id)
    {
        var form = AcceptHeader.Check(request, lookup: true);
        return Reply.Ok(ResourceForms.ToResponse(Find(request, id).Body, form, r => references.Resolve(request.Scope, r)));
    }

    public Reply Create(EmulatorRequest request)
    {
        var body = ReadObject(request);
        Create(request, body, null);
        return new Reply(201, body.DeepClone());
    }

    public string Create(EmulatorRequest request, JsonObject body, string? id)
    {
        checks.Check(request, Kind, body, null);
        var hash = id ?? emulator.Ids.Hex(Kind, 48);
        if (Kind == Kinds.Schemas)
            CompatibilityRules.CheckIdentity(request, body, descriptors);
        fields.AddIdentity(request.Scope, Kind, body, hash);
        fields.AddServerFields(request.Scope, Kind, body);
        Store.Insert(request.Scope, Kind, hash, body, body.Text("title"), ResourceReferences.AllOf(body));
        return body.Text("$id")!;
    }

    public Reply Put(EmulatorRequest request, string id)
    {
        var found = Find(request, id);
        var body = ReadObject(request);
        foreach (var field in ResourceFields.ServerFields)
            body.Remove(field);
        return Replace(request, found, body);
    }

    public Reply Patch(EmulatorRequest request, string id)
    {
        var found = Find(request, id);
        var body = (JsonObject)found.Body.DeepClone();
        ResourcePatch.Apply(request, body);
        return Replace(request, found, body);
    }

    public Reply Delete(EmulatorRequest request, string id)
    {
        var found = Find(request, id);
        EnsureDeletable(request, found.Body);
        Store.Delete(request.Scope, Kind, found.Id);
        return Reply.NoContent();
    }

    public void Touch(JsonObject body, string user) => fields.SetMetadata(body, user);

    private Reply Replace(EmulatorRequest request, StoredObject found, JsonObject body)
    {
        checks.Check(request, Kind, body, found);
        if (Kind == Kinds.Schemas)
            CompatibilityRules.Check(request, Store, found.Body, body);
        else if (ResourceUse.IsLocked(Store, request.Scope, found.Body.Text("$id")!, ResourceReferences.Kinds, ResourceReferences.AllOf))
            FieldCompatibility.Check(request, found.Body, body);
        foreach (var field in ResourceFields.ServerFields.Where(found.Body.ContainsKey))
            body[field] = found.Body[field]?.DeepClone();
        fields.AddServerFields(request.Scope, Kind, body);
        if (Kind == Kinds.Schemas && !CompatibilityRules.IsUnion(found.Body))
            CompatibilityRules.CheckIdentity(request, body, descriptors);
        Store.Update(request.Scope, Kind, found.Id, body, body.Text("title"));
        Store.SetTargets(request.Scope, Kind, found.Id, ResourceReferences.AllOf(body));
        return Reply.Ok(body.DeepClone());
    }

    private void EnsureDeletable(EmulatorRequest request, JsonObject body)
    {
        var id = body.Text("$id")!;
        var isUsed = ResourceReferences.Kinds.Append(Kinds.DataSets).Any(kind => Store.FirstReferrer(request.Scope, id, kind) is not null);
        if (isUsed || CompatibilityRules.IsUnion(body))
            throw SchemaRegistryErrors.Of(request, "1301-400", "Resource in use", $"The resource {id} is in use and cannot be deleted.");
    }

    private StoredObject Find(EmulatorRequest request, string id)
    {
        var found = Store.Find(request.Scope, Kind, EmulatorContext.ResourceHash(id));
        return found is not null && (found.Body.Text("$id") == id || found.Body.Text("meta:altId") == id)
            ? found
            : throw SchemaRegistryErrors.NotFound(request, id);
    }

    private static JsonObject ReadObject(EmulatorRequest request) =>
        request.Json() as JsonObject ?? throw SchemaRegistryErrors.Of(request, "1001-400", "Bad request", "The body is not a JSON object.");
}
