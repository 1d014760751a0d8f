using System.Runtime.CompilerServices;
using System.Text.Json;
using FlowPlan.Aep.Json;
using FlowPlan.Aep.Kinds.Common;
using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Aep.Services.Catalog;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Datasets;

/// <summary>The calls of datasets. They carry their owner in a tag; tags of the platform itself are left alone.</summary>
internal sealed class DatasetOperations(KindDefinition kind, CatalogClient catalog) : IResourceOperations
{
    public int PageSize => CatalogClient.PageSize;

    public async Task<LiveObject?> ReadAsync(string id, CancellationToken cancellationToken) =>
        await catalog.GetAsync(id, cancellationToken) is { } found ? Project(id, found.Dataset) : null;

    public async IAsyncEnumerable<LiveObject> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var (id, dataset) in catalog.ListAsync(cancellationToken))
            yield return Project(id, dataset);
    }

    public Task<IReadOnlyList<LiveObject>> LookupAsync(ExistingCriteria criteria, CancellationToken cancellationToken) =>
        Lookups.FindAsync(this, kind.Description.NameComparer, criteria, cancellationToken);

    public async Task<CreatedObject> CreateAsync(CreateRequest request, CancellationToken cancellationToken)
    {
        var (payload, fields) = (new Payload(), request.Fields);
        var body = Payload.Object(
            ("name", payload.Node(fields["name"])),
            ("description", payload.Node(fields["description"])),
            ("schemaRef", SchemaReference.In(fields).ToCatalog(payload)),
            ("tags", DatasetTags.ForCreate(fields, $"{request.Project}/{request.Address}", payload)))!;
        return new(await catalog.CreateAsync(body, payload.Secrets, cancellationToken), null);
    }

    public async Task<UpdatedObject> UpdateAsync(UpdateRequest request, CancellationToken cancellationToken)
    {
        var (current, etag) = await ReadUnchangedAsync(request, cancellationToken);
        var payload = new Payload();
        if (DatasetTags.MustSwitchOffFirst(request))
        {
            await catalog.PatchAsync(request.Live.Id, DatasetTags.SwitchOff(current.At("tags")).ToNode(), etag, [], cancellationToken);
            (current, etag) = await catalog.GetAsync(request.Live.Id, cancellationToken)
                ?? throw ConcurrencyGuard.Changed(request.Address, request.Live, gone: true);
        }

        var patch = new JsonPatchBuilder();
        foreach (var change in request.Changes.Where(c => c.Path.Keys is ["name" or "description"]))
        {
            var isPresent = current.At(change.Path.LastKey).ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);
            patch.SetOrRemove("/" + change.Path, isPresent, payload.Node(change.Value));
        }

        DatasetTags.AddOperations(patch, payload, request, current.At("tags"));
        if (!patch.IsEmpty)
            await catalog.PatchAsync(request.Live.Id, patch.ToNode(), etag, payload.Secrets, cancellationToken);

        // The other call has given the dataset a new etag.
        if (DatasetRetention.BodyOf(request.Changes, payload) is { } retention)
            await catalog.MergeAsync(request.Live.Id, retention, patch.IsEmpty ? etag : null, payload.Secrets, cancellationToken);
        return new(null);
    }

    public async Task<DeletedObject> DeleteAsync(string id, CancellationToken cancellationToken)
    {
        await catalog.DeleteAsync(id, cancellationToken);
        return DeletedObject.Deleted;
    }

    public IReadOnlyList<string> DescribeCalls(CallPurpose purpose) => purpose switch
    {
        CallPurpose.Create => ["POST /dataSets"],
        CallPurpose.Update => ["PATCH /dataSets/{id}"],
        CallPurpose.Delete => ["DELETE /dataSets/{id}"],
        _ => throw new ArgumentOutOfRangeException(nameof(purpose)),
    };

    /// <summary>The dataset as it is now, if it is as it was read, and the etag that guards the write.</summary>
    private async Task<(JsonElement Dataset, string? Etag)> ReadUnchangedAsync(UpdateRequest request, CancellationToken cancellationToken)
    {
        var now = await catalog.GetAsync(request.Live.Id, cancellationToken);
        ConcurrencyGuard.EnsureUnchanged(request.Address, request.Live, now is null ? null : Project(request.Live.Id, now.Value.Dataset));
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
            Fields = kind.Canonicalize(Value.Map.Of(
                ("name", dataset.ValueAt("name")),
                ("description", dataset.ValueAt("description")),
                ("schema", new SchemaReference(schemaId, dataset.ValueAt("schemaRef", "contentType")).ToFields()),
                (DatasetRetention.Field, DatasetRetention.Of(dataset)),
                ("profile", Value.Map.Of(
                    ("enabled", Value.Of(PlatformFlags.Has(tags, DatasetTags.Profile, PlatformFlags.On))),
                    ("upsert", Value.Of(PlatformFlags.Has(tags, DatasetTags.Profile, PlatformFlags.Upsert))))),
                ("identity", Value.Map.Of(("enabled", Value.Of(PlatformFlags.Has(tags, DatasetTags.Identity, PlatformFlags.On))))),
                ("tags", DatasetTags.Own(tags)))),
            Attributes = Value.Map.Of(("id", Value.Of(id)), ("name", dataset.ValueAt("name")), ("schemaId", schemaId)),
            Owner = DatasetTags.MarkerOf(tags),
            Notes = [.. DatasetTags.NotesOn(tags)],
            UpdatedBy = dataset.TextAt("updatedUser"),
            UpdatedAt = dataset.TimeAt("updated"),
        };
    }
}
