using System.Text.Json;
using System.Text.Json.Nodes;
using FlowPlan.Aep.Errors;
using FlowPlan.Aep.Http;
using FlowPlan.Aep.Http.Messages;
using FlowPlan.Aep.Http.Paging;
using FlowPlan.Aep.Json;

namespace FlowPlan.Aep.Services.SchemaRegistry;

/// <summary>Schema Registry's descriptors, which give the fields of a schema a meaning.</summary>
internal sealed class DescriptorClient(ServiceTransport transport)
{
    private const string Service = "Schema Registry";
    private const string Base = "data/foundation/schemaregistry";
    private const string Collection = Base + "/tenant/descriptors";
    private const string ListAccept = "application/vnd.adobe.xdm-v2+json";

    /// <summary>The descriptors of one schema, or of all.</summary>
    public IAsyncEnumerable<JsonElement> ListAsync(string? schemaId, CancellationToken cancellationToken)
    {
        var path = schemaId is null ? Collection : $"{Collection}?property={Uri.EscapeDataString($"xdm:sourceSchema=={schemaId}")}";
        return Pager.ReadAsync(
            transport,
            new ServiceRequest(Service, HttpMethod.Get, path) { Accept = ListAccept },
            (request, response) => ReadPage(path, request, response),
            descriptor => descriptor.IdAt("@id"),
            cancellationToken);
    }

    /// <summary>One descriptor; null if it does not exist.</summary>
    public async Task<JsonElement?> GetAsync(string id, CancellationToken cancellationToken)
    {
        var request = new ServiceRequest(Service, HttpMethod.Get, PathOf(id)) { Accept = ListAccept };
        return (await transport.ExchangeAsync(request, cancellationToken)).OrNotFound() is { } response
            ? RequestedObject.Check(request, response, response.Body, id, "@id")
            : null;
    }

    /// <summary>Creates a descriptor by one call and returns its ID.</summary>
    public async Task<string> CreateAsync(JsonNode body, IReadOnlyList<string> secrets, CancellationToken cancellationToken)
    {
        var request = new ServiceRequest(Service, HttpMethod.Post, Collection) { Body = body, Secrets = secrets };
        var response = await transport.SendAsync(request, cancellationToken);
        return response.Body.IdAt("@id") ?? throw FaultDiagnostics.InvalidResponse(request, response.RequestId, "it has no @id");
    }

    /// <summary>Replaces a descriptor. The service has no etag to guard it.</summary>
    public async Task PutAsync(string id, JsonNode body, IReadOnlyList<string> secrets, CancellationToken cancellationToken) =>
        await transport.SendAsync(new ServiceRequest(Service, HttpMethod.Put, PathOf(id)) { Body = body, Secrets = secrets, BodyOptional = true }, cancellationToken);

    /// <summary>Deletes a descriptor; one that does not exist is not an error.</summary>
    public async Task DeleteAsync(string id, CancellationToken cancellationToken)
    {
        var request = new ServiceRequest(Service, HttpMethod.Delete, PathOf(id)) { BodyOptional = true };
        (await transport.ExchangeAsync(request, cancellationToken)).EnsureDeleted();
    }

    private static string PathOf(string id) => $"{Collection}/{Uri.EscapeDataString(id)}";

    /// <summary>The API's description calls the next page a link, its documentation the value after which it starts.</summary>
    private static Page<JsonElement> ReadPage(string path, ServiceRequest request, ServiceResponse response)
    {
        if (response.Body.At("results").ValueKind != JsonValueKind.Array)
            throw FaultDiagnostics.InvalidResponse(request, response.RequestId, "the list has no results");
        var items = response.Body.ItemsAt("results").ToList();
        if (response.Body.TextAt("_page", "next") is not { Length: > 0 } next)
            return new(items, null);
        if (!next.Contains("/schemaregistry/", StringComparison.Ordinal))
            return new(items, $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}start={Uri.EscapeDataString(next)}");
        return new(items, PageLink.Resolve(Base, next)
            ?? throw FaultDiagnostics.InvalidResponse(request, response.RequestId, "the link to the next page is invalid"));
    }
}
