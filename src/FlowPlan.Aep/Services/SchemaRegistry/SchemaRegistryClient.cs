using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlowPlan.Aep.Errors;
using FlowPlan.Aep.Http;
using FlowPlan.Aep.Json;

namespace FlowPlan.Aep.Services.SchemaRegistry;

/// <summary>Schema Registry's schemas. Lists go on by key: the last title of a page is the start of the next.</summary>
internal sealed class SchemaRegistryClient(ServiceTransport transport)
{
    /// <summary>How many schemas are asked for at once; the service takes it for a hint.</summary>
    public const int PageSize = 100;

    private const string Service = "Schema Registry";
    private const string Base = "data/foundation/schemaregistry";
    private const string ListAccept = "application/vnd.adobe.xed+json";
    private const string LookupAccept = "application/vnd.adobe.xed+json; version=1";
    private readonly ConcurrentDictionary<string, string> altIds = new(StringComparer.Ordinal);

    /// <summary>All schemas of the tenant, references unresolved.</summary>
    public async IAsyncEnumerable<JsonElement> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Titles are unique, so that none falls between two pages.
        var first = $"{Base}/tenant/schemas?orderby=title&limit={PageSize}";
        var path = first;
        var (paths, seen) = (new HashSet<string>(StringComparer.Ordinal), new PagedIds());
        while (true)
        {
            var request = new ServiceRequest(Service, HttpMethod.Get, path) { Accept = ListAccept };
            if (!paths.Add(path))
                throw FaultDiagnostics.EndlessPages(request);
            var response = await transport.SendAsync(request, cancellationToken);
            if (response.Body.At("results").ValueKind != JsonValueKind.Array)
                throw FaultDiagnostics.Garbage(request, response.RequestId, "the list has no results");
            var schemas = response.Body.ItemsAt("results").ToList();
            var next = response.Body.TextAt("_page", "next");
            seen.Add(request, [.. schemas.Select(s => s.TextAt("$id") ?? s.GetRawText())], last: string.IsNullOrEmpty(next));
            foreach (var schema in schemas)
                yield return Learn(schema);
            if (string.IsNullOrEmpty(next))
                yield break;
            path = IsLink(next) ? next : $"{first}&start={Uri.EscapeDataString(next)}";
        }
    }

    /// <summary>One schema by <c>$id</c> or <c>meta:altId</c>; null when there is none.</summary>
    /// <param name="id">The id.</param>
    /// <param name="global">Whether to look among Adobe's own schemas as well.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    public async Task<JsonElement?> GetAsync(string id, bool global, CancellationToken cancellationToken)
    {
        foreach (var container in (string[])(global ? ["tenant", "global"] : ["tenant"]))
        {
            var request = new ServiceRequest(Service, HttpMethod.Get, PathOf(container, id)) { Accept = LookupAccept };
            var result = await transport.ExchangeAsync(request, cancellationToken);
            if (result.Error?.Status != 404)
                return Learn(result.EnsureSuccess().Body);
        }

        return null;
    }

    /// <summary>Creates a schema by one call.</summary>
    public async Task<JsonElement> CreateAsync(JsonNode body, IReadOnlyList<string> secrets, CancellationToken cancellationToken)
    {
        var request = new ServiceRequest(Service, HttpMethod.Post, $"{Base}/tenant/schemas") { Body = body, Secrets = secrets };
        var result = await transport.ExchangeAsync(request, cancellationToken);
        if (result.Error is { Number: 1521 })
            throw SchemaRegistryErrors.TitleTaken(result);
        var response = result.EnsureSuccess();
        return response.Body.TextAt("$id") is { Length: > 0 }
            ? Learn(response.Body)
            : throw FaultDiagnostics.Garbage(request, response.RequestId, "it holds no $id");
    }

    /// <summary>Applies a JSON Patch. The service has no etag to guard it.</summary>
    public async Task PatchAsync(string id, JsonNode operations, IReadOnlyList<string> secrets, CancellationToken cancellationToken)
    {
        var request = new ServiceRequest(Service, HttpMethod.Patch, PathOf("tenant", id)) { Body = operations, Secrets = secrets };
        var result = await transport.ExchangeAsync(request, cancellationToken);
        if (result.Error is { Number: 1521 })
            throw SchemaRegistryErrors.TitleTaken(result);
        result.EnsureSuccess();
    }

    /// <summary>Deletes a schema; one that is gone is no error.</summary>
    public async Task DeleteAsync(string id, CancellationToken cancellationToken)
    {
        var result = await transport.ExchangeAsync(
            new(Service, HttpMethod.Delete, PathOf("tenant", id)) { BodyOptional = true }, cancellationToken);
        if (result.Error?.Status != 404)
            result.EnsureSuccess();
    }

    /// <summary>Prefers the short id, which needs no encoding: some proxies decode a slash in a path.</summary>
    private string PathOf(string container, string id) =>
        $"{Base}/{container}/schemas/{Uri.EscapeDataString(altIds.GetValueOrDefault(id, id))}";

    private JsonElement Learn(JsonElement schema)
    {
        if (schema.TextAt("$id") is { } id && schema.TextAt("meta:altId") is { } altId)
            altIds[id] = altId;
        return schema;
    }

    /// <summary>The registry's description calls the next page a link, its documentation the value to start behind.</summary>
    private static bool IsLink(string next) =>
        next.Contains("/schemaregistry/", StringComparison.Ordinal) && Uri.TryCreate(next, UriKind.RelativeOrAbsolute, out _);
}
