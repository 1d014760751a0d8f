using System.Text.Json;
using System.Text.Json.Nodes;
using FlowPlan.Aep.Errors;
using FlowPlan.Aep.Http;
using FlowPlan.Aep.Http.Messages;
using FlowPlan.Aep.Http.Paging;
using FlowPlan.Aep.Json;

namespace FlowPlan.Aep.Services.FlowService;

/// <summary>Flow Service: connections, source and target connections, flows. Lists are paged by the link in each page.</summary>
internal sealed class FlowServiceClient(ServiceTransport transport)
{
    /// <summary>How many objects are requested per page.</summary>
    public const int PageSize = 100;

    private const string Service = "Flow Service";
    private const string Base = "data/foundation/flowservice";

    /// <summary>All objects of a collection; each has an <c>id</c>.</summary>
    public IAsyncEnumerable<JsonElement> ListAsync(string collection, CancellationToken cancellationToken)
    {
        // No count: the service rejects it together with limit.
        var first = new ServiceRequest(Service, HttpMethod.Get, $"{Base}/{collection}?limit={PageSize}");
        return Pager.ReadAsync(transport, first, ReadPage, item => item.IdAt("id"), cancellationToken);
    }

    /// <summary>One object, which has an <c>id</c>; null if it does not exist.</summary>
    public async Task<JsonElement?> GetAsync(string collection, string id, CancellationToken cancellationToken)
    {
        var request = new ServiceRequest(Service, HttpMethod.Get, PathOf(collection, id));
        if ((await transport.ExchangeAsync(request, cancellationToken)).OrNotFound() is not { } response)
            return null;
        var item = response.Body.ItemsAt("items").FirstOrDefault();
        return RequestedObject.Check(request, response, item, id, "id");
    }

    /// <summary>Creates an object by one call.</summary>
    public async Task<(string Id, string? Etag)> CreateAsync(
        string collection, JsonNode body, IReadOnlyList<string> secrets, CancellationToken cancellationToken)
    {
        var request = new ServiceRequest(Service, HttpMethod.Post, $"{Base}/{collection}") { Body = body, Secrets = secrets };
        var response = await transport.SendAsync(request, cancellationToken);
        return response.Body.IdAt("id") is { } id
            ? (id, response.Body.TextAt("etag"))
            : throw FaultDiagnostics.InvalidResponse(request, response.RequestId, "it has no ID");
    }

    /// <summary>Patches an object if it still has the etag; the response has the new one.</summary>
    public Task<ServiceResult> PatchAsync(
        string collection, string id, JsonNode operations, string etag, IReadOnlyList<string> secrets, CancellationToken cancellationToken) =>
        transport.ExchangeAsync(
            new(Service, HttpMethod.Patch, PathOf(collection, id)) { Body = operations, IfMatch = etag, Secrets = secrets },
            cancellationToken);

    /// <summary>Deletes an object.</summary>
    public Task<ServiceResult> DeleteAsync(string collection, string id, CancellationToken cancellationToken) =>
        transport.ExchangeAsync(new(Service, HttpMethod.Delete, PathOf(collection, id)) { BodyOptional = true }, cancellationToken);

    /// <summary>Enables or disables a flow.</summary>
    /// <param name="id">The flow.</param>
    /// <param name="operation"><c>enable</c> or <c>disable</c>.</param>
    /// <param name="cancellationToken">Stops the wait for the response.</param>
    public Task<ServiceResult> ActAsync(string id, string operation, CancellationToken cancellationToken) =>
        transport.ExchangeAsync(new(Service, HttpMethod.Post, $"{PathOf("flows", id)}/action?op={operation}") { BodyOptional = true }, cancellationToken);

    private static string PathOf(string collection, string id) => $"{Base}/{collection}/{Uri.EscapeDataString(id)}";

    /// <summary>The runs of a flow, the latest first; each has an <c>id</c>.</summary>
    public IAsyncEnumerable<JsonElement> ListRunsAsync(string flowId, CancellationToken cancellationToken)
    {
        var first = new ServiceRequest(Service, HttpMethod.Get, $"{Base}/runs?property=flowId=={Uri.EscapeDataString(flowId)}&orderby=-createdAt&limit={PageSize}");
        return Pager.ReadAsync(transport, first, ReadPage, item => item.IdAt("id"), cancellationToken);
    }

    private static Page<JsonElement> ReadPage(ServiceRequest request, ServiceResponse response)
    {
        if (response.Body.At("items").ValueKind != JsonValueKind.Array)
            throw FaultDiagnostics.InvalidResponse(request, response.RequestId, "the list has no items");
        var items = response.Body.ItemsAt("items").ToList();
        if (response.Body.TextAt("_links", "next", "href") is not { Length: > 0 } link)
            return new(items, null);
        return new(items, PageLink.Resolve(Base, link)
            ?? throw FaultDiagnostics.InvalidResponse(request, response.RequestId, "the link to the next page is invalid"));
    }
}
