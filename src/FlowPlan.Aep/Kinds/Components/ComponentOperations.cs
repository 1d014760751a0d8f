using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlowPlan.Aep.Json;
using FlowPlan.Aep.Kinds.Common;
using FlowPlan.Aep.Kinds.Components.Evolution;
using FlowPlan.Aep.Kinds.Components.Fields;
using FlowPlan.Aep.Kinds.Components.Lookup;
using FlowPlan.Aep.Services.SchemaRegistry;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Components;

/// <summary>The calls of field groups, data types and classes.</summary>
internal sealed class ComponentOperations(ComponentDefinition kind, SchemaRegistryClient registry, EvolutionCheck evolution) : IResourceOperations, IChangeGuard, IReferenceCheck
{
    private const string LocalDefinition = "customFields";

    public int PageSize => SchemaRegistryClient.PageSize;

    public async Task<LiveObject?> ReadAsync(string id, CancellationToken cancellationToken) =>
        await registry.GetAsync(id, global: false, cancellationToken) is { } found ? Project(found) : null;

    public async IAsyncEnumerable<LiveObject> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var found in registry.ListAsync(cancellationToken))
            yield return Project(found);
    }

    public async Task<IReadOnlyList<LiveObject>> LookupAsync(ExistingCriteria criteria, CancellationToken cancellationToken)
    {
        if (criteria.Id is { } id)
            return await registry.GetAsync(id, global: true, cancellationToken) is { } found ? [Project(found)] : [];
        return await Lookups.FindAsync(this, kind.Description.NameComparer, criteria, cancellationToken);
    }

    public async Task<CreatedObject> CreateAsync(CreateRequest request, CancellationToken cancellationToken)
    {
        var (payload, fields) = (new Payload(), request.Fields);
        var body = Payload.Object(("type", "object"), ("title", payload.Node(fields["title"])), ("description", payload.Node(fields["description"])))!;
        var declared = (fields["fields"] as Value.Map ?? Value.Map.Empty).Entries;
        var tenant = kind.HasTenant || declared.Any(f => FieldName.IsOwn(f.Key)) ? await registry.TenantAsync(cancellationToken) : null;
        var root = AddRoot(body, tenant);
        kind.Part.AddTo(body, fields);
        var edit = new FieldEdit(body, root);
        foreach (var (path, field) in declared)
            edit.Set(FieldName.WithTenant(path, tenant), (Value.Map)field, payload);
        return new((await registry.CreateAsync(body, payload.Secrets, cancellationToken)).IdAt("$id")!, null);
    }

    public async Task<UpdatedObject> UpdateAsync(UpdateRequest request, CancellationToken cancellationToken)
    {
        var now = await registry.GetAsync(request.Live.Id, global: false, cancellationToken);
        ConcurrencyGuard.EnsureUnchanged(request.Address, request.Live, now is { } found ? Project(found) : null);
        var (payload, patch) = (new Payload(), new JsonPatchBuilder());
        var body = JsonObject.Create(now!.Value)!;
        foreach (var change in request.Changes.Where(c => c.Path.Keys is ["title" or "description"]))
            patch.SetOrRemove("/" + change.Path, body[change.Path.LastKey] is JsonValue, payload.Node(change.Value));
        var others = request.Changes.Where(c => c.Path.Keys is not (["title" or "description"] or ["fields", ..])).ToList();
        if (others.Count > 0)
        {
            var before = (JsonObject)body.DeepClone();
            if (others.Find(c => !kind.Part.Update(request, c, body)) is { } impossible)
                throw InPlace.NotPossible(request, impossible);
            foreach (var (name, value) in body.Where(p => !JsonNode.DeepEquals(p.Value, before[p.Key])).ToList())
                patch.SetOrRemove("/" + name, before[name] is not null, value?.DeepClone());
        }

        ComponentChanges.AddTo(patch, payload, request, body, BodyOf((Value.Map)ValueJson.Read(now.Value), request.Live.Id), LocalRootOf(request.Live.Id, body));
        if (!patch.IsEmpty)
            await registry.PatchAsync(request.Live.Id, patch.ToNode(), payload.Secrets, cancellationToken);
        return new(null);
    }

    public async Task<DeletedObject> DeleteAsync(string id, CancellationToken cancellationToken)
    {
        await registry.DeleteAsync(id, cancellationToken);
        return DeletedObject.Deleted;
    }

    public Task<IReadOnlyList<Diagnostic>> CheckAsync(IReadOnlyList<PlannedChange> changes, CancellationToken cancellationToken) =>
        evolution.CheckAsync(changes, cancellationToken);

    public Task<IReadOnlyList<Diagnostic>> CheckReferencesAsync(IReadOnlyList<DesiredResource> desired, CancellationToken cancellationToken) =>
        new StandardLookup(registry).CheckAsync(desired, (_, _, _) => null, cancellationToken);

    public IReadOnlyList<string> DescribeCalls(CallPurpose purpose) => purpose switch
    {
        CallPurpose.Create => [$"POST /tenant/{kind.Collection}"],
        CallPurpose.Update => [$"PATCH /tenant/{kind.Collection}/{{id}}"],
        _ => [$"DELETE /tenant/{kind.Collection}/{{id}}"],
    };

    /// <summary>Adds the part of a new body that has the fields; the keys that lead to it.</summary>
    private IReadOnlyList<string> AddRoot(JsonObject body, string? tenant)
    {
        if (!kind.HasTenant)
        {
            body["properties"] = new JsonObject();
            return [];
        }

        var own = "_" + tenant;
        body["definitions"] = new JsonObject
        {
            [LocalDefinition] = new JsonObject
            {
                ["type"] = "object",
                ["properties"] = new JsonObject { [own] = new JsonObject { ["type"] = "object", ["properties"] = new JsonObject() } },
            },
        };
        body["allOf"] = new JsonArray(new JsonObject { ["$ref"] = "#/definitions/" + LocalDefinition, ["type"] = "object", ["meta:xdmType"] = "object" });
        return ["definitions", LocalDefinition, "properties", own];
    }

    private IReadOnlyList<string> LocalRootOf(string id, JsonObject body) => kind.HasTenant
        ? ["definitions", (body["definitions"] as JsonObject)?.FirstOrDefault().Key ?? LocalDefinition, "properties", "_" + ComponentBody.TenantOf(id)]
        : [];

    private ComponentBody BodyOf(Value.Map component, string id) => ComponentBody.Read(component, kind.HasTenant, ComponentBody.TenantOf(id));

    private LiveObject Project(JsonElement component)
    {
        var id = component.RequiredIdAt(kind.Name, "$id");
        var json = (Value.Map)ValueJson.Read(component);
        var body = BodyOf(json, id);
        return new()
        {
            Id = id,
            Etag = component.TextAt("meta:registryMetadata", "eTag"),
            Name = component.TextAt("title"),
            Fields = kind.Canonicalize(Value.Map.Of(
            [
                ("title", component.ValueAt("title")),
                ("description", component.ValueAt("description")),
                .. kind.Part.FieldsOf(json),
                ("fields", Keys.Group([.. body.Fields.Where(f => f.Key != FieldName.Tenant).Select(f => (f.Key, (Value?)f.Value.Field))])),
            ])),
            Attributes = Value.Map.Of(("id", Value.Of(id)), ("altId", component.ValueAt("meta:altId")), ("title", component.ValueAt("title"))),
            IsShared = component.TextAt("meta:altId")?.StartsWith("_xdm.", StringComparison.Ordinal) == true,
            Unsupported = kind.Part.UnsupportedIn(json) ?? (body.Outside is { } outside ? $"its field '{outside}' is not in the object of the organization" : null),
            UpdatedBy = component.TextAt("meta:registryMetadata", "xdm:lastModifiedUserId"),
            UpdatedAt = component.TimeAt("meta:registryMetadata", "repo:lastModifiedDate"),
        };
    }
}
