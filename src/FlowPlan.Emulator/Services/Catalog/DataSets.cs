using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FlowPlan.Emulator.Http;
using FlowPlan.Emulator.Json;
using FlowPlan.Emulator.Storage;

namespace FlowPlan.Emulator.Services.Catalog;

/// <summary>Datasets. A read returns them by ID; a write returns references.</summary>
internal sealed partial class DataSets(EmulatorContext emulator) : IObjectCollection
{
    private static readonly string[] ServerFields =
        ["version", "created", "updated", "createdClient", "createdUser", "updatedUser", "imsOrg", "viewId", "files", "basePath", "namespace", "sandboxId"];

    private readonly FilteredPages filtered = new(emulator.Store);

    public string Kind => Kinds.DataSets;

    public Reply Create(EmulatorRequest request)
    {
        var id = Create(request, request.Json() as JsonObject ?? throw CatalogErrors.Of(400, "The body is not a JSON object."), null);
        return new Reply(201, References(id)).With("Location", $"/data/foundation/catalog/dataSets/{id}");
    }

    public string Create(EmulatorRequest request, JsonObject body, string? id)
    {
        CheckTags(body);
        var schemaId = body.Text("schemaRef", "id") ?? throw CatalogErrors.Of(400, "schemaRef.id is required.");
        if (emulator.FindSchema(request.Scope, schemaId) is not { } schema)
            throw CatalogErrors.Of(400, $"The schema {schemaId} does not exist.");
        ProfileRule.Check(body, schema);
        id ??= emulator.Ids.Hex(Kind, 24);
        AddServerFields(request.Scope, body, id);
        emulator.Store.Insert(request.Scope, Kind, id, body, body.Text("name"), schemaId);
        return id;
    }

    public Reply List(EmulatorRequest request)
    {
        var query = new DataSetQuery(request);
        var rows = query.HasFilters
            ? filtered.Read(request.Scope, Kind, query.FilterText, o => query.Matches(o.Body), query.Start, query.Limit, emulator.ListLag)
            : emulator.Store.Page(request.Scope, Kind, query.Start, query.Limit, emulator.ListLag);
        return Reply.Ok(new JsonObject(rows.Select(row => KeyValuePair.Create(row.Id, (JsonNode?)query.Project(row.Body)))));
    }

    public Reply Read(EmulatorRequest request, string id)
    {
        var found = Find(request, id);
        return Reply.Ok(new JsonObject { [found.Id] = DataSetQuery.Project(request, found.Body) }).With("E-Tag", EtagOf(found.Body));
    }

    public Reply Patch(EmulatorRequest request, string id, bool deepMerge)
    {
        var found = Find(request, id);
        CheckMatch(request, found);
        var body = (JsonObject)found.Body.DeepClone();
        if (request.ContentType == "application/json-patch+json")
            DataSetPatch.ApplyOperations(request, body);
        else
            DataSetPatch.Merge(request, body, deepMerge);
        return Save(request, id, found, body);
    }

    public Reply Put(EmulatorRequest request, string id)
    {
        var found = Find(request, id);
        CheckMatch(request, found);
        return Save(request, id, found, request.Json() as JsonObject ?? throw CatalogErrors.Of(400, "The body must be an object."));
    }

    public Reply Delete(EmulatorRequest request, string id)
    {
        emulator.Store.Delete(request.Scope, Kinds.DatasetLabels, "AEP:dataset:" + id);
        return emulator.Store.Delete(request.Scope, Kind, id) ? Reply.Ok(References(id)) : Reply.Ok(new JsonArray());
    }

    public void Touch(JsonObject body, string user)
    {
        body["updated"] = Math.Max(emulator.Now, (long)body["updated"]! + 1);
        body["updatedUser"] = user;
    }

    private void AddServerFields(Scope scope, JsonObject body, string id)
    {
        body["name"] ??= $"dataset {id}";
        body["version"] = "1.0.0";
        body["created"] = emulator.Now;
        body["updated"] = emulator.Now;
        body["createdClient"] = scope.Client;
        body["createdUser"] = scope.User;
        body["updatedUser"] = scope.User;
        body["imsOrg"] = scope.Organization;
        body["state"] = "DRAFT";
        body["namespace"] = "ACP";
        body["viewId"] = emulator.Ids.Hex("view", 24);
        body["files"] = $"@/dataSetFiles?dataSetId={id}";
        body["classification"] = new JsonObject { ["dataBehavior"] = "record", ["managedBy"] = "CUSTOMER" };
        var tags = body["tags"] as JsonObject ?? [];
        body["tags"] = tags;
        tags["adobe/pqs/table"] = new JsonArray(NotWord().Replace(body.Text("name")!.ToLowerInvariant(), "_"));
    }

    private Reply Save(EmulatorRequest request, string id, StoredObject found, JsonObject body)
    {
        CheckTags(body);
        if (body.Text("schemaRef", "id") != found.Body.Text("schemaRef", "id"))
            throw CatalogErrors.Of(400, "The schema of a dataset cannot be changed.");
        ProfileRule.Check(body, emulator.FindSchema(request.Scope, body.Text("schemaRef", "id") ?? string.Empty));
        foreach (var field in ServerFields.Where(found.Body.ContainsKey))
            body[field] = found.Body[field]?.DeepClone();
        var tags = body["tags"] as JsonObject ?? [];
        body["tags"] = tags;
        foreach (var (tag, value) in found.Body["tags"] as JsonObject ?? [])
        {
            if (tag.StartsWith("adobe", StringComparison.Ordinal))
                tags[tag] = value?.DeepClone();
        }

        MarkRetention(request, found.Body, body);
        var number = int.Parse(found.Body.Text("version")!.Split('.')[^1], CultureInfo.InvariantCulture) + 1;
        body["version"] = $"1.0.{number.ToString(CultureInfo.InvariantCulture)}";
        Touch(body, request.Scope.User);
        emulator.Store.Update(request.Scope, Kind, id, body, body.Text("name"));
        return Reply.Ok(References(id));
    }

    /// <summary>The service notes who set how long the rows of a store are kept.</summary>
    private static void MarkRetention(EmulatorRequest request, JsonObject before, JsonObject body)
    {
        foreach (var (store, extension) in body["extensions"] as JsonObject ?? [])
        {
            if (extension?["rowExpiration"] is JsonObject expiration && expiration.Text("ttlValue") != before.Text("extensions", store, "rowExpiration", "ttlValue"))
                (expiration["valueStatus"], expiration["setBy"]) = ("custom", request.Scope.User);
        }
    }

    private StoredObject Find(EmulatorRequest request, string id) =>
        emulator.Store.Find(request.Scope, Kind, id) ?? throw CatalogErrors.Of(404, $"The dataset {id} is not found.");

    private static string EtagOf(JsonObject body) => $"\"{body.Text("version")}-{body["updated"]}\"";

    private static void CheckMatch(EmulatorRequest request, StoredObject found)
    {
        if (request.Header("if-match") is { } match && match != EtagOf(found.Body))
            throw CatalogErrors.Of(412, "The dataset was changed by another request.");
    }

    private static void CheckTags(JsonObject body)
    {
        foreach (var (tag, value) in body["tags"] as JsonObject ?? [])
        {
            if (value is not JsonArray)
                throw CatalogErrors.Of(400, $"The tag {tag} must be an array.");
        }
    }

    private static JsonArray References(string id) => new($"@/dataSets/{id}");

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NotWord();
}
