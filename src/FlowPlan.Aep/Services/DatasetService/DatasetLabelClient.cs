using System.Text.Json;
using System.Text.Json.Nodes;
using FlowPlan.Aep.Errors;
using FlowPlan.Aep.Http;
using FlowPlan.Aep.Http.Messages;
using FlowPlan.Aep.Json;

namespace FlowPlan.Aep.Services.DatasetService;

/// <summary>Dataset Service's data usage labels of whole datasets. A dataset has none until they are first set; after that they can be emptied, not deleted.</summary>
internal sealed class DatasetLabelClient(ServiceTransport transport)
{
    /// <summary>What precedes the ID of a dataset in the ID of its labels.</summary>
    public const string Prefix = "AEP:dataset:";

    private const string Service = "Dataset Service";

    /// <summary>The labels of a dataset; without <see cref="DatasetLabelSet.Body"/> where none were ever set.</summary>
    public async Task<DatasetLabelSet> GetAsync(string dataset, CancellationToken cancellationToken) => Read(dataset, await ExchangeAsync(dataset, cancellationToken));

    /// <summary>As <see cref="GetAsync"/>; null where the credential may not read labels.</summary>
    public async Task<DatasetLabelSet?> TryGetAsync(string dataset, CancellationToken cancellationToken) =>
        await ExchangeAsync(dataset, cancellationToken) is { Error: not { Status: 403 } } result ? Read(dataset, result) : null;

    /// <summary>Tries to set the labels of a dataset that has none yet. The call is deprecated, but the service describes no other for this.</summary>
    public Task<ServiceResult> TryPostAsync(string dataset, JsonNode labels, CancellationToken cancellationToken) =>
        transport.ExchangeAsync(
            new ServiceRequest(Service, HttpMethod.Post, PathOf(dataset)) { Body = new JsonObject { ["labels"] = labels }, BodyOptional = true },
            cancellationToken);

    /// <summary>Replaces the labels of a dataset if they still have the etag. Labels of single fields stay.</summary>
    /// <returns>The new etag, where the service gives one.</returns>
    public async Task<string?> PutAsync(string dataset, JsonNode labels, DatasetLabelSet current, CancellationToken cancellationToken) =>
        (await TryPutAsync(dataset, labels, current, cancellationToken)).EnsureSuccess().Etag;

    /// <summary>As <see cref="PutAsync"/>, with the error of a call that the service refuses.</summary>
    public Task<ServiceResult> TryPutAsync(string dataset, JsonNode labels, DatasetLabelSet current, CancellationToken cancellationToken)
    {
        var body = new JsonObject { ["labels"] = labels };
        if (current.Body?.At("optionalLabels") is { ValueKind: JsonValueKind.Array } ofFields && ofFields.GetArrayLength() > 0)
            body["optionalLabels"] = JsonNode.Parse(ofFields.GetRawText());
        return transport.ExchangeAsync(
            new ServiceRequest(Service, HttpMethod.Put, PathOf(dataset)) { Body = body, IfMatch = current.Etag, BodyOptional = true }, cancellationToken);
    }

    private Task<ServiceResult> ExchangeAsync(string dataset, CancellationToken cancellationToken) =>
        transport.ExchangeAsync(new ServiceRequest(Service, HttpMethod.Get, PathOf(dataset)), cancellationToken);

    private static DatasetLabelSet Read(string dataset, ServiceResult result)
    {
        if (result.OrNotFound() is not { } response)
            return new(null, result.Error!.Etag);

        // The documentation shows the labels under the ID, the API's description without it.
        var body = response.Body.At(Prefix + dataset) is { ValueKind: JsonValueKind.Object } keyed ? keyed : response.Body;
        return body.At("labels").ValueKind == JsonValueKind.Array
            ? new(body, response.Etag)
            : throw FaultDiagnostics.InvalidResponse(result.Request, response.RequestId, "it has no labels");
    }

    private static string PathOf(string dataset) => $"data/foundation/dataset/datasets/{Uri.EscapeDataString(dataset)}/labels";
}

/// <summary>The labels of a dataset.</summary>
/// <param name="Body">The labels of the dataset and of its fields; null where none were ever set.</param>
/// <param name="Etag">What guards a change, where the service gives it.</param>
internal sealed record DatasetLabelSet(JsonElement? Body, string? Etag)
{
    /// <summary>The labels of the dataset as a whole.</summary>
    public IReadOnlyList<string> Labels { get; } = [.. Body?.ItemsAt("labels").Where(l => l.ValueKind == JsonValueKind.String).Select(l => l.GetString()!) ?? []];
}
