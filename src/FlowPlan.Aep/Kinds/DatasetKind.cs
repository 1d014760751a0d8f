using System.Runtime.CompilerServices;
using System.Text.Json;
using FlowPlan.Aep.Json;
using FlowPlan.Aep.Services.Catalog;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds;

/// <summary>Datasets. They bear their owner in a tag; tags of the platform itself are left alone.</summary>
internal sealed class DatasetKind(CatalogClient client) : IResourceKind, IResourceOperations
{
    public KindDescription Description { get; } = new(
        "dataset",
        "datasets",
        [
            new("id", "the dataset's id"),
            new("name", "its name"),
            new("schemaId", "the $id of its schema"),
        ],
        [
            new("schema", FieldChangeEffect.Replace),
            new("profile/enabled", FieldChangeEffect.Update) { ResetTo = Value.Of(false) },
            new("profile/upsert", FieldChangeEffect.Update)
            {
                ResetTo = Value.Of(false),
                Consequence = "Profile is switched off for a moment; data that arrives meanwhile does not reach it",
            },
            new("identity/enabled", FieldChangeEffect.Update) { ResetTo = Value.Of(false) },
            new("tags/*", FieldChangeEffect.Update) { Whole = true },
        ],
        [
            new("schema/id", "schema"),
        ])
    {
        IdFormat = IdFormats.Hexadecimal(24),
    };

    public int PageSize => CatalogClient.PageSize;

    public Value.Map Canonicalize(Value.Map fields)
    {
        var canonical = CanonicalForms.Rewrite(fields, "schema", "version", CanonicalForms.MajorVersion);
        return CanonicalForms.Rewrite(canonical, "tags", tags => tags is Value.Map map
            ? Value.Map.Of(map.Entries.Select(e => KeyValuePair.Create(e.Key, CanonicalForms.Set(e.Value))))
            : tags);
    }

    public string? NaturalKey(Value.Map fields) => Keys.Of(FieldPath.Find(fields, "schema/id"), fields["name"]);

    public string? AlternateKey(Value.Map fields) => null;

    public string? DeleteConsequence(LiveObject live) => "the data in the dataset is lost";

    public string? ReplaceConsequence(LiveObject live) => DeleteConsequence(live);

    public async Task<LiveObject?> ReadAsync(string id, CancellationToken cancellationToken) =>
        await client.GetAsync(id, cancellationToken) is { } found ? Project(id, found.Dataset) : null;

    public async IAsyncEnumerable<LiveObject> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var (id, dataset) in client.ListAsync(null, cancellationToken))
            yield return Project(id, dataset);
    }

    public Task<IReadOnlyList<LiveObject>> LookupAsync(ExistingCriteria criteria, CancellationToken cancellationToken) =>
        Lookups.FindAsync(this, Description.NameComparer, criteria, cancellationToken);

    public async Task<CreatedObject> CreateAsync(CreateRequest request, CancellationToken cancellationToken)
    {
        var (payload, fields) = (new Payload(), request.Fields);
        var body = Payload.Object(
            ("name", payload.Node(fields["name"])),
            ("description", payload.Node(fields["description"])),
            ("schemaRef", Payload.Object(
                ("id", payload.Node(FieldPath.Find(fields, "schema/id"))),
                ("contentType", $"application/vnd.adobe.xed+json;version={CanonicalForms.MajorVersion(FieldPath.Find(fields, "schema/version") ?? Value.Of("1"))}"))),
            ("tags", DatasetTags.ForCreate(fields, $"{request.Project}/{request.Address}", payload)))!;
        return new(await client.CreateAsync(body, payload.Secrets, cancellationToken), null);
    }

    public async Task<UpdatedObject> UpdateAsync(UpdateRequest request, CancellationToken cancellationToken)
    {
        var (current, etag) = await ReadUnmovedAsync(request, cancellationToken);
        var payload = new Payload();
        if (DatasetTags.MustSwitchOffFirst(request))
        {
            await client.PatchAsync(request.Live.Id, DatasetTags.SwitchOff(current.At("tags")).ToNode(), etag, [], cancellationToken);
            (current, etag) = await client.GetAsync(request.Live.Id, cancellationToken)
                ?? throw Conflicts.Moved(request.Address, request.Live, gone: true);
        }

        var patch = new JsonPatch();
        foreach (var change in request.Changes.Where(c => c.Path.Keys is ["name" or "description"]))
        {
            var isThere = current.At(change.Path.LastKey).ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);
            if (change.Value is not null)
                patch.Set("/" + change.Path, isThere, payload.Node(change.Value));
            else if (isThere)
                patch.Remove("/" + change.Path);
        }

        DatasetTags.AddOperations(patch, payload, request, current.At("tags"));
        if (!patch.IsEmpty)
            await client.PatchAsync(request.Live.Id, patch.ToNode(), etag, payload.Secrets, cancellationToken);
        return new(null);
    }

    public Task DeleteAsync(string id, CancellationToken cancellationToken) => client.DeleteAsync(id, cancellationToken);

    public IReadOnlyList<string> DescribeCalls(CallPurpose purpose) => purpose switch
    {
        CallPurpose.Create => ["POST /dataSets"],
        CallPurpose.Update => ["PATCH /dataSets/{id}"],
        CallPurpose.Delete => ["DELETE /dataSets/{id}"],
        _ => throw new ArgumentOutOfRangeException(nameof(purpose)),
    };

    /// <summary>The dataset as it is now, if it is as it was read, and the etag that guards the write.</summary>
    private async Task<(JsonElement Dataset, string? Etag)> ReadUnmovedAsync(UpdateRequest request, CancellationToken cancellationToken)
    {
        var now = await client.GetAsync(request.Live.Id, cancellationToken);
        Conflicts.EnsureUnmoved(request.Address, request.Live, now is null ? null : Project(request.Live.Id, now.Value.Dataset));
        return now!.Value;
    }

    private LiveObject Project(string id, JsonElement dataset)
    {
        var tags = dataset.At("tags");
        var schemaId = dataset.ValueAt("schemaRef", "id");
        return new()
        {
            Id = id,
            Etag = dataset.TextAt("version"),
            Name = dataset.TextAt("name"),
            Fields = Canonicalize(Value.Map.Of(
                ("name", dataset.ValueAt("name")),
                ("description", dataset.ValueAt("description")),
                ("schema", Keys.Group(("id", schemaId), ("version", dataset.ValueAt("schemaRef", "contentType")))),
                ("profile", Value.Map.Of(
                    ("enabled", Value.Of(CanonicalForms.TagSays(tags, DatasetTags.Profile, "enabled:true"))),
                    ("upsert", Value.Of(CanonicalForms.TagSays(tags, DatasetTags.Profile, "isUpsert:true"))))),
                ("identity", Value.Map.Of(("enabled", Value.Of(CanonicalForms.TagSays(tags, DatasetTags.Identity, "enabled:true"))))),
                ("tags", DatasetTags.Own(tags)))),
            Attributes = Value.Map.Of(("id", Value.Of(id)), ("name", dataset.ValueAt("name")), ("schemaId", schemaId)),
            Owner = DatasetTags.MarkerOf(tags),
            UpdatedBy = dataset.TextAt("updatedUser"),
            UpdatedAt = dataset.TimeAt("updated"),
        };
    }
}
