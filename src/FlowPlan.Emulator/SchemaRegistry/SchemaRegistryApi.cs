using System.Globalization;
using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;
using FlowPlan.Emulator.Storage;

namespace FlowPlan.Emulator.SchemaRegistry;

/// <summary>The Schema Registry: schemas, field groups and classes of the tenant, and those that all have.</summary>
internal sealed class SchemaRegistryApi(EmulatorWorld world)
{
    private static readonly string[] Types = ["schemas", "fieldgroups", "classes", "datatypes"];
    private static readonly string[] ServerFields =
        ["$id", "meta:altId", "meta:resourceType", "version", "imsOrg", "meta:class", "meta:extends", "meta:registryMetadata", "meta:containerId", "meta:tenantNamespace", "meta:sandboxId", "meta:sandboxType"];

    private readonly Descriptors descriptors = new(world);

    private ObjectStore Store => world.Store;

    public Reply Handle(EmulatorRequest request, IReadOnlyList<string> path)
    {
        if (path is ["stats"])
            return Stats(request);
        if (path.Count < 2 || path[0] is not ("tenant" or "global"))
            throw NotFound(request, string.Join('/', path));
        var type = path[1] == "mixins" ? "fieldgroups" : path[1];
        if (path[0] == "global")
            return Global(request, type, path.Skip(2).FirstOrDefault());
        if (type == "descriptors")
            return descriptors.Handle(request, path.Skip(2).FirstOrDefault());
        if (!Types.Contains(type))
            throw NotFound(request, string.Join('/', path));
        return (request.Method, path.Count) switch
        {
            ("GET", 2) => List(request, type),
            ("POST", 2) => Create(request, type),
            ("GET", 3) => Lookup(request, type, path[2]),
            ("PUT", 3) => Put(request, type, path[2]),
            ("PATCH", 3) => Patch(request, type, path[2]),
            ("DELETE", 3) => Delete(request, type, path[2]),
            _ => throw NotFound(request, string.Join('/', path)),
        };
    }

    private Reply Stats(EmulatorRequest request) => Reply.Ok(new JsonObject
    {
        ["imsOrg"] = request.Scope.Organization,
        ["tenantId"] = world.Knobs.TenantId,
        ["counts"] = new JsonObject { ["schemas"] = 0 },
    });

    private static Reply Global(EmulatorRequest request, string type, string? id)
    {
        if (request.Method != "GET")
            throw XdmErrors.Of(request, "1100-403", "Forbidden", "The global container is read-only.");
        var all = type switch
        {
            "classes" => GlobalResources.Classes,
            "fieldgroups" => GlobalResources.FieldGroups,
            _ => new Dictionary<string, JsonObject>(),
        };
        var form = AcceptHeader.Check(request, id is not null);
        if (id is null)
        {
            return Reply.Ok(new JsonObject
            {
                ["results"] = new JsonArray([.. all.Values.Select(r => Brief((JsonObject)r.DeepClone(), form))]),
                ["_page"] = new JsonObject { ["orderby"] = "updated", ["next"] = null, ["count"] = all.Count },
                ["_links"] = new JsonObject(),
            });
        }

        var found = all.Values.FirstOrDefault(r => r.Text("$id") == id || r.Text("meta:altId") == id) ?? throw NotFound(request, id);
        return Reply.Ok(found.DeepClone());
    }

    private Reply Lookup(EmulatorRequest request, string type, string id)
    {
        var form = AcceptHeader.Check(request, lookup: true);
        return Reply.Ok(Shown(request, Find(request, type, id).Body, form));
    }

    private Reply Create(EmulatorRequest request, string type)
    {
        if (request.Json() is not JsonObject body)
            throw XdmErrors.Of(request, "1001-400", "Bad request", "The body is no JSON object.");
        Check(request, type, body, null);
        var hash = world.Ids.Hex(type, 48);
        var folder = type == "fieldgroups" ? "mixins" : type;
        body["$id"] = $"https://ns.adobe.com/{world.Knobs.TenantId}/{folder}/{hash}";
        body["meta:altId"] = $"_{world.Knobs.TenantId}.{folder}.{hash}";
        body["meta:resourceType"] = type;
        body["version"] = "1.0";
        body["imsOrg"] = request.Scope.Organization;
        body["meta:containerId"] = "tenant";
        body["meta:tenantNamespace"] = $"_{world.Knobs.TenantId}";
        Complete(request, type, body);
        Store.Insert(request.Scope, type, hash, body, body.Text("title"), Refs(body));
        return new Reply(201, body.DeepClone());
    }

    private Reply Put(EmulatorRequest request, string type, string id)
    {
        var found = Find(request, type, id);
        if (request.Json() is not JsonObject body)
            throw XdmErrors.Of(request, "1001-400", "Bad request", "The body is no JSON object.");
        foreach (var field in ServerFields)
            body.Remove(field);
        return Rewrite(request, type, found, body);
    }

    private Reply Patch(EmulatorRequest request, string type, string id)
    {
        var found = Find(request, type, id);
        if (request.Json() is not JsonArray { Count: > 0 } operations)
            throw XdmErrors.Of(request, "1001-400", "Bad request", "The body must be a non-empty array of operations.");
        var body = (JsonObject)found.Body.DeepClone();
        foreach (var operation in operations)
        {
            var path = (operation.Text("path") ?? string.Empty).Replace("/meta:immutableTags-", "/meta:immutableTags", StringComparison.Ordinal);
            var value = operation.At("value");
            if (path == "/meta:immutableTags" && value is JsonValue)
                value = new JsonArray(value.DeepClone());
            if (operation.Text("op")?.ToLowerInvariant() is not ("add" or "replace" or "remove") || !JsonPatch.Apply(body, operation.Text("op")!.ToLowerInvariant(), path, value))
                throw XdmErrors.Of(request, "1033-400", "Invalid JSON Patch", $"The operation on {path} cannot be carried out.");
        }

        return Rewrite(request, type, found, body);
    }

    private Reply Rewrite(EmulatorRequest request, string type, StoredObject found, JsonObject body)
    {
        Check(request, type, body, found);
        if (type == "schemas")
            Evolution.Check(request, Store, found.Body, body, descriptors.HasIdentity(request, found.Body.Text("$id")!));
        foreach (var field in ServerFields.Where(found.Body.ContainsKey))
            body[field] = found.Body[field]?.DeepClone();
        Complete(request, type, body);
        Store.Update(request.Scope, type, found.Id, body, body.Text("title"));
        return Reply.Ok(body.DeepClone());
    }

    private Reply Delete(EmulatorRequest request, string type, string id)
    {
        var found = Find(request, type, id);
        var schemaId = found.Body.Text("$id")!;
        if (Store.FirstReferrer(request.Scope, schemaId, "dataSets") is not null || Evolution.IsUnion(found.Body) || Store.FirstReferrer(request.Scope, schemaId, "schemas") is not null)
            throw XdmErrors.Of(request, "1301-400", "Resource in use", $"The resource {schemaId} is in use and cannot be deleted.");
        Store.Delete(request.Scope, type, found.Id);
        return Reply.NoContent();
    }

    private void Check(EmulatorRequest request, string type, JsonObject body, StoredObject? self)
    {
        if (string.IsNullOrEmpty(body.Text("title")))
            throw XdmErrors.Of(request, "1500-400", "Bad request", "The title is required.");
        foreach (var other in Types)
        {
            var clash = Store.FindByName(request.Scope, other, body.Text("title")!).FirstOrDefault(o => o.Sequence != self?.Sequence);
            if (clash is not null)
                throw XdmErrors.Of(request, "1521-400", "Title not unique", $"Titles must be unique. An object {clash.Body.Text("$id")} already exists with the same title.");
        }

        var refs = Refs(body).ToList();
        foreach (var reference in refs)
        {
            if (Resolve(request, reference) is null)
                throw XdmErrors.Of(request, "1535-400", "Invalid reference", $"The resource {reference} does not exist.");
        }

        if (type == "schemas" && refs.Count(r => IsClass(request, r)) != 1)
            throw XdmErrors.Of(request, "1536-400", "Invalid schema", "A schema must extend exactly one class.");
        CheckNamespace(request, type, body);
    }

    private void CheckNamespace(EmulatorRequest request, string type, JsonObject body)
    {
        if (type != "fieldgroups" || body["definitions"] is not JsonObject definitions)
            return;
        foreach (var (_, definition) in definitions)
        {
            foreach (var (field, _) in definition.At("properties") as JsonObject ?? [])
            {
                if (field != $"_{world.Knobs.TenantId}")
                    throw XdmErrors.Of(request, "1020-400", "Namespace error", $"The field {field} must be under _{world.Knobs.TenantId}.");
            }
        }
    }

    /// <summary>Adds what the service adds by itself to each reference and to the whole.</summary>
    private void Complete(EmulatorRequest request, string type, JsonObject body)
    {
        foreach (var entry in body["allOf"] as JsonArray ?? [])
        {
            if (entry is JsonObject reference)
            {
                reference["type"] ??= "object";
                reference["meta:xdmType"] ??= "object";
            }
        }

        body["meta:xdmType"] ??= "object";
        body["meta:abstract"] ??= false;
        body["meta:extensible"] ??= false;
        if (type == "schemas")
        {
            var refs = Refs(body).ToList();
            body["meta:class"] = refs.First(r => IsClass(request, r));
            body["meta:extends"] = new JsonArray([.. refs.Append("https://ns.adobe.com/xdm/common/auditable").Distinct().Select(r => (JsonNode)r)]);
        }

        body["meta:registryMetadata"] = new JsonObject
        {
            ["repo:createdDate"] = body.At("meta:registryMetadata", "repo:createdDate")?.DeepClone() ?? world.Now,
            ["repo:lastModifiedDate"] = world.Now,
            ["xdm:lastModifiedUserId"] = request.Scope.User,
            ["eTag"] = world.Ids.Hex("etag of schemas", 64),
        };
    }

    private Reply List(EmulatorRequest request, string type)
    {
        var form = AcceptHeader.Check(request, lookup: false);
        var (order, limitText, start) = (request.QueryValue("orderby"), request.QueryValue("limit"), request.QueryValue("start"));
        if (order is null && (limitText is not null || start is not null))
            throw XdmErrors.Of(request, "1005-400", "Bad request", "limit and start need orderby.");
        var key = (order ?? "title").TrimStart('-', '+');
        var limit = Math.Clamp(int.TryParse(limitText, NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : 300, 1, 300);
        var all = Store.List(request.Scope, type, 0, int.MaxValue, world.ListLag)
            .Where(o => Accepts(request, o.Body))
            .Select(o => (Key: SortKey(o.Body, key), o.Body))
            .OrderBy(o => o.Key, StringComparer.Ordinal)
            .Where(o => start is null || string.CompareOrdinal(o.Key, start) > 0)
            .ToList();
        var page = all.Take(limit).ToList();
        return Reply.Ok(new JsonObject
        {
            ["results"] = new JsonArray([.. page.Select(p => Brief(p.Body, form))]),
            ["_page"] = new JsonObject
            {
                ["orderby"] = key,
                ["next"] = all.Count > limit ? page[^1].Key : null,
                ["count"] = page.Count,
            },
            ["_links"] = new JsonObject(),
        });
    }

    private static string SortKey(JsonObject body, string key) =>
        key switch { "$id" => body.Text("$id"), "title" => body.Text("title"), _ => body.At(key)?.ToString() } ?? string.Empty;

    private static bool Accepts(EmulatorRequest request, JsonObject body)
    {
        foreach (var property in request.Query["property"])
        {
            var parts = property.Split("==", 2);
            if (parts.Length == 2 && body.At(parts[0])?.ToString() != parts[1])
                return false;
        }

        return true;
    }

    private static JsonObject Brief(JsonObject body, string form) => form != "xed-id"
        ? body
        : new JsonObject
        {
            ["$id"] = body.Text("$id"),
            ["meta:altId"] = body.Text("meta:altId"),
            ["title"] = body.Text("title"),
            ["version"] = body.Text("version"),
        };

    private JsonObject Shown(EmulatorRequest request, JsonObject body, string form)
    {
        if (!form.StartsWith("xed-full", StringComparison.Ordinal))
            return body;
        var properties = new JsonObject();
        foreach (var reference in Refs(body))
        {
            var target = Resolve(request, reference);
            if (target?["properties"] is JsonObject fields)
                properties.MergeFrom((JsonObject)fields.DeepClone());
            foreach (var (_, definition) in target?["definitions"] as JsonObject ?? [])
            {
                if (definition.At("properties") is JsonObject custom)
                    properties.MergeFrom((JsonObject)custom.DeepClone());
            }
        }

        body.Remove("allOf");
        body["properties"] = properties;
        return body;
    }

    private StoredObject Find(EmulatorRequest request, string type, string id) =>
        Store.Find(request.Scope, type, Hash(id)) is { } found && (found.Body.Text("$id") == id || found.Body.Text("meta:altId") == id)
            ? found
            : throw NotFound(request, id);

    private JsonObject? Resolve(EmulatorRequest request, string reference)
    {
        if (GlobalResources.Classes.TryGetValue(reference, out var found) || GlobalResources.FieldGroups.TryGetValue(reference, out found))
            return found;
        return Types.Select(t => Store.Find(request.Scope, t, Hash(reference))?.Body).FirstOrDefault(b => b?.Text("$id") == reference);
    }

    private bool IsClass(EmulatorRequest request, string reference) =>
        GlobalResources.Classes.ContainsKey(reference) || Store.Find(request.Scope, "classes", Hash(reference)) is not null;

    private static IEnumerable<string> Refs(JsonObject body) =>
        (body["allOf"] as JsonArray ?? []).Select(e => e.Text("$ref")).OfType<string>().Where(r => !r.StartsWith('#'));

    /// <summary>The part of an id that is unique: behind the last slash or dot.</summary>
    public static string Hash(string id) => id.Split('/', '.')[^1];

    private static RefusedException NotFound(EmulatorRequest request, string id) =>
        XdmErrors.Of(request, "1010-404", "Resource not found", $"The requested resource {id} is not found.");
}
