using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using FlowPlan.Aep.Errors;
using FlowPlan.Aep.Http;
using FlowPlan.Aep.Http.Paging;
using FlowPlan.Aep.Kinds.Common;
using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Aep.Kinds.Labels;
using FlowPlan.Aep.Services.Catalog;
using FlowPlan.Aep.Services.DatasetService;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.DatasetLabels;

/// <summary>The calls of the data usage labels of datasets. A set without labels does not exist for a manifest; labels of single fields are left alone.</summary>
internal sealed class DatasetLabelsOperations(KindDefinition kind, DatasetLabelClient client, CatalogClient catalog, int parallelism) : IResourceOperations, IOwnedOperations
{
    public string OwnerKind => "dataset";

    /// <summary>There is no list: each dataset is asked.</summary>
    public int PageSize => 1;

    public async Task<LiveObject?> ReadAsync(string id, CancellationToken cancellationToken)
    {
        var dataset = DatasetLabelsDefinition.DatasetOf(id);
        return Project(dataset, await client.GetAsync(dataset, cancellationToken));
    }

    public IAsyncEnumerable<LiveObject> ListAsync(CancellationToken cancellationToken) =>
        ListOfAsync(catalog.ListAsync(cancellationToken).Select(dataset => dataset.Id), cancellationToken);

    public IAsyncEnumerable<LiveObject> ListOfAsync(IEnumerable<string> owners, CancellationToken cancellationToken) =>
        ListOfAsync(owners.ToAsyncEnumerable(), cancellationToken);

    public Task<IReadOnlyList<LiveObject>> LookupAsync(ExistingCriteria criteria, CancellationToken cancellationToken) =>
        Lookups.FindAsync(this, kind.Description.NameComparer, criteria, cancellationToken);

    /// <summary>
    /// Sets the first labels of a dataset: by PUT where the service tells what guards it, by POST otherwise. The service does not describe which call does it
    /// when; one that it answers with "there is nothing", "there is something" or "there is no such call" has set nothing, and is followed by the other.
    /// </summary>
    public async Task<CreatedObject> CreateAsync(CreateRequest request, CancellationToken cancellationToken)
    {
        var dataset = request.Fields.TextOf("dataset")!;
        var current = await GetWithoutLabelsAsync(request.Address, dataset, cancellationToken);
        var set = await TrySetAsync(dataset, request.Fields, current, cancellationToken);
        if (current.Body is null && current.Etag is not null && set.Error?.Status is 404 or 405)
            set = await client.TryPostAsync(dataset, BodyOf(request.Fields), cancellationToken);
        if (set.Request.Method == HttpMethod.Post && set.Error?.Status is 403 or 405
            && await GetWithoutLabelsAsync(request.Address, dataset, cancellationToken) is { Etag: not null } now)
        {
            set = await client.TryPutAsync(dataset, BodyOf(request.Fields), now, cancellationToken);
        }

        return new(DatasetLabelClient.Prefix + dataset, set.EnsureSuccess().Etag);
    }

    public async Task<UpdatedObject> UpdateAsync(UpdateRequest request, CancellationToken cancellationToken)
    {
        var dataset = DatasetLabelsDefinition.DatasetOf(request.Live.Id);
        var current = await client.GetAsync(dataset, cancellationToken);
        ConcurrencyGuard.EnsureUnchanged(request.Address, request.Live, Project(dataset, current));
        Value? fields = request.Live.Fields;
        foreach (var change in request.Changes)
            fields = NestedFields.Set(fields, change.Path.Keys.AsSpan(), change.Value);
        return new(await client.PutAsync(dataset, BodyOf((Value.Map)fields!), current, cancellationToken));
    }

    /// <summary>The service deletes no set; one without labels is as none.</summary>
    public async Task<DeletedObject> DeleteAsync(string id, CancellationToken cancellationToken)
    {
        var dataset = DatasetLabelsDefinition.DatasetOf(id);
        if (await client.GetAsync(dataset, cancellationToken) is { Labels.Count: > 0 } current)
            await client.PutAsync(dataset, new JsonArray(), current, cancellationToken);
        return DeletedObject.Deleted;
    }

    public IReadOnlyList<string> DescribeCalls(CallPurpose purpose) => purpose switch
    {
        CallPurpose.Create => ["POST /datasets/{id}/labels"],
        CallPurpose.Update or CallPurpose.Delete => ["PUT /datasets/{id}/labels"],
        _ => throw new ArgumentOutOfRangeException(nameof(purpose)),
    };

    private async IAsyncEnumerable<LiveObject> ListOfAsync(IAsyncEnumerable<string> datasets, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var read = datasets.SelectAsync(parallelism, async (id, token) => (Id: id, Labels: await client.TryGetAsync(id, token)), cancellationToken);
        await foreach (var (id, labels) in read)
        {
            // Who may not read labels can export the rest.
            if (labels is null)
                yield break;
            if (Project(id, labels) is { } live)
                yield return live;
        }
    }

    private async Task<DatasetLabelSet> GetWithoutLabelsAsync(ResourceAddress address, string dataset, CancellationToken cancellationToken) =>
        await client.GetAsync(dataset, cancellationToken) is { Labels.Count: 0 } current ? current : throw SetByOthers(address, dataset);

    private Task<ServiceResult> TrySetAsync(string dataset, Value.Map fields, DatasetLabelSet current, CancellationToken cancellationToken) =>
        current.Body is not null || current.Etag is not null
            ? client.TryPutAsync(dataset, BodyOf(fields), current, cancellationToken)
            : client.TryPostAsync(dataset, BodyOf(fields), cancellationToken);

    private static JsonArray BodyOf(Value.Map fields) =>
        [.. DataUsageLabels.NamesIn(fields[DatasetLabelsDefinition.Labels]).Select(l => (JsonNode)JsonValue.Create(l))];

    private static ProviderException SetByOthers(ResourceAddress address, string dataset) => new(
        Diagnostic.Of(
            ServiceDescriptors.ChangedBeforeWrite,
            $"{address}: somebody else has set data usage labels of the dataset {dataset} since it was read; nothing was written.",
            help: "Run plan again to see what it would change now.") with
        { Address = address },
        CallEffect.PreconditionFailed);

    private static LiveObject? Project(string dataset, DatasetLabelSet found)
    {
        if (found.Labels.Count == 0)
            return null;
        var id = DatasetLabelClient.Prefix + dataset;
        return new()
        {
            Id = id,
            Etag = found.Etag,
            Name = $"labels of {dataset}",
            Fields = Value.Map.Of(("dataset", Value.Of(dataset)), (DatasetLabelsDefinition.Labels, DataUsageLabels.SetOf(found.Labels.Select(DataUsageLabels.Short)))),
            Attributes = Value.Map.Of(("id", Value.Of(id))),
        };
    }
}
