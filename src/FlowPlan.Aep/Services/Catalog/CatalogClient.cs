using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlowPlan.Aep.Errors;
using FlowPlan.Aep.Http;
using FlowPlan.Aep.Http.Messages;
using FlowPlan.Aep.Http.Paging;
using FlowPlan.Aep.Json;

namespace FlowPlan.Aep.Services.Catalog;

/// <summary>Catalog's datasets. Responses are objects keyed by ID; lists are paged by offset until a page is short.</summary>
internal sealed class CatalogClient(ServiceTransport transport)
{
    /// <summary>The largest page that Catalog returns.</summary>
    public const int PageSize = 100;

    private const string Service = "Catalog";
    private const string Base = "data/foundation/catalog/dataSets";
    private const string MergeBase = "data/foundation/catalog/v2/dataSets";

    /// <summary>All datasets.</summary>
    public async IAsyncEnumerable<(string Id, JsonElement Dataset)> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var start = 0;
        string Path() => $"{Base}?limit={PageSize}&start={start}&orderBy=asc:created";
        Page<(string Id, JsonElement Dataset)> ReadPage(ServiceRequest request, ServiceResponse response)
        {
            if (response.Body.ValueKind != JsonValueKind.Object)
                throw FaultDiagnostics.InvalidResponse(request, response.RequestId, "the list is not keyed by ID");
            var page = response.Body.EnumerateObject().Select(p => (p.Name, p.Value)).ToList();
            start += PageSize;
            return new(page, page.Count < PageSize ? null : Path());
        }

        var first = new ServiceRequest(Service, HttpMethod.Get, Path());
        await foreach (var item in Pager.ReadAsync(transport, first, ReadPage, item => item.Id, cancellationToken))
            yield return item;
    }

    /// <summary>One dataset and its etag; null if it does not exist.</summary>
    public async Task<(JsonElement Dataset, string? Etag)?> GetAsync(string id, CancellationToken cancellationToken)
    {
        var request = new ServiceRequest(Service, HttpMethod.Get, PathOf(id));
        if ((await transport.ExchangeAsync(request, cancellationToken)).OrNotFound() is not { } response)
            return null;
        var dataset = response.Body.At(id);
        if (dataset.ValueKind == JsonValueKind.Object)
            return (dataset, response.Etag);
        return response.Body.ValueKind == JsonValueKind.Object && !response.Body.EnumerateObject().Any()
            ? null
            : throw FaultDiagnostics.InvalidResponse(request, response.RequestId, "the dataset is not under its ID");
    }

    /// <summary>Creates a dataset by one call.</summary>
    public async Task<string> CreateAsync(JsonNode body, IReadOnlyList<string> secrets, CancellationToken cancellationToken)
    {
        var request = new ServiceRequest(Service, HttpMethod.Post, Base) { Body = body, Secrets = secrets };
        var response = await transport.SendAsync(request, cancellationToken);
        return IdOf(response.Body) ?? throw FaultDiagnostics.InvalidResponse(request, response.RequestId, "it has no reference to the dataset");
    }

    /// <summary>Applies a JSON Patch if the dataset still has the etag.</summary>
    public async Task PatchAsync(
        string id, JsonNode operations, string? etag, IReadOnlyList<string> secrets, CancellationToken cancellationToken)
    {
        // With application/json the array would be taken for fields to merge.
        var request = new ServiceRequest(Service, HttpMethod.Patch, PathOf(id))
        {
            Body = operations,
            ContentType = "application/json-patch+json",
            IfMatch = etag,
            Secrets = secrets,
        };
        await transport.SendAsync(request, cancellationToken);
    }

    /// <summary>Merges fields into a dataset, objects key by key, if it still has the etag.</summary>
    public async Task MergeAsync(string id, JsonNode fields, string? etag, IReadOnlyList<string> secrets, CancellationToken cancellationToken)
    {
        var request = new ServiceRequest(Service, HttpMethod.Patch, $"{MergeBase}/{Uri.EscapeDataString(id)}") { Body = fields, IfMatch = etag, Secrets = secrets };
        await transport.SendAsync(request, cancellationToken);
    }

    /// <summary>Deletes a dataset; one that does not exist is not an error.</summary>
    public async Task DeleteAsync(string id, CancellationToken cancellationToken)
    {
        var request = new ServiceRequest(Service, HttpMethod.Delete, PathOf(id)) { BodyOptional = true };
        (await transport.ExchangeAsync(request, cancellationToken)).EnsureDeleted();
    }

    private static string PathOf(string id) => $"{Base}/{Uri.EscapeDataString(id)}";

    /// <summary>The ID in <c>["@/dataSets/id"]</c>, however the collection is spelled.</summary>
    private static string? IdOf(JsonElement body)
    {
        var reference = body.ValueKind == JsonValueKind.Array && body.GetArrayLength() == 1 && body[0].ValueKind == JsonValueKind.String
            ? body[0].GetString()!
            : string.Empty;
        var id = reference[(reference.LastIndexOf('/') + 1)..];
        return reference.StartsWith("@/datasets/", StringComparison.OrdinalIgnoreCase) && id.Length > 0 ? id : null;
    }
}
