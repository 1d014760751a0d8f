using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlowPlan.Aep.Errors;
using FlowPlan.Aep.Http;
using FlowPlan.Aep.Http.Messages;
using FlowPlan.Aep.Http.Paging;
using FlowPlan.Aep.Json;

namespace FlowPlan.Aep.Services.Hygiene;

/// <summary>Data Hygiene's expirations of datasets. Lists have numbered pages, the first of which is 0.</summary>
internal sealed class HygieneClient(ServiceTransport transport)
{
    /// <summary>How many expirations are requested per page.</summary>
    public const int PageSize = 100;

    private const string Service = "Data Hygiene";
    private const string Base = "data/core/hygiene/ttl";

    /// <summary>The expirations that are not over; none where the organization does not have the service, which is sold apart.</summary>
    public async IAsyncEnumerable<JsonElement> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var page = 0;
        string Path() => string.Create(CultureInfo.InvariantCulture, $"{Base}?limit={PageSize}&status=pending,executing&page={page}");
        Page<JsonElement> ReadPage(ServiceRequest request, ServiceResponse response)
        {
            if (response.Body.At("results").ValueKind != JsonValueKind.Array)
                throw FaultDiagnostics.InvalidResponse(request, response.RequestId, "the list has no results");
            var pages = response.Body.At("total_pages") is { ValueKind: JsonValueKind.Number } total && total.TryGetInt32(out var number) ? number : 1;
            return new([.. response.Body.ItemsAt("results")], ++page < pages ? Path() : null);
        }

        var first = new ServiceRequest(Service, HttpMethod.Get, Path());
        await foreach (var item in Pager.ReadAsync(
            transport, first, ReadPage, item => item.IdAt("ttlId"), cancellationToken, isNone: result => result.Error is { Status: 403 or 404 }))
        {
            yield return item;
        }
    }

    /// <summary>One expiration; null if it does not exist.</summary>
    public async Task<JsonElement?> GetAsync(string id, CancellationToken cancellationToken)
    {
        var request = new ServiceRequest(Service, HttpMethod.Get, PathOf(id));
        return (await transport.ExchangeAsync(request, cancellationToken)).OrNotFound() is { } response
            ? RequestedObject.Check(request, response, response.Body, id, "ttlId")
            : null;
    }

    /// <summary>Creates an expiration by one call and returns its ID.</summary>
    public async Task<string> CreateAsync(JsonNode body, IReadOnlyList<string> secrets, CancellationToken cancellationToken)
    {
        var request = new ServiceRequest(Service, HttpMethod.Post, Base) { Body = body, Secrets = secrets };
        var response = await transport.SendAsync(request, cancellationToken);
        return response.Body.IdAt("ttlId") ?? throw FaultDiagnostics.InvalidResponse(request, response.RequestId, "it has no ttlId");
    }

    /// <summary>Changes an expiration that is pending. The service has no etag to guard it.</summary>
    public async Task PutAsync(string id, JsonNode body, IReadOnlyList<string> secrets, CancellationToken cancellationToken) =>
        await transport.SendAsync(new ServiceRequest(Service, HttpMethod.Put, PathOf(id)) { Body = body, Secrets = secrets, BodyOptional = true }, cancellationToken);

    /// <summary>Cancels an expiration; one that does not exist is not an error.</summary>
    public async Task DeleteAsync(string id, CancellationToken cancellationToken) =>
        (await transport.ExchangeAsync(new ServiceRequest(Service, HttpMethod.Delete, PathOf(id)) { BodyOptional = true }, cancellationToken)).EnsureDeleted();

    private static string PathOf(string id) => $"{Base}/{Uri.EscapeDataString(id)}";
}
