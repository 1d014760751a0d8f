using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;
using FlowPlan.Emulator.Json;

namespace FlowPlan.Emulator.Services.DatasetService;

/// <summary>The labels of datasets. A dataset has none until they are first set; labels of single fields can only be removed.</summary>
internal sealed class DatasetLabels(EmulatorContext emulator) : IObjectCollection
{
    private const string Prefix = "AEP:dataset:";

    public string Kind => Kinds.DatasetLabels;

    public Reply Read(EmulatorRequest request, string dataset)
    {
        CheckDataset(request, dataset);
        return Find(request, dataset) is { } found ? Reply.Ok(new JsonObject { [Prefix + dataset] = ToResponse(found) }).With("ETag", EtagOf(found)) : NotFound(dataset);
    }

    public Reply Post(EmulatorRequest request, string dataset)
    {
        if (emulator.Settings.PutCreatesDatasetLabels)
            throw DatasetErrors.UnknownOperation(request);
        CheckDataset(request, dataset);
        if (Find(request, dataset) is not null)
            throw DatasetErrors.Of(403, "FORBIDDEN", "The dataset has labels already: use PUT.");
        var body = ReadObject(request);
        Create(request, body, Prefix + dataset);
        return new Reply(201, ToResponse(body)).With("ETag", EtagOf(body));
    }

    public Reply Put(EmulatorRequest request, string dataset)
    {
        CheckDataset(request, dataset);
        if (request.Header("if-match") is not { } match)
            throw DatasetErrors.Of(400, "BAD_REQUEST", "The header If-Match is required.");
        var body = ReadObject(request);
        if (Find(request, dataset) is not { } found)
        {
            if (!emulator.Settings.PutCreatesDatasetLabels)
                return NotFound(dataset);
            if (match != EtagOf(null))
                throw DatasetErrors.Of(412, "PRECONDITION_FAILED", "The labels were changed by another request.");
            Create(request, body, Prefix + dataset);
            return Reply.Ok(ToResponse(body)).With("ETag", EtagOf(body));
        }

        if (match != EtagOf(found))
            throw DatasetErrors.Of(412, "PRECONDITION_FAILED", "The labels were changed by another request.");
        Check(body, found);
        (found["labels"], found["optionalLabels"]) = (body["labels"]?.DeepClone() ?? new JsonArray(), body["optionalLabels"]?.DeepClone() ?? new JsonArray());
        Touch(found, request.Scope.User);
        emulator.Store.Update(request.Scope, Kind, Prefix + dataset, found, null);
        return Reply.Ok(ToResponse(found)).With("ETag", EtagOf(found));
    }

    public string Create(EmulatorRequest request, JsonObject body, string? id)
    {
        if (id?.StartsWith(Prefix, StringComparison.Ordinal) != true)
            throw DatasetErrors.Of(400, "BAD_REQUEST", "The ID consists of AEP:dataset: and the ID of the dataset.");
        CheckDataset(request, id[Prefix.Length..]);
        Check(body, request.Scope.Client == "admin" ? body : null);
        body["labels"] ??= new JsonArray();
        body["optionalLabels"] ??= new JsonArray();
        body["imsOrg"] = request.Scope.Organization;
        Touch(body, request.Scope.User);
        emulator.Store.Insert(request.Scope, Kind, id, body, null, id[Prefix.Length..]);
        return id;
    }

    public void Touch(JsonObject body, string user) => body["etag"] = emulator.Ids.Hex(Kind, 24);

    private JsonObject? Find(EmulatorRequest request, string dataset) => emulator.Store.Find(request.Scope, Kind, Prefix + dataset)?.Body;

    private void CheckDataset(EmulatorRequest request, string dataset)
    {
        if (emulator.Store.Find(request.Scope, Kinds.DataSets, dataset) is null)
            throw DatasetErrors.Of(404, "NOT_FOUND", $"There is no dataset {dataset}.");
    }

    private Reply NotFound(string dataset)
    {
        var reply = DatasetErrors.Of(404, "NOT_FOUND", "GET Entities Not Found").Reply;
        reply.Body!["path"] = $"/entities/{Prefix}{dataset}";
        return emulator.Settings.PutCreatesDatasetLabels || emulator.Settings.MissingDatasetLabelsHaveEtag ? reply.With("ETag", EtagOf(null)) : reply;
    }

    private void Check(JsonObject body, JsonObject? before)
    {
        if (body["labels"] is not (null or JsonArray) || (body["labels"] as JsonArray)?.Any(l => l?.GetValueKind() != System.Text.Json.JsonValueKind.String) == true)
            throw DatasetErrors.Of(400, "BAD_REQUEST", "labels must be an array of texts.");
        var known = (before?["optionalLabels"] as JsonArray ?? []).Select(l => l!.ToJsonString()).ToHashSet(StringComparer.Ordinal);
        if ((body["optionalLabels"] as JsonArray ?? []).Any(l => !known.Contains(l?.ToJsonString() ?? "null")))
            throw DatasetErrors.Of(400, "BAD_REQUEST", "Labels of fields of a dataset cannot be added any more: label the fields of the schema.");
        var denied = (body["labels"] as JsonArray ?? []).Select(l => l!.ToString()).Intersect(emulator.Settings.DeniedDatasetLabels).ToList();
        if (denied.Count > 0)
            throw DatasetErrors.Violation(denied);
    }

    private static string EtagOf(JsonObject? body) => body?.Text("etag") ?? "0";

    private static JsonObject ToResponse(JsonObject body) => new(body.Where(p => p.Key != "etag").Select(p => KeyValuePair.Create(p.Key, p.Value?.DeepClone())));

    private static JsonObject ReadObject(EmulatorRequest request) => request.Json() as JsonObject ?? throw DatasetErrors.Of(400, "BAD_REQUEST", "The body is not a JSON object.");
}
