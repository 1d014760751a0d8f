using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlowPlan.Aep.Errors;
using FlowPlan.Aep.Http;
using FlowPlan.Aep.Json;

namespace FlowPlan.Aep.Services.DataPrep;

/// <summary>Data Prep's mapping sets. Lists go on by offset, both parameters given, until a page is short.</summary>
/// <param name="transport">Sends the calls.</param>
/// <param name="basePath">Where mapping sets are, below the platform's address.</param>
internal sealed class DataPrepClient(ServiceTransport transport, string basePath)
{
    /// <summary>How many sets are asked for at once.</summary>
    public const int PageSize = 100;

    private const string Service = "Data Prep";

    /// <summary>All mapping sets.</summary>
    public async IAsyncEnumerable<JsonElement> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var start = 0;
        var seen = new PagedIds();
        while (true)
        {
            var request = new ServiceRequest(Service, HttpMethod.Get, $"{basePath}?limit={PageSize}&start={start}&orderBy=%2BcreatedDate");
            var response = await transport.SendAsync(request, cancellationToken);
            if (response.Body.At("data").ValueKind != JsonValueKind.Array)
                throw FaultDiagnostics.Garbage(request, response.RequestId, "the list has no data");
            var page = response.Body.ItemsAt("data").ToList();
            var last = page.Count == 0 || page.Count < Math.Min(PageSize, LimitOf(response.Body));
            seen.Add(request, [.. page.Select(i => i.TextAt("id") ?? i.GetRawText())], last);
            foreach (var item in page)
                yield return item;
            if (last)
                yield break;
            start += page.Count;
        }
    }

    /// <summary>One mapping set in its newest version; null when there is none.</summary>
    public async Task<JsonElement?> GetAsync(string id, CancellationToken cancellationToken)
    {
        var result = await transport.ExchangeAsync(new(Service, HttpMethod.Get, PathOf(id)), cancellationToken);
        return result.Error?.Status == 404 ? null : result.EnsureSuccess().Body;
    }

    /// <summary>Creates a mapping set by one call.</summary>
    public async Task<(string Id, string Version)> CreateAsync(
        JsonNode body, IReadOnlyList<string> secrets, CancellationToken cancellationToken)
    {
        var request = new ServiceRequest(Service, HttpMethod.Post, basePath) { Body = body, Secrets = secrets };
        var response = await transport.SendAsync(request, cancellationToken);
        return response.Body.TextAt("id") is { Length: > 0 } id
            ? (id, response.Body.ValueAt("version")?.ToString() ?? "0")
            : throw FaultDiagnostics.Garbage(request, response.RequestId, "it holds no id");
    }

    /// <summary>Replaces a mapping set, which gives it a new version.</summary>
    public async Task<string> ReplaceAsync(string id, JsonNode body, IReadOnlyList<string> secrets, CancellationToken cancellationToken)
    {
        var request = new ServiceRequest(Service, HttpMethod.Put, PathOf(id)) { Body = body, Secrets = secrets };
        var response = await transport.SendAsync(request, cancellationToken);
        return response.Body.ValueAt("version")?.ToString()
            ?? throw FaultDiagnostics.Garbage(request, response.RequestId, "it holds no version");
    }

    /// <summary>Deletes a mapping set. The call is not in the service's description: where it does not exist, the set just stays.</summary>
    public async Task DeleteAsync(string id, CancellationToken cancellationToken)
    {
        var result = await transport.ExchangeAsync(new(Service, HttpMethod.Delete, PathOf(id)) { BodyOptional = true }, cancellationToken);
        if (result.Error?.Status is not (404 or 405))
            result.EnsureSuccess();
    }

    private string PathOf(string id) => $"{basePath}/{Uri.EscapeDataString(id)}";

    /// <summary>The limit that the service went by, should it be lower than what was asked for.</summary>
    private static int LimitOf(JsonElement body) =>
        body.At("_page", "limit") is { ValueKind: JsonValueKind.Number } limit && limit.TryGetInt32(out var number) && number > 0
            ? number
            : PageSize;
}
