using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlowPlan.Aep.Json;
using FlowPlan.Aep.Services.SchemaRegistry;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds;

/// <summary>Schemas. They only ever grow: field groups are added, and Profile is switched on for good.</summary>
internal sealed class SchemaKind(SchemaRegistryClient client) : IResourceKind, IResourceOperations
{
    private const string Union = "union";

    public KindDescription Description { get; } = new(
        "schema",
        "schemas",
        [
            new("altId", "the short id (meta:altId)"),
            new("id", "the schema's $id"),
            new("title", "its title"),
            new("version", "the version that datasets and mappings refer to"),
        ],
        [
            new("class", FieldChangeEffect.Refuse) { Consequence = "a schema keeps its class for life: make another schema" },
            new("fieldGroups", FieldChangeEffect.Update)
            {
                IsSet = true,
                OnRemove = FieldChangeEffect.Refuse,
                RemoveConsequence = "taking fields away breaks data that has them: a schema only grows",
            },
            new("profile", FieldChangeEffect.Update)
            {
                OnRemove = FieldChangeEffect.Refuse,
                Consequence = "this cannot be undone: a schema cannot be taken out of Profile again",
                RemoveConsequence = "a schema cannot be taken out of Profile again",
            },
        ],
        [])
    {
        NameField = "title",
        IdFormat = IdFormats.Schema,
    };

    public int PageSize => SchemaRegistryClient.PageSize;

    public Value.Map Canonicalize(Value.Map fields)
    {
        // Not in Profile is how a schema starts; once it is in, leaving is refused like leaving the field out.
        var canonical = fields["profile"] is Value.Bool { Truth: false } or Value.Null ? fields.Without("profile") : fields;
        return canonical["fieldGroups"] is Value.Map { Entries.IsEmpty: true } ? canonical.Without("fieldGroups") : canonical;
    }

    public string? NaturalKey(Value.Map fields) => Keys.Of(fields["title"]);

    public string? AlternateKey(Value.Map fields) => null;

    public string? DeleteConsequence(LiveObject live) =>
        "datasets and mappings of the schema can no longer be made; the service refuses once it is in use";

    public string? ReplaceConsequence(LiveObject live) => DeleteConsequence(live);

    public async Task<LiveObject?> ReadAsync(string id, CancellationToken cancellationToken) =>
        await client.GetAsync(id, global: false, cancellationToken) is { } schema ? Project(schema) : null;

    public async IAsyncEnumerable<LiveObject> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var schema in client.ListAsync(cancellationToken))
        {
            // Should a list give no more than ids and titles, the schema is read by itself.
            if (schema.At("allOf").ValueKind == JsonValueKind.Array)
                yield return Project(schema);
            else if (schema.TextAt("$id") is { } id && await ReadAsync(id, cancellationToken) is { } live)
                yield return live;
        }
    }

    public async Task<IReadOnlyList<LiveObject>> LookupAsync(ExistingCriteria criteria, CancellationToken cancellationToken)
    {
        if (criteria.Id is { } id)
            return await client.GetAsync(id, global: true, cancellationToken) is { } schema ? [Project(schema)] : [];
        return await Lookups.FindAsync(this, Description.NameComparer, criteria, cancellationToken);
    }

    public async Task<CreatedObject> CreateAsync(CreateRequest request, CancellationToken cancellationToken)
    {
        var (payload, fields) = (new Payload(), request.Fields);
        var references = new JsonArray(Reference(payload.Node(fields["class"])));
        foreach (var (group, _) in (fields["fieldGroups"] as Value.Map ?? Value.Map.Empty).Entries)
            references.Add(Reference(group));
        var body = Payload.Object(
            ("type", "object"),
            ("title", payload.Node(fields["title"])),
            ("description", payload.Node(fields["description"])),
            ("allOf", references))!;
        return new((await client.CreateAsync(body, payload.Secrets, cancellationToken)).TextAt("$id")!, null);
    }

    public async Task<UpdatedObject> UpdateAsync(UpdateRequest request, CancellationToken cancellationToken)
    {
        var now = await client.GetAsync(request.Live.Id, global: false, cancellationToken);
        Conflicts.EnsureUnmoved(request.Address, request.Live, now is { } schema ? Project(schema) : null);
        var (payload, patch) = (new Payload(), new JsonPatch());
        foreach (var change in request.Changes)
            AddOperations(patch, payload, request, change, now!.Value);
        if (!patch.IsEmpty)
            await client.PatchAsync(request.Live.Id, patch.ToNode(), payload.Secrets, cancellationToken);
        return new(null);
    }

    public Task DeleteAsync(string id, CancellationToken cancellationToken) => client.DeleteAsync(id, cancellationToken);

    public IReadOnlyList<string> DescribeCalls(CallPurpose purpose) => purpose switch
    {
        CallPurpose.Create => ["POST /tenant/schemas"],
        CallPurpose.Update => ["PATCH /tenant/schemas/{id}"],
        CallPurpose.Delete => ["DELETE /tenant/schemas/{id}"],
        _ => throw new ArgumentOutOfRangeException(nameof(purpose)),
    };

    private static void AddOperations(JsonPatch patch, Payload payload, UpdateRequest request, FieldWrite change, JsonElement schema)
    {
        switch (change.Path.Keys)
        {
            case ["title" or "description"]:
                var isThere = schema.At(change.Path.LastKey).ValueKind == JsonValueKind.String;
                if (change.Value is not null)
                    patch.Set("/" + change.Path, isThere, payload.Node(change.Value));
                else if (isThere)
                    patch.Remove("/" + change.Path);
                break;
            case ["fieldGroups", var group] when change.Value is Value.Bool { Truth: true }:
                patch.Add("/allOf/-", Reference(group));
                if (schema.At("meta:extends").ValueKind == JsonValueKind.Array)
                    patch.Add("/meta:extends/-", group);
                break;
            case ["profile"] when change.Value is Value.Bool { Truth: true }:
                // The operation replaces the whole list: what is there already goes in again.
                var tags = schema.ItemsAt("meta:immutableTags").Where(t => t.ValueKind == JsonValueKind.String).Select(t => t.GetString()!);
                patch.Add("/meta:immutableTags", new JsonArray([.. tags.Append(Union).Distinct().Select(t => JsonValue.Create(t))]));
                break;
            default:
                throw new InvalidOperationException($"The field '{change.Path.ToDisplay()}' of {request.Address} cannot be changed so.");
        }
    }

    private static JsonObject Reference(JsonNode? id) => new() { ["$ref"] = id };

    /// <summary>A <c>$id</c> or a <c>meta:altId</c> rather than a title.</summary>
    public static bool IsId(string text) =>
        text.StartsWith("https://", StringComparison.Ordinal)
        || text.StartsWith("http://", StringComparison.Ordinal)
        || (text.StartsWith('_') && text.Contains(".schemas.", StringComparison.Ordinal));

    private static LiveObject Project(JsonElement schema)
    {
        var id = schema.TextAt("$id") ?? string.Empty;
        var references = schema.ItemsAt("allOf").Select(r => r.TextAt("$ref")).OfType<string>().ToList();
        var ofClass = schema.TextAt("meta:class") ?? references.Find(r => r.Contains("/classes/", StringComparison.Ordinal));
        var inProfile = schema.ItemsAt("meta:immutableTags").Any(t => t.ValueKind == JsonValueKind.String && t.GetString() == Union);
        return new()
        {
            Id = id,
            Etag = schema.TextAt("meta:registryMetadata", "eTag"),
            Name = schema.TextAt("title"),
            Fields = Value.Map.Of(
                ("title", schema.ValueAt("title")),
                ("description", schema.ValueAt("description")),
                ("class", ofClass is null ? null : Value.Of(ofClass)),
                ("fieldGroups", Value.Map.Of(references.Where(r => r != ofClass).Select(r => KeyValuePair.Create(r, Value.Of(true))))),
                ("profile", Value.Of(inProfile))),
            Attributes = Value.Map.Of(
                ("id", Value.Of(id)),
                ("altId", schema.ValueAt("meta:altId")),
                ("title", schema.ValueAt("title")),
                ("version", VersionOf(schema))),
            UpdatedBy = schema.TextAt("meta:registryMetadata", "xdm:lastModifiedUserId"),
            UpdatedAt = schema.TimeAt("meta:registryMetadata", "repo:lastModifiedDate"),
        };
    }

    /// <summary>The version by which datasets and mappings name the schema: the minor part goes up with each field group and means the same.</summary>
    private static Value VersionOf(JsonElement schema) =>
        CanonicalForms.FullVersion(CanonicalForms.MajorVersion(schema.ValueAt("version"))) ?? Value.Of("1.0");
}
