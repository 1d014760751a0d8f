using System.Globalization;
using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;
using FlowPlan.Emulator.Json;
using FlowPlan.Emulator.Storage;

namespace FlowPlan.Emulator.Services.DataPrep;

/// <summary>Mapping sets. Every version is kept.</summary>
internal sealed class MappingSets(EmulatorContext emulator) : IObjectCollection
{
    private static readonly string[] CreateResponseFields = ["id", "version", "createdDate", "modifiedDate", "createdBy", "modifiedBy"];

    private readonly MappingSetFormat format = new(emulator);

    public string Kind => Kinds.MappingSets;

    public Reply Create(EmulatorRequest request)
    {
        var body = Add(request, request.Json() as JsonObject, null);
        return Reply.Ok(new JsonObject(body.Where(p => CreateResponseFields.Contains(p.Key)).Select(p => KeyValuePair.Create(p.Key, p.Value?.DeepClone()))));
    }

    public string Create(EmulatorRequest request, JsonObject body, string? id) => Add(request, body, id).Text("id")!;

    public Reply List(EmulatorRequest request)
    {
        var limit = RequiredNumber(request, "limit");
        var start = RequiredNumber(request, "start");
        var rows = request.QueryValue("name") is { } name
            ? emulator.Store.FindByName(request.Scope, Kind, name).Skip(start).Take(limit)
            : emulator.Store.Page(request.Scope, Kind, start, limit, emulator.ListLag);
        return Reply.Ok(new JsonObject
        {
            ["data"] = new JsonArray([.. rows.Select(r => r.Body)]),
            ["_page"] = new JsonObject { ["count"] = 0, ["limit"] = limit },
            ["_links"] = new JsonObject(),
        });
    }

    public Reply Read(EmulatorRequest request, string id) => Reply.Ok(Find(request, id).Body);

    public Reply ReadMappings(EmulatorRequest request, string id) => Reply.Ok(Find(request, id).Body["mappings"]!.DeepClone());

    public Reply ReadMapping(EmulatorRequest request, string id, string mappingId) =>
        Reply.Ok((Find(request, id).Body["mappings"] as JsonArray ?? []).FirstOrDefault(m => m.Text("id") == mappingId)?.DeepClone()
            ?? throw DataPrepErrors.Of(request, 404, $"The mapping {mappingId} is not found."));

    public Reply Put(EmulatorRequest request, string id)
    {
        var former = Find(request, id).Body;
        var body = format.Normalize(request, request.Json() as JsonObject);
        body["id"] = id;
        foreach (var field in (ReadOnlySpan<string>)["version", "createdDate", "createdBy", "modifiedDate"])
            body[field] = former[field]!.DeepClone();
        Touch(body, request.Scope.User);
        emulator.Store.Update(request.Scope, Kind, id, body, body.Text("name"));
        KeepVersion(request.Scope, body);
        return Reply.Ok(body.DeepClone());
    }

    public Reply Delete(EmulatorRequest request, string id)
    {
        if (!emulator.Settings.DeleteMappingSets)
            throw DataPrepErrors.Of(request, 405, "The method is not allowed.");
        var found = Find(request, id);
        for (var version = 0; version <= (int)found.Body["version"]!; version++)
            emulator.Store.Delete(request.Scope, Kinds.MappingSetVersions, VersionId(id, version));
        emulator.Store.Delete(request.Scope, Kind, id);
        return Reply.NoContent();
    }

    public void Touch(JsonObject body, string user)
    {
        body["version"] = (int)body["version"]! + 1;
        body["modifiedDate"] = Math.Max(emulator.Now, (long)body["modifiedDate"]! + 1);
        body["modifiedBy"] = user;
    }

    public void RecordEdit(Scope scope, JsonObject body)
    {
        Touch(body, scope.User);
        KeepVersion(scope, body);
    }

    private JsonObject Add(EmulatorRequest request, JsonObject? given, string? id)
    {
        var body = format.Normalize(request, given);
        id ??= emulator.Ids.Hex(Kind, 32);
        body["id"] = id;
        body["version"] = 0;
        body["createdDate"] = emulator.Now;
        body["modifiedDate"] = emulator.Now;
        body["createdBy"] = request.Scope.User;
        body["modifiedBy"] = request.Scope.User;
        emulator.Store.Insert(request.Scope, Kind, id, body, body.Text("name"));
        KeepVersion(request.Scope, body);
        return body;
    }

    private StoredObject Find(EmulatorRequest request, string id) => FindVersion(request, id, request.QueryValue("version"))
        ?? throw DataPrepErrors.Of(request, 404, $"The mapping set {id} is not found.");

    private StoredObject? FindVersion(EmulatorRequest request, string id, string? version)
    {
        if (version is null)
            return emulator.Store.Find(request.Scope, Kind, id);
        return int.TryParse(version, CultureInfo.InvariantCulture, out var number)
            ? emulator.Store.Find(request.Scope, Kinds.MappingSetVersions, VersionId(id, number))
            : null;
    }

    private void KeepVersion(Scope scope, JsonObject body) =>
        emulator.Store.Insert(scope, Kinds.MappingSetVersions, VersionId(body.Text("id")!, (int)body["version"]!), body, null);

    public static string VersionId(string id, int version) => $"{id}@{version.ToString(CultureInfo.InvariantCulture)}";

    private static int RequiredNumber(EmulatorRequest request, string name) =>
        int.TryParse(request.QueryValue(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw DataPrepErrors.Of(request, 400, $"The parameter {name} is required.");
}
