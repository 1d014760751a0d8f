using System.Globalization;
using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;
using FlowPlan.Emulator.SchemaRegistry;
using FlowPlan.Emulator.Storage;

namespace FlowPlan.Emulator.DataPrep;

/// <summary>Data Prep: mapping sets, in both dialects, with every version kept.</summary>
internal sealed class MappingSets(EmulatorWorld world)
{
    /// <summary>The kind of mapping sets in the store.</summary>
    public const string Kind = "mappingSets";

    private const string VersionKind = "mappingSetVersions";

    public Reply Handle(EmulatorRequest request, IReadOnlyList<string> path) => (request.Method, path.Count) switch
    {
        ("POST", 0) => Create(request),
        ("GET", 0) => List(request),
        ("POST", 1) when path[0] == "validate" => Validate(request),
        ("GET", 1) => Reply.Ok(Find(request, path[0]).Body),
        ("GET", 2) when path[1] == "mappings" => Reply.Ok(Find(request, path[0]).Body["mappings"]!.DeepClone()),
        ("PUT", 1) => Put(request, path[0]),
        ("DELETE", 1) => Delete(request, path[0]),
        _ => throw Refused(request, 404, "There is no such resource."),
    };

    private Reply Create(EmulatorRequest request)
    {
        var body = Normalised(request);
        var id = world.Ids.Hex(Kind, 32);
        body["id"] = id;
        body["version"] = 0;
        body["createdDate"] = world.Now;
        body["modifiedDate"] = world.Now;
        body["createdBy"] = request.Scope.User;
        body["modifiedBy"] = request.Scope.User;
        world.Store.Insert(request.Scope, Kind, id, body, body.Text("name"));
        KeepVersion(request, body);
        return Reply.Ok(new JsonObject(body.Where(p => p.Key is "id" or "version" or "createdDate" or "modifiedDate" or "createdBy" or "modifiedBy")
            .Select(p => KeyValuePair.Create(p.Key, p.Value?.DeepClone()))));
    }

    private Reply Put(EmulatorRequest request, string id)
    {
        var former = Find(request, id).Body;
        var body = Normalised(request);
        body["id"] = id;
        body["version"] = (int)former["version"]! + 1;
        body["createdDate"] = former["createdDate"]!.DeepClone();
        body["createdBy"] = former["createdBy"]!.DeepClone();
        body["modifiedDate"] = Math.Max(world.Now, (long)former["modifiedDate"]! + 1);
        body["modifiedBy"] = request.Scope.User;
        world.Store.Update(request.Scope, Kind, id, body, body.Text("name"));
        KeepVersion(request, body);
        return Reply.Ok(body.DeepClone());
    }

    private Reply List(EmulatorRequest request)
    {
        var limit = Required(request, "limit");
        var start = Required(request, "start");
        var rows = request.QueryValue("name") is { } name
            ? world.Store.FindByName(request.Scope, Kind, name).Skip(start).Take(limit)
            : world.Store.Page(request.Scope, Kind, start, limit, world.ListLag);
        return Reply.Ok(new JsonObject
        {
            ["data"] = new JsonArray([.. rows.Select(r => r.Body)]),
            ["_page"] = new JsonObject { ["count"] = 0, ["limit"] = limit },
            ["_links"] = new JsonObject(),
        });
    }

    private static Reply Validate(EmulatorRequest request)
    {
        if (request.Json() is not JsonObject body || body["mappings"] is not JsonArray mappings)
            throw Refused(request, 400, "mappings are required.");
        return Reply.Ok(new JsonObject
        {
            ["validationResponse"] = new JsonArray([.. mappings.Select(m => string.IsNullOrEmpty(m.Text("destination") ?? m.Text("destinationXdmPath"))
                ? new JsonObject { ["status"] = "FAILED", ["errors"] = new JsonArray(new JsonObject { ["exception"] = "destination is empty" }) }
                : new JsonObject { ["status"] = "SUCCESS", ["errors"] = null })]),
        });
    }

    private Reply Delete(EmulatorRequest request, string id)
    {
        if (!world.Knobs.DeleteMappingSets)
            throw Refused(request, 405, "The method is not allowed.");
        var found = Find(request, id);
        for (var version = 0; version <= (int)found.Body["version"]!; version++)
            world.Store.Delete(request.Scope, VersionKind, VersionId(id, version));
        world.Store.Delete(request.Scope, Kind, id);
        return Reply.NoContent();
    }

    /// <summary>The body in the one form in which it is kept and answered: the fields of both dialects.</summary>
    private JsonObject Normalised(EmulatorRequest request)
    {
        if (request.Json() is not JsonObject given || given["mappings"] is not JsonArray { Count: > 0 } mappings)
            throw Refused(request, 400, "mappings are required.");
        var schemaId = given.Text("outputSchema", "schemaRef", "id") ?? given.Text("xdmSchema")
            ?? throw Refused(request, 400, "A target schema is required.");
        if (world.Store.Find(request.Scope, "schemas", SchemaRegistryApi.Hash(schemaId))?.Body.Text("$id") != schemaId)
            throw Refused(request, 400, $"The schema {schemaId} does not exist.");
        var contentType = given.Text("outputSchema", "schemaRef", "contentType");
        var version = given.Text("xdmVersion") ?? contentType?.Split("version=")[^1].Trim() ?? "1.0";
        return new JsonObject
        {
            ["name"] = given.Text("name"),
            ["outputSchema"] = new JsonObject
            {
                ["schemaRef"] = new JsonObject
                {
                    ["id"] = schemaId,
                    ["contentType"] = contentType ?? $"application/vnd.adobe.xed-full+json;version={version}",
                },
            },
            ["schemaRef"] = new JsonObject { ["id"] = schemaId, ["contentType"] = "1.0" },
            ["xdmSchema"] = schemaId,
            ["xdmVersion"] = version,
            ["strictMapping"] = false,
            ["allowNullValues"] = false,
            ["status"] = "PUBLISHED",
            ["mappings"] = new JsonArray([.. mappings.Select(m => Mapping(request, m))]),
        };
    }

    private JsonObject Mapping(EmulatorRequest request, JsonNode? given)
    {
        var source = given.Text("source") ?? given.Text("sourceAttribute");
        var destination = given.Text("destination") ?? given.Text("destinationXdmPath");
        if (string.IsNullOrEmpty(source) || string.IsNullOrEmpty(destination))
            throw Refused(request, 400, "A mapping needs a source and a destination.");
        var type = (given.Text("sourceType") ?? "ATTRIBUTE") switch
        {
            "ATTRIBUTE" or "text/x.schema-path" => "text/x.schema-path",
            "EXPRESSION" or "text/x.aep-xl" => "text/x.aep-xl",
            "STATIC" => "STATIC",
            var other => throw Refused(request, 400, $"The source type {other} is not known."),
        };
        if (source.Length > 4096)
            throw Refused(request, 400, "An expression is longer than 4096 characters.");
        return new JsonObject
        {
            ["id"] = world.Ids.Hex("mapping", 32),
            ["version"] = 0,
            ["sourceType"] = type,
            ["source"] = source,
            ["sourceAttribute"] = source,
            ["destination"] = destination,
            ["destinationXdmPath"] = destination,
            ["identity"] = given.At("identity").IsTrue(),
            ["primaryIdentity"] = given.At("primaryIdentity").IsTrue(),
            ["matchScore"] = 0.0,
            ["functionVersion"] = 1,
            ["name"] = given.Text("name"),
            ["description"] = given.Text("description"),
        };
    }

    private StoredObject Find(EmulatorRequest request, string id)
    {
        var version = request.QueryValue("version");
        return (version is null
                ? world.Store.Find(request.Scope, Kind, id)
                : world.Store.Find(request.Scope, VersionKind, VersionId(id, int.TryParse(version, CultureInfo.InvariantCulture, out var number) ? number : -1)))
            ?? throw Refused(request, 404, $"The mapping set {id} is not found.");
    }

    private void KeepVersion(EmulatorRequest request, JsonObject body) =>
        world.Store.Insert(request.Scope, VersionKind, VersionId(body.Text("id")!, (int)body["version"]!), body, null);

    private static string VersionId(string id, int version) => $"{id}@{version.ToString(CultureInfo.InvariantCulture)}";

    private static int Required(EmulatorRequest request, string name) =>
        int.TryParse(request.QueryValue(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Refused(request, 400, $"The parameter {name} is required.");

    private static RefusedException Refused(EmulatorRequest request, int status, string message) => new(new Reply(status, new JsonObject
    {
        ["type"] = $"http://ns.adobe.com/adobecloud/problem/data-prep/{status.ToString(CultureInfo.InvariantCulture)}",
        ["title"] = message,
        ["status"] = status,
        ["report"] = new JsonObject { ["message"] = message, ["request-id"] = request.RequestId },
    }));
}
