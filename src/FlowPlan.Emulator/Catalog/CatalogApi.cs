using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FlowPlan.Emulator.Http;
using FlowPlan.Emulator.SchemaRegistry;
using FlowPlan.Emulator.Storage;

namespace FlowPlan.Emulator.Catalog;

/// <summary>Catalog: datasets. Answers are keyed by id; writes answer with references.</summary>
internal sealed partial class CatalogApi(EmulatorWorld world)
{
    private const string Kind = "dataSets";
    private static readonly string[] ServerFields =
        ["version", "created", "updated", "createdClient", "createdUser", "updatedUser", "imsOrg", "viewId", "files", "basePath", "namespace", "sandboxId"];

    public Reply Handle(EmulatorRequest request, IReadOnlyList<string> path)
    {
        var deep = path.Count > 0 && path[0] == "v2";
        var rest = deep ? [.. path.Skip(1)] : path;
        if (rest.Count is 0 or > 2 || !rest[0].Equals(Kind, StringComparison.OrdinalIgnoreCase))
            throw Refused(404, "There is no such resource.");
        return (request.Method, rest.Count) switch
        {
            ("POST", 1) => Create(request),
            ("GET", 1) => List(request),
            ("GET", 2) => One(Find(request, rest[1])),
            ("PATCH", 2) => Patch(request, rest[1], deep),
            ("PUT", 2) => Put(request, rest[1]),
            ("DELETE", 2) => Delete(request, rest[1]),
            _ => throw Refused(405, "The method is not allowed."),
        };
    }

    private Reply Create(EmulatorRequest request)
    {
        if (request.Json() is not JsonObject body)
            throw Refused(400, "The body is no JSON object.");
        CheckTags(body);
        var schemaId = body.Text("schemaRef", "id") ?? throw Refused(400, "schemaRef.id is required.");
        if (world.Store.Find(request.Scope, "schemas", SchemaRegistryApi.Hash(schemaId))?.Body.Text("$id") != schemaId)
            throw Refused(400, $"The schema {schemaId} does not exist.");
        var id = world.Ids.Hex(Kind, 24);
        body["name"] ??= $"dataset {id}";
        body["version"] = "1.0.0";
        body["created"] = world.Now;
        body["updated"] = world.Now;
        body["createdClient"] = request.Scope.Client;
        body["createdUser"] = request.Scope.User;
        body["updatedUser"] = request.Scope.User;
        body["imsOrg"] = request.Scope.Organization;
        body["state"] = "DRAFT";
        body["namespace"] = "ACP";
        body["viewId"] = world.Ids.Hex("view", 24);
        body["files"] = $"@/dataSetFiles?dataSetId={id}";
        body["classification"] = new JsonObject { ["dataBehavior"] = "record", ["managedBy"] = "CUSTOMER" };
        var tags = body["tags"] as JsonObject ?? [];
        body["tags"] = tags;
        tags["adobe/pqs/table"] = new JsonArray(NotWord().Replace(body.Text("name")!.ToLowerInvariant(), "_"));
        world.Store.Insert(request.Scope, Kind, id, body, body.Text("name"), schemaId);
        return new Reply(201, References(id)).With("Location", $"/data/foundation/catalog/dataSets/{id}");
    }

    private Reply List(EmulatorRequest request)
    {
        var limit = Number(request, "limit", 20);
        if (limit is < 1 or > 100)
            throw Refused(400, "limit must be from 1 to 100.");
        var start = Number(request, "start", 0);
        var answer = new JsonObject();
        var filtered = request.Query.Any(q => q.Key is "name" or "property" or "tags");
        var rows = filtered
            ? world.Store.List(request.Scope, Kind, 0, int.MaxValue, world.ListLag).Where(o => Accepts(request, o.Body)).Skip(start).Take(limit)
            : world.Store.Page(request.Scope, Kind, start, limit, world.ListLag);
        var fields = request.QueryValue("properties")?.Split(',');
        foreach (var row in rows)
            answer[row.Id] = fields is null ? row.Body : new JsonObject(row.Body.Where(p => fields.Contains(p.Key)).Select(p => KeyValuePair.Create(p.Key, p.Value?.DeepClone())));
        return Reply.Ok(answer);
    }

    private Reply Patch(EmulatorRequest request, string id, bool deep)
    {
        var found = Find(request, id);
        CheckMatch(request, found);
        var body = (JsonObject)found.Body.DeepClone();
        if (request.ContentType == "application/json-patch+json")
        {
            if (request.Json() is not JsonArray operations)
                throw Refused(400, "The body must be an array of operations.");
            foreach (var operation in operations)
            {
                var path = operation.Text("path") ?? string.Empty;
                CheckExpandable(body, path.TrimStart('/').Split('/')[0]);
                if (!JsonPatch.Apply(body, operation.Text("op") ?? string.Empty, path, operation.At("value")))
                    throw Refused(400, $"The path {path} does not exist.");
            }
        }
        else if (request.Json() is JsonObject changes)
        {
            foreach (var (field, value) in changes)
            {
                CheckExpandable(body, field);
                if (deep && value is JsonObject inner && body[field] is JsonObject existing)
                    existing.MergeFrom(inner);
                else
                    body[field] = value?.DeepClone();
            }
        }
        else
        {
            throw Refused(400, "The body must be an object.");
        }

        return Save(request, id, found, body);
    }

    private Reply Put(EmulatorRequest request, string id)
    {
        var found = Find(request, id);
        CheckMatch(request, found);
        return request.Json() is JsonObject body ? Save(request, id, found, body) : throw Refused(400, "The body must be an object.");
    }

    private Reply Save(EmulatorRequest request, string id, StoredObject found, JsonObject body)
    {
        CheckTags(body);
        if (body.Text("schemaRef", "id") != found.Body.Text("schemaRef", "id"))
            throw Refused(400, "The schema of a dataset cannot be changed.");
        foreach (var field in ServerFields.Where(found.Body.ContainsKey))
            body[field] = found.Body[field]?.DeepClone();
        var tags = body["tags"] as JsonObject ?? [];
        body["tags"] = tags;
        foreach (var (tag, value) in found.Body["tags"] as JsonObject ?? [])
        {
            if (tag.StartsWith("adobe", StringComparison.Ordinal))
                tags[tag] = value?.DeepClone();
        }

        var number = int.Parse(found.Body.Text("version")!.Split('.')[^1], CultureInfo.InvariantCulture) + 1;
        body["version"] = $"1.0.{number.ToString(CultureInfo.InvariantCulture)}";
        body["updated"] = Math.Max(world.Now, (long)found.Body["updated"]! + 1);
        body["updatedUser"] = request.Scope.User;
        world.Store.Update(request.Scope, Kind, id, body, body.Text("name"));
        return Reply.Ok(References(id));
    }

    private Reply Delete(EmulatorRequest request, string id) =>
        world.Store.Delete(request.Scope, Kind, id) ? Reply.Ok(References(id)) : Reply.Ok(new JsonArray());

    private StoredObject Find(EmulatorRequest request, string id) =>
        world.Store.Find(request.Scope, Kind, id) ?? throw Refused(404, $"The dataset {id} is not found.");

    private static Reply One(StoredObject found) =>
        Reply.Ok(new JsonObject { [found.Id] = found.Body }).With("E-Tag", EtagOf(found.Body));

    private static string EtagOf(JsonObject body) => $"\"{body.Text("version")}-{body["updated"]}\"";

    private static void CheckMatch(EmulatorRequest request, StoredObject found)
    {
        if (request.Header("if-match") is { } match && match != EtagOf(found.Body))
            throw Refused(412, "The dataset was changed meanwhile.");
    }

    private static void CheckTags(JsonObject body)
    {
        foreach (var (tag, value) in body["tags"] as JsonObject ?? [])
        {
            if (value is not JsonArray)
                throw Refused(400, $"The tag {tag} must be an array.");
        }
    }

    private static void CheckExpandable(JsonObject body, string field)
    {
        if (body.Text(field)?.StartsWith('@') == true)
            throw Refused(400, $"The field {field} cannot be changed.");
    }

    private static bool Accepts(EmulatorRequest request, JsonObject body)
    {
        bool HasTag(string pair)
        {
            var colon = pair.IndexOf(':', StringComparison.Ordinal);
            var (tag, wanted) = colon < 0 ? (pair, "*") : (pair[..colon], pair[(colon + 1)..]);
            return body.At("tags", tag) is JsonArray values && (wanted == "*" || values.Any(v => v?.ToString() == wanted));
        }

        bool HasProperty(string text)
        {
            var parts = text.Split("==", 2);
            return parts.Length != 2 || (parts[1].StartsWith('~')
                ? Regex.IsMatch(body.At(parts[0].Split('.'))?.ToString() ?? string.Empty, parts[1][1..])
                : body.At(parts[0].Split('.'))?.ToString() == parts[1]);
        }

        return request.Query["name"].All(n => body.Text("name") == n)
            && request.Query["tags"].SelectMany(t => t.Split(',')).All(HasTag)
            && request.Query["property"].All(HasProperty);
    }

    private static int Number(EmulatorRequest request, string name, int otherwise) =>
        request.QueryValue(name) is not { } text ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw Refused(400, $"{name} is no number.");

    private static JsonArray References(string id) => new($"@/dataSets/{id}");

    private static RefusedException Refused(int status, string detail) => new(new Reply(status, new JsonObject
    {
        ["type"] = $"http://ns.adobe.com/adobecloud/problem/catalog/{status.ToString(CultureInfo.InvariantCulture)}",
        ["title"] = status switch { 404 => "NotFoundError", 412 => "PreconditionFailedError", 405 => "MethodNotAllowedError", _ => "BadRequestError" },
        ["status"] = status,
        ["detail"] = detail,
    }));

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NotWord();
}
