using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlowPlan.Aep.Errors;
using FlowPlan.Aep.Http;
using FlowPlan.Aep.Json;

namespace FlowPlan.Aep.Services.FlowService;

/// <summary>Flow Service: connections, source and target connections, flows. Lists go on by the link that each page gives.</summary>
internal sealed class FlowServiceClient(ServiceTransport transport)
{
    /// <summary>How many objects are asked for at once.</summary>
    public const int PageSize = 100;

    private const string Service = "Flow Service";
    private const string Base = "data/foundation/flowservice";

    /// <summary>All objects of a collection.</summary>
    public async IAsyncEnumerable<JsonElement> ListAsync(string collection, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // No count: together with limit it is refused.
        var path = $"{Base}/{collection}?limit={PageSize}";
        var (paths, seen) = (new HashSet<string>(StringComparer.Ordinal), new PagedIds());
        while (true)
        {
            var request = new ServiceRequest(Service, HttpMethod.Get, path);
            if (!paths.Add(path))
                throw FaultDiagnostics.EndlessPages(request);
            var page = (await transport.SendAsync(request, cancellationToken)).Body;
            if (page.At("items").ValueKind != JsonValueKind.Array)
                throw FaultDiagnostics.Garbage(request, null, "the list has no items");
            var items = page.ItemsAt("items").ToList();
            var next = page.TextAt("_links", "next", "href");
            seen.Add(request, [.. items.Select(i => i.TextAt("id") ?? i.GetRawText())], last: string.IsNullOrEmpty(next));
            foreach (var item in items)
                yield return item;
            if (string.IsNullOrEmpty(next))
                yield break;
            path = Follow(request, next);
        }
    }

    /// <summary>One object; null when there is none.</summary>
    public async Task<JsonElement?> GetAsync(string collection, string id, CancellationToken cancellationToken)
    {
        var request = new ServiceRequest(Service, HttpMethod.Get, PathOf(collection, id));
        var result = await transport.ExchangeAsync(request, cancellationToken);
        if (result.Error?.Status == 404)
            return null;
        var response = result.EnsureSuccess();
        return response.Body.ItemsAt("items").Select(i => (JsonElement?)i).FirstOrDefault()
            ?? throw FaultDiagnostics.Garbage(request, response.RequestId, "the object is not among its items");
    }

    /// <summary>Creates an object by one call.</summary>
    public async Task<(string Id, string? Etag)> CreateAsync(
        string collection, JsonNode body, IReadOnlyList<string> secrets, CancellationToken cancellationToken)
    {
        var request = new ServiceRequest(Service, HttpMethod.Post, $"{Base}/{collection}") { Body = body, Secrets = secrets };
        var response = await transport.SendAsync(request, cancellationToken);
        return response.Body.TextAt("id") is { Length: > 0 } id
            ? (id, response.Body.TextAt("etag"))
            : throw FaultDiagnostics.Garbage(request, response.RequestId, "it holds no id");
    }

    /// <summary>Patches an object if it still has the etag; the answer holds the new one.</summary>
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
    /// <param name="cancellationToken">Stops the wait for the answer.</param>
    public Task<ServiceResult> ActAsync(string id, string operation, CancellationToken cancellationToken) =>
        transport.ExchangeAsync(new(Service, HttpMethod.Post, $"{PathOf("flows", id)}/action?op={operation}") { BodyOptional = true }, cancellationToken);

    private static string PathOf(string collection, string id) => $"{Base}/{collection}/{Uri.EscapeDataString(id)}";

    /// <summary>The link is relative to the service; one in full is taken when it stays on the host, which the transport checks.</summary>
    private static string Follow(ServiceRequest request, string link)
    {
        if (link.StartsWith('/'))
            return link.StartsWith($"/{Base}/", StringComparison.Ordinal) ? link[1..] : Base + link;
        if (Uri.TryCreate(link, UriKind.Absolute, out _))
            return link;
        return link.Contains("..", StringComparison.Ordinal)
            ? throw FaultDiagnostics.Garbage(request, null, "the link to the next page is not one")
            : $"{Base}/{link}";
    }
}
