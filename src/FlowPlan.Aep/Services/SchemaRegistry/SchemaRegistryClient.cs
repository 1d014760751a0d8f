using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlowPlan.Aep.Errors;
using FlowPlan.Aep.Http;
using FlowPlan.Aep.Http.Messages;
using FlowPlan.Aep.Http.Paging;
using FlowPlan.Aep.Json;

namespace FlowPlan.Aep.Services.SchemaRegistry;

/// <summary>One collection of Schema Registry. Lists are paged by key: the last title of a page is the start of the next.</summary>
/// <param name="transport">Sends the calls.</param>
/// <param name="parallelism">How many resources are read at the same time if a list leaves their definitions out.</param>
/// <param name="collection">The collection.</param>
internal sealed class SchemaRegistryClient(ServiceTransport transport, int parallelism, string collection = "schemas")
{
    /// <summary>How many schemas are requested per page; to the service it is a hint.</summary>
    public const int PageSize = 100;

    private const string Service = "Schema Registry";
    private const string Base = "data/foundation/schemaregistry";
    private const string ListAccept = "application/vnd.adobe.xed+json";
    private const string ResolvedAccept = "application/vnd.adobe.xed-full+json; version=1";
    private const string LookupAccept = "application/vnd.adobe.xed+json; version=1";

    // Titles are unique, so that no schema is lost between two pages.
    private readonly string listPath = $"{Base}/tenant/{collection}?orderby=title&limit={PageSize}";
    private readonly ConcurrentDictionary<string, string> altIds = new(StringComparer.Ordinal);

    private readonly Lock gate = new();
    private SchemaRegistryClient? first;
    private Task<string>? tenant;

    /// <summary>Another collection of the registry, with the same tenant ID.</summary>
    public SchemaRegistryClient For(string other) => new(transport, parallelism, other) { first = first ?? this };

    /// <summary>The tenant ID of the organization, such as <c>acme</c>; asked for once, and again only after a failure.</summary>
    public async Task<string> TenantAsync(CancellationToken cancellationToken)
    {
        if (first is not null)
            return await first.TenantAsync(cancellationToken);
        Task<string> asked;
        lock (gate)
            asked = tenant is null or { IsFaulted: true } or { IsCanceled: true } ? tenant = AskTenantAsync(cancellationToken) : tenant;
        return await asked.WaitAsync(cancellationToken);
    }

    /// <summary>All resources of the tenant, references unresolved.</summary>
    public IAsyncEnumerable<JsonElement> ListAsync(CancellationToken cancellationToken) =>
        Pager.ReadAsync(
                transport,
                new ServiceRequest(Service, HttpMethod.Get, listPath) { Accept = ListAccept },
                ReadPage,
                schema => schema.IdAt("$id"),
                cancellationToken)
            .SelectAsync(parallelism, CompleteAsync, cancellationToken)
            .Where(schema => schema.ValueKind != JsonValueKind.Undefined);

    /// <summary>One resource by <c>$id</c> or <c>meta:altId</c>; null if it does not exist.</summary>
    /// <param name="id">The ID.</param>
    /// <param name="global">Whether Adobe's own resources are searched as well.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    public async Task<JsonElement?> GetAsync(string id, bool global, CancellationToken cancellationToken)
    {
        foreach (var container in (string[])(global ? ["tenant", "global"] : ["tenant"]))
        {
            var request = new ServiceRequest(Service, HttpMethod.Get, PathOf(container, id)) { Accept = LookupAccept };
            if ((await transport.ExchangeAsync(request, cancellationToken)).OrNotFound() is { } response)
                return RequestedObject.Check(request, response, Checked(request, response), id, "$id", "meta:altId");
        }

        return null;
    }

    /// <summary>One of Adobe's own resources by <c>$id</c>; null if it does not exist.</summary>
    public async Task<JsonElement?> GetGlobalAsync(string id, CancellationToken cancellationToken)
    {
        var request = new ServiceRequest(Service, HttpMethod.Get, PathOf("global", id)) { Accept = LookupAccept };
        return (await transport.ExchangeAsync(request, cancellationToken)).OrNotFound() is { } response ? Checked(request, response) : null;
    }

    /// <summary>One resource with the fields of all that it refers to in their places; null if it does not exist.</summary>
    /// <param name="id">The ID.</param>
    /// <param name="global">Whether it is one of Adobe's own.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    public async Task<JsonElement?> GetResolvedAsync(string id, bool global, CancellationToken cancellationToken)
    {
        var request = new ServiceRequest(Service, HttpMethod.Get, PathOf(global ? "global" : "tenant", id)) { Accept = ResolvedAccept };
        return (await transport.ExchangeAsync(request, cancellationToken)).OrNotFound() is { } response
            ? RequestedObject.Check(request, response, Checked(request, response), id, "$id", "meta:altId")
            : null;
    }

    /// <summary>Creates a resource by one call.</summary>
    public async Task<JsonElement> CreateAsync(JsonNode body, IReadOnlyList<string> secrets, CancellationToken cancellationToken)
    {
        var request = new ServiceRequest(Service, HttpMethod.Post, $"{Base}/tenant/{collection}") { Body = body, Secrets = secrets };
        return Checked(request, EnsureWritten(await transport.ExchangeAsync(request, cancellationToken)));
    }

    /// <summary>Applies a JSON Patch. The service has no etag to guard it.</summary>
    public async Task PatchAsync(string id, JsonNode operations, IReadOnlyList<string> secrets, CancellationToken cancellationToken)
    {
        var request = new ServiceRequest(Service, HttpMethod.Patch, PathOf("tenant", id)) { Body = operations, Secrets = secrets };
        EnsureWritten(await transport.ExchangeAsync(request, cancellationToken));
    }

    /// <summary>Deletes a resource; one that does not exist is not an error.</summary>
    public async Task DeleteAsync(string id, CancellationToken cancellationToken)
    {
        var request = new ServiceRequest(Service, HttpMethod.Delete, PathOf("tenant", id)) { BodyOptional = true };
        (await transport.ExchangeAsync(request, cancellationToken)).EnsureDeleted();
    }

    private static ServiceResponse EnsureWritten(ServiceResult result) =>
        result.Error is { Number: 1521 } ? throw SchemaRegistryErrors.TitleTaken(result) : result.EnsureSuccess();

    private async Task<string> AskTenantAsync(CancellationToken cancellationToken)
    {
        var request = new ServiceRequest(Service, HttpMethod.Get, $"{Base}/stats");
        var response = await transport.SendAsync(request, cancellationToken);
        return response.Body.TextAt("tenantId") is { Length: > 0 } found
            ? found
            : throw FaultDiagnostics.InvalidResponse(request, response.RequestId, "it has no tenantId");
    }

    private Page<JsonElement> ReadPage(ServiceRequest request, ServiceResponse response)
    {
        if (response.Body.At("results").ValueKind != JsonValueKind.Array)
            throw FaultDiagnostics.InvalidResponse(request, response.RequestId, "the list has no results");
        var items = response.Body.ItemsAt("results").ToList();
        if (response.Body.TextAt("_page", "next") is not { Length: > 0 } next)
            return new(items, null);

        // The API's description calls it a link, its documentation the value after which the next page starts.
        if (!next.Contains("/schemaregistry/", StringComparison.Ordinal))
            return new(items, $"{listPath}&start={Uri.EscapeDataString(next)}");
        return new(items, PageLink.Resolve(Base, next)
            ?? throw FaultDiagnostics.InvalidResponse(request, response.RequestId, "the link to the next page is invalid"));
    }

    /// <summary>The resource itself if the list gives only its title; undefined if it does not exist any more.</summary>
    private async Task<JsonElement> CompleteAsync(JsonElement schema, CancellationToken cancellationToken)
    {
        RememberAltId(schema);
        return schema.At("allOf").ValueKind == JsonValueKind.Array || schema.At("properties").ValueKind == JsonValueKind.Object
            ? schema
            : await GetAsync(schema.IdAt("$id")!, global: false, cancellationToken) ?? default;
    }

    private JsonElement Checked(ServiceRequest request, ServiceResponse response)
    {
        if (response.Body.IdAt("$id") is null)
            throw FaultDiagnostics.InvalidResponse(request, response.RequestId, "it has no $id");
        RememberAltId(response.Body);
        return response.Body;
    }

    /// <summary>Prefers the short ID, which needs no encoding: some proxies decode a slash in a path.</summary>
    private string PathOf(string container, string id) =>
        $"{Base}/{container}/{collection}/{Uri.EscapeDataString(altIds.GetValueOrDefault(id, id))}";

    private void RememberAltId(JsonElement schema)
    {
        if (schema.TextAt("$id") is { } id && schema.TextAt("meta:altId") is { } altId)
            altIds[id] = altId;
    }
}
