using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlowPlan.Aep.Errors;
using FlowPlan.Aep.Http;
using FlowPlan.Aep.Http.Messages;
using FlowPlan.Aep.Http.Paging;
using FlowPlan.Aep.Json;
using FlowPlan.Aep.Settings;
using FlowPlan.Core.Resources;

namespace FlowPlan.Aep.Services.DataPrep;

/// <summary>Data Prep's mapping sets. Lists are paged by offset, with limit and start, until a page is short.</summary>
/// <param name="transport">Sends the calls.</param>
/// <param name="basePath">The path of mapping sets, relative to the platform's URL.</param>
/// <param name="parallelism">How many sets are read at the same time if a list leaves their mappings out.</param>
internal sealed class DataPrepClient(ServiceTransport transport, string basePath, int parallelism)
{
    /// <summary>How many sets are requested per page.</summary>
    public const int PageSize = 100;

    private const string Service = "Data Prep";

    /// <summary>All mapping sets; each has an <c>id</c>.</summary>
    public IAsyncEnumerable<JsonElement> ListAsync(CancellationToken cancellationToken) =>
        ListPagesAsync(cancellationToken)
            .SelectAsync(parallelism, CompleteAsync, cancellationToken)
            .Where(set => set.ValueKind != JsonValueKind.Undefined);

    /// <summary>One mapping set in its newest version; null if it does not exist.</summary>
    public Task<JsonElement?> GetAsync(string id, CancellationToken cancellationToken) => GetAsync(id, version: null, cancellationToken);

    /// <summary>One mapping set in a version, or in its newest; null if it does not exist.</summary>
    public async Task<JsonElement?> GetAsync(string id, long? version, CancellationToken cancellationToken)
    {
        var query = version is { } number ? string.Create(CultureInfo.InvariantCulture, $"?version={number}") : string.Empty;
        var request = new ServiceRequest(Service, HttpMethod.Get, PathOf(id) + query);
        if ((await transport.ExchangeAsync(request, cancellationToken)).OrNotFound() is not { } response)
            return null;
        return RequestedObject.Check(request, response, response.Body, id, "id");
    }

    /// <summary>Creates a mapping set by one call.</summary>
    public async Task<(string Id, string Version)> CreateAsync(
        JsonNode body, IReadOnlyList<string> secrets, CancellationToken cancellationToken)
    {
        var request = new ServiceRequest(Service, HttpMethod.Post, basePath) { Body = body, Secrets = secrets };
        var response = await transport.SendAsync(request, cancellationToken);
        return response.Body.IdAt("id") is { } id
            ? (id, response.Body.ValueAt("version")?.ToString() ?? "0")
            : throw FaultDiagnostics.InvalidResponse(request, response.RequestId, "it has no ID");
    }

    /// <summary>Replaces a mapping set, which gives it a new version.</summary>
    public async Task<string> ReplaceAsync(string id, JsonNode body, IReadOnlyList<string> secrets, CancellationToken cancellationToken)
    {
        var request = new ServiceRequest(Service, HttpMethod.Put, PathOf(id)) { Body = body, Secrets = secrets };
        var response = await transport.SendAsync(request, cancellationToken);
        return response.Body.ValueAt("version")?.ToString()
            ?? throw FaultDiagnostics.InvalidResponse(request, response.RequestId, "it has no version");
    }

    /// <summary>Applies a mapping set that is not stored to records; the answer is a list, or an object for a single record.</summary>
    public async Task<JsonElement> PreviewAsync(JsonNode body, IReadOnlyList<string> secrets, int records, CancellationToken cancellationToken)
    {
        var request = new ServiceRequest(Service, HttpMethod.Post, basePath + "/preview") { Body = body, Secrets = secrets, ChangesNothing = true };
        var response = await transport.SendAsync(request, cancellationToken);
        var isComplete = response.Body.ValueKind == JsonValueKind.Array ? response.Body.GetArrayLength() == records : response.Body.ValueKind == JsonValueKind.Object && records == 1;
        return isComplete ? response.Body : throw FaultDiagnostics.InvalidResponse(request, response.RequestId, "it does not have a result for each record");
    }

    /// <summary>Has the service validate a mapping set that is not stored. Sent once.</summary>
    /// <returns>The errors, which are empty for a valid set; or the error with which the service refused to validate it.</returns>
    public async Task<ValidatedMappingSet> ValidateAsync(JsonNode body, IReadOnlyList<string> secrets, CancellationToken cancellationToken)
    {
        var request = new ServiceRequest(Service, HttpMethod.Post, basePath + "/validate") { Body = body, Secrets = secrets, ChangesNothing = true, IsSentOnce = true };
        var result = await transport.ExchangeAsync(request, cancellationToken);
        if (result.Response is not { } response)
            return new([], result.Error, request.Display);
        return response.Body.At("validationResponse").ValueKind == JsonValueKind.Array
            ? new([.. response.Body.ItemsAt("validationResponse").SelectMany(MappingError.In)], null, request.Display)
            : throw FaultDiagnostics.InvalidResponse(request, response.RequestId, "it has no validation");
    }

    /// <summary>The names of the functions that expressions can call.</summary>
    public async Task<IReadOnlyList<string>> FunctionsAsync(CancellationToken cancellationToken)
    {
        var request = new ServiceRequest(Service, HttpMethod.Get, AepSettings.ConversionMappingSetsPath.Replace("mappingSets", "languages/el/functions", StringComparison.Ordinal));
        var response = await transport.SendAsync(request, cancellationToken);
        var names = response.Body.ValueKind == JsonValueKind.Array ? response.Body.EnumerateArray().Select(f => f.TextAt("function")).OfType<string>().ToList() : [];
        return names.Count > 0 ? names : throw FaultDiagnostics.InvalidResponse(request, response.RequestId, "it has no functions");
    }

    /// <summary>Deletes a mapping set. The call is not in the service's API description: if the service rejects it, the set remains.</summary>
    public async Task<DeletedObject> DeleteAsync(string id, CancellationToken cancellationToken)
    {
        var result = await transport.ExchangeAsync(new(Service, HttpMethod.Delete, PathOf(id)) { BodyOptional = true }, cancellationToken);
        if (result.Error?.Status == 405)
            return new DeletedObject { RetainedReason = $"{Service} does not support deleting mapping sets (405)" };
        result.EnsureDeleted();
        return DeletedObject.Deleted;
    }

    private async IAsyncEnumerable<JsonElement> ListPagesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var start = 0;
        string Path() => $"{basePath}?limit={PageSize}&start={start}&orderBy=%2BcreatedDate";
        Page<JsonElement> ReadPage(ServiceRequest request, ServiceResponse response)
        {
            if (response.Body.At("data").ValueKind != JsonValueKind.Array)
                throw FaultDiagnostics.InvalidResponse(request, response.RequestId, "the list has no data");
            var page = response.Body.ItemsAt("data").ToList();
            start += page.Count;
            var isLast = page.Count == 0 || page.Count < Math.Min(PageSize, LimitOf(response.Body));
            return new(page, isLast ? null : Path());
        }

        var first = new ServiceRequest(Service, HttpMethod.Get, Path());
        await foreach (var set in Pager.ReadAsync(transport, first, ReadPage, set => set.IdAt("id"), cancellationToken))
            yield return set;
    }

    /// <summary>The set itself if the list leaves its mappings out; undefined if it does not exist any more.</summary>
    private async Task<JsonElement> CompleteAsync(JsonElement set, CancellationToken cancellationToken) =>
        set.At("mappings").ValueKind == JsonValueKind.Array
            ? set
            : await GetAsync(set.IdAt("id")!, cancellationToken) ?? default;

    private string PathOf(string id) => $"{basePath}/{Uri.EscapeDataString(id)}";

    /// <summary>The limit that the service applied, which may be lower than the requested one.</summary>
    private static int LimitOf(JsonElement body) =>
        body.At("_page", "limit") is { ValueKind: JsonValueKind.Number } limit && limit.TryGetInt32(out var number) && number > 0
            ? number
            : PageSize;
}
