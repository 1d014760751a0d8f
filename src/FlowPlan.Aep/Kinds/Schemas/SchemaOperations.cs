using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlowPlan.Aep.Json;
using FlowPlan.Aep.Kinds.Common;
using FlowPlan.Aep.Kinds.Components.Fields;
using FlowPlan.Aep.Kinds.Components.Lookup;
using FlowPlan.Aep.Kinds.Components.References;
using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Aep.Kinds.Schemas.Descriptors;
using FlowPlan.Aep.Services.SchemaRegistry;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Schemas;

/// <summary>The calls of schemas.</summary>
internal sealed class SchemaOperations(
    KindDefinition kind, SchemaRegistryClient registry, DescriptorClient descriptors, GroupRemoval removal, TimeProvider time) : IResourceOperations, IChangeGuard, IReferenceCheck
{
    private static readonly string[] OwnParts = ["properties", "definitions", "required"];
    private readonly DescriptorWriter writer = new(descriptors, time);

    public int PageSize => SchemaRegistryClient.PageSize;

    public async Task<LiveObject?> ReadAsync(string id, CancellationToken cancellationToken) =>
        await registry.GetAsync(id, global: false, cancellationToken) is { } schema
            ? Project(schema, await descriptors.ListAsync(schema.IdAt("$id"), cancellationToken).ToListAsync(cancellationToken))
            : null;

    public async IAsyncEnumerable<LiveObject> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var all = await descriptors.ListAsync(null, cancellationToken).ToListAsync(cancellationToken);
        var bySchema = all.ToLookup(d => d.TextAt("xdm:sourceSchema") ?? string.Empty, StringComparer.Ordinal);
        await foreach (var schema in registry.ListAsync(cancellationToken))
            yield return Project(schema, bySchema[schema.IdAt("$id") ?? string.Empty]);
    }

    public async Task<IReadOnlyList<LiveObject>> LookupAsync(ExistingCriteria criteria, CancellationToken cancellationToken)
    {
        if (criteria.Id is { } id)
            return await registry.GetAsync(id, global: true, cancellationToken) is { } schema ? [Project(schema, [])] : [];
        return await Lookups.FindAsync(this, kind.Description.NameComparer, criteria, cancellationToken);
    }

    public async Task<CreatedObject> CreateAsync(CreateRequest request, CancellationToken cancellationToken)
    {
        var (payload, fields) = (new Payload(), request.Fields);
        var references = new JsonArray(Reference(payload.Node(fields["class"])));
        foreach (var (group, _) in (fields["fieldGroups"] as Value.Map ?? Value.Map.Empty).Entries)
            references.Add((JsonNode)Reference(group));
        var body = Payload.Object(
            ("type", "object"),
            ("title", payload.Node(fields["title"])),
            ("description", payload.Node(fields["description"])),
            ("allOf", references))!;
        return new((await registry.CreateAsync(body, payload.Secrets, cancellationToken)).IdAt("$id")!, null);
    }

    public async Task<UpdatedObject> UpdateAsync(UpdateRequest request, CancellationToken cancellationToken)
    {
        var now = await registry.GetAsync(request.Live.Id, global: false, cancellationToken);
        ConcurrencyGuard.EnsureUnchanged(
            request.Address,
            request.Live,
            now is { } schema ? Project(schema, await descriptors.ListAsync(request.Live.Id, cancellationToken).ToListAsync(cancellationToken)) : null);

        // Descriptors need the fields that they are of, so that field groups come before them and go after them; Profile needs an identity.
        var own = request.Changes.Where(c => !DescriptorTypes.Groups.Contains(c.Path.Keys[0])).ToList();
        var later = own.Count == request.Changes.Count ? [] : own.FindAll(c => c.Path.Keys is ["profile"] || IsRemovedGroup(c));
        await PatchAsync(request, [.. own.Except(later)], now!.Value, cancellationToken);
        await writer.WriteAsync(request, ComponentBody.TenantOf(request.Live.Id), cancellationToken);
        await PatchAsync(request, later, now.Value, cancellationToken);
        return new(null);
    }

    public async Task<DeletedObject> DeleteAsync(string id, CancellationToken cancellationToken)
    {
        await registry.DeleteAsync(id, cancellationToken);
        await writer.DeleteAllAsync(id, cancellationToken);
        return DeletedObject.Deleted;
    }

    public Task<IReadOnlyList<Diagnostic>> CheckAsync(IReadOnlyList<PlannedChange> changes, CancellationToken cancellationToken) =>
        removal.CheckAsync(changes, cancellationToken);

    public Task<IReadOnlyList<Diagnostic>> CheckReferencesAsync(IReadOnlyList<DesiredResource> desired, CancellationToken cancellationToken) =>
        new StandardLookup(registry).CheckAsync(desired, CheckClass, cancellationToken);

    public IReadOnlyList<string> DescribeCalls(CallPurpose purpose) => purpose switch
    {
        CallPurpose.Create => ["POST /tenant/schemas"],
        CallPurpose.Update => ["PATCH /tenant/schemas/{id}", "POST|PUT|DELETE /tenant/descriptors"],
        CallPurpose.Delete => ["DELETE /tenant/schemas/{id}"],
        _ => throw new ArgumentOutOfRangeException(nameof(purpose)),
    };

    private async Task PatchAsync(UpdateRequest request, IReadOnlyList<FieldWrite> changes, JsonElement schema, CancellationToken cancellationToken)
    {
        var (payload, patch) = (new Payload(), new JsonPatchBuilder());
        foreach (var change in changes)
            AddOperations(patch, payload, request, change, schema);
        RemoveGroups(patch, schema, [.. changes.Where(IsRemovedGroup).Select(c => c.Path.LastKey)]);
        if (!patch.IsEmpty)
            await registry.PatchAsync(request.Live.Id, patch.ToNode(), payload.Secrets, cancellationToken);
    }

    private static bool IsRemovedGroup(FieldWrite change) => change.Path.Keys is ["fieldGroups", _] && change.Value is null;

    /// <summary>A field group must be made for the class of the schema.</summary>
    private static Diagnostic? CheckClass(DesiredResource schema, UnknownComponent part, JsonElement live)
    {
        var classes = live.ItemsAt("meta:intendedToExtend").Where(c => c.ValueKind == JsonValueKind.String).Select(c => c.GetString()!).ToList();
        return part.Kind == ComponentKinds.FieldGroup && classes.Count > 0 && schema.Fields["class"] is Value.Text(var ofClass) && !classes.Contains(ofClass)
            ? SchemaDiagnostics.GroupOfOtherClass(schema.SpanOf(part.Path), part.Id, classes) with { Address = schema.Address }
            : null;
    }

    private static void AddOperations(JsonPatchBuilder patch, Payload payload, UpdateRequest request, FieldWrite change, JsonElement schema)
    {
        switch (change.Path.Keys)
        {
            case ["title" or "description"]:
                patch.SetOrRemove("/" + change.Path, schema.At(change.Path.LastKey).ValueKind == JsonValueKind.String, payload.Node(change.Value));
                break;
            case ["fieldGroups", _] when change.Value is null:
                // Those are removed together: each changes the positions of the others.
                break;
            case ["fieldGroups", var group] when change.Value is Value.Bool { IsTrue: true }:
                AddGroup(patch, schema, group);
                break;
            case ["fieldGroups", _] when change.Value is Value.Text(var id):
                AddGroup(patch, schema, id);
                break;
            case ["profile"] when change.Value is Value.Bool { IsTrue: true }:
                // The operation replaces the whole list: what is there already goes in again.
                var tags = schema.ItemsAt("meta:immutableTags").Where(t => t.ValueKind == JsonValueKind.String).Select(t => t.GetString()!);
                patch.Add("/meta:immutableTags", new JsonArray([.. tags.Append(ProfileTag.Union).Distinct().Select(t => JsonValue.Create(t))]));
                break;
            default:
                throw InPlace.NotPossible(request, change);
        }
    }

    private static void AddGroup(JsonPatchBuilder patch, JsonElement schema, string group)
    {
        patch.Add("/allOf/-", Reference(group));
        if (schema.At("meta:extends").ValueKind == JsonValueKind.Array)
            patch.Add("/meta:extends/-", group);
    }

    /// <summary>Removes from the end on, so that the other positions stay as they are.</summary>
    private static void RemoveGroups(JsonPatchBuilder patch, JsonElement schema, HashSet<string> groups)
    {
        if (groups.Count == 0)
            return;
        foreach (var (name, idOf) in (ReadOnlySpan<(string, Func<JsonElement, string?>)>)[("allOf", e => e.TextAt("$ref")), ("meta:extends", e => e.ValueKind == JsonValueKind.String ? e.GetString() : null)])
        {
            foreach (var (index, _) in schema.ItemsAt(name).Index().Where(e => idOf(e.Item) is { } id && groups.Contains(id)).Reverse())
                patch.Remove($"/{name}/{index.ToString(CultureInfo.InvariantCulture)}");
        }
    }

    private static JsonObject Reference(JsonNode? id) => new() { ["$ref"] = id };

    private LiveObject Project(JsonElement schema, IEnumerable<JsonElement> all)
    {
        var id = schema.RequiredIdAt(kind.Name, "$id");
        var tenant = ComponentBody.TenantOf(id);
        var described = DescriptorSet.Of(all, id, tenant);
        var references = schema.ItemsAt("allOf").Select(r => r.TextAt("$ref")).OfType<string>().ToList();
        var ofClass = schema.TextAt("meta:class") ?? references.Find(StandardComponents.IsClass);
        return new()
        {
            Id = id,
            Etag = schema.TextAt("meta:registryMetadata", "eTag"),
            Name = schema.TextAt("title"),
            Fields = Value.Map.Of(
            [
                ("title", schema.ValueAt("title")),
                ("description", schema.ValueAt("description")),
                ("class", ofClass is null ? null : Value.Of(ofClass)),
                ("fieldGroups", Value.Map.Of(references.Where(r => r != ofClass).Select(r => KeyValuePair.Create(r, Value.Of(true))))),
                ("profile", Value.Of(ProfileTag.IsOn(schema))),
                .. described.ToFields(tenant),
            ]),
            Attributes = Value.Map.Of(
                ("id", Value.Of(id)),
                ("altId", schema.ValueAt("meta:altId")),
                ("title", schema.ValueAt("title")),
                ("version", VersionOf(schema))),
            Unsupported = UnsupportedPartOf(schema) ?? described.Unsupported,
            UpdatedBy = schema.TextAt("meta:registryMetadata", "xdm:lastModifiedUserId"),
            UpdatedAt = schema.TimeAt("meta:registryMetadata", "repo:lastModifiedDate"),
        };
    }

    /// <summary>Why class and field groups cannot represent the whole schema; null when they do.</summary>
    private static string? UnsupportedPartOf(JsonElement schema)
    {
        if (OwnParts.FirstOrDefault(p => IsFilled(schema.At(p))) is { } part)
            return $"it has '{part}' of its own, which a definition cannot hold";
        return schema.ItemsAt("allOf").Any(p => !IsWholeReference(p)) ? "its allOf contains an inline or partial reference" : null;
    }

    private static bool IsFilled(JsonElement part) =>
        part.ValueKind == JsonValueKind.Object ? part.EnumerateObject().Any() : part.ValueKind == JsonValueKind.Array && part.GetArrayLength() > 0;

    private static bool IsWholeReference(JsonElement part) =>
        part.TextAt("$ref") is { } target
        && !target.StartsWith('#')
        && part.EnumerateObject().All(p => p.Name is "$ref" or "type" or "meta:xdmType");

    /// <summary>The version by which datasets and mappings name the schema: the minor part goes up with each field group and means the same.</summary>
    private static Value VersionOf(JsonElement schema) =>
        Versions.Full(Versions.Major(schema.ValueAt("version"))) ?? Value.Of(SchemaReference.DefaultVersion);
}
