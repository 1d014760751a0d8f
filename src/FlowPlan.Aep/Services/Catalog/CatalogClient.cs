using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlowPlan.Aep.Errors;
using FlowPlan.Aep.Http;
using FlowPlan.Aep.Json;

namespace FlowPlan.Aep.Services.Catalog;

/// <summary>Catalog's datasets. Answers are objects keyed by id; lists go on by offset until a page is short.</summary>
internal sealed class CatalogClient(ServiceTransport transport)
{
    /// <summary>The most that Catalog gives at once.</summary>
    public const int PageSize = 100;

    private const string Service = "Catalog";
    private const string Base = "data/foundation/catalog/dataSets";

    /// <summary>All datasets, or those that a further filter leaves.</summary>
    /// <param name="filter">An encoded query such as <c>name=…</c>; null for all.</param>
    /// <param name="cancellationToken">Stops the paging.</param>
    public async IAsyncEnumerable<(string Id, JsonElement Dataset)> ListAsync(
        string? filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = new PagedIds();
        for (var start = 0; ; start += PageSize)
        {
            var query = $"limit={PageSize}&start={start}&orderBy=asc:created{(filter is null ? string.Empty : "&" + filter)}";
            var request = new ServiceRequest(Service, HttpMethod.Get, $"{Base}?{query}");
            var response = await transport.SendAsync(request, cancellationToken);
            if (response.Body.ValueKind != JsonValueKind.Object)
                throw FaultDiagnostics.Garbage(request, response.RequestId, "the list is not keyed by id");
            var page = response.Body.EnumerateObject().ToList();
            var last = page.Count < PageSize;
            seen.Add(request, [.. page.Select(p => p.Name)], last);
            foreach (var property in page)
                yield return (property.Name, property.Value);
            if (last)
                yield break;
        }
    }

    /// <summary>One dataset and its etag; null when there is none.</summary>
    public async Task<(JsonElement Dataset, string? Etag)?> GetAsync(string id, CancellationToken cancellationToken)
    {
        var request = new ServiceRequest(Service, HttpMethod.Get, PathOf(id));
        var result = await transport.ExchangeAsync(request, cancellationToken);
        if (result.Error?.Status == 404)
            return null;
        var response = result.EnsureSuccess();
        var dataset = response.Body.At(id);
        if (dataset.ValueKind == JsonValueKind.Object)
            return (dataset, response.Etag);
        return response.Body.ValueKind == JsonValueKind.Object && !response.Body.EnumerateObject().Any()
            ? null
            : throw FaultDiagnostics.Garbage(request, response.RequestId, "the dataset is not under its id");
    }

    /// <summary>Creates a dataset by one call.</summary>
    public async Task<string> CreateAsync(JsonNode body, IReadOnlyList<string> secrets, CancellationToken cancellationToken)
    {
        var request = new ServiceRequest(Service, HttpMethod.Post, Base) { Body = body, Secrets = secrets };
        var response = await transport.SendAsync(request, cancellationToken);
        return IdOf(response.Body) ?? throw FaultDiagnostics.Garbage(request, response.RequestId, "it holds no reference to the dataset");
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

    /// <summary>Deletes a dataset; one that is gone is no error.</summary>
    public async Task DeleteAsync(string id, CancellationToken cancellationToken)
    {
        var result = await transport.ExchangeAsync(new(Service, HttpMethod.Delete, PathOf(id)) { BodyOptional = true }, cancellationToken);
        if (result.Error?.Status != 404)
            result.EnsureSuccess();
    }

    private static string PathOf(string id) => $"{Base}/{Uri.EscapeDataString(id)}";

    /// <summary>The id in <c>["@/dataSets/id"]</c>, however the collection is spelled.</summary>
    private static string? IdOf(JsonElement body)
    {
        var reference = body.ValueKind == JsonValueKind.Array && body.GetArrayLength() == 1 && body[0].ValueKind == JsonValueKind.String
            ? body[0].GetString()!
            : string.Empty;
        var id = reference[(reference.LastIndexOf('/') + 1)..];
        return reference.StartsWith("@/datasets/", StringComparison.OrdinalIgnoreCase) && id.Length > 0 ? id : null;
    }
}
