using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;
using FlowPlan.Emulator.Storage;

namespace FlowPlan.Emulator.FlowService;

/// <summary>What the collections of Flow Service have in common: create, read, list, patch, delete. One subclass a collection.</summary>
internal abstract class FlowCollection(EmulatorWorld world, string name)
{
    private static readonly string[] ListParameters = ["limit", "orderby", "continuationToken", "count", "property"];
    private static readonly string[] ServerFields =
        ["id", "createdAt", "updatedAt", "createdBy", "updatedBy", "createdClient", "updatedClient", "sandboxId", "sandboxName", "imsOrgId", "version", "etag", "inheritedAttributes", "lastOperation"];

    protected EmulatorWorld World { get; } = world;

    protected ObjectStore Store => World.Store;

    /// <summary>The collection's name in paths, which is also the kind of its objects in the store.</summary>
    public string Name { get; } = name;

    public virtual Reply Handle(EmulatorRequest request, IReadOnlyList<string> rest) => (request.Method, rest.Count) switch
    {
        ("POST", 0) => Create(request),
        ("GET", 0) => List(request),
        ("GET", 1) => Items(Shown(request, Find(request, rest[0]))),
        ("PATCH", 1) => Patch(request, rest[0]),
        ("DELETE", 1) => Delete(request, rest[0]),
        _ => throw FlowErrors.Of(request, "1400-404", $"There is no such operation on {Name}."),
    };

    /// <summary>Checks a new object and fills its defaults; the ids returned are what it refers to.</summary>
    protected abstract IEnumerable<string> Prepare(EmulatorRequest request, JsonObject body);

    /// <summary>Refuses the delete of an object that is in use.</summary>
    protected abstract void CheckUnused(EmulatorRequest request, string id);

    /// <summary>Checks an object after a patch.</summary>
    protected virtual void CheckPatched(EmulatorRequest request, JsonObject before, JsonObject after)
    {
    }

    /// <summary>The object as it is answered.</summary>
    protected virtual JsonObject Shown(EmulatorRequest request, StoredObject found) => found.Body;

    protected StoredObject Find(EmulatorRequest request, string id) =>
        Store.Find(request.Scope, Name, id) ?? throw FlowErrors.NotFound(request, Name, id);

    protected static Reply Items(JsonObject item) => Reply.Ok(new JsonObject { ["items"] = new JsonArray(item) });

    /// <summary>Gives an object a new etag after a change.</summary>
    protected string Touch(EmulatorRequest request, JsonObject body)
    {
        var etag = World.Ids.Etag(Name);
        body["etag"] = etag;
        body["version"] = etag;
        body["updatedAt"] = Math.Max(World.Now, (long?)body["updatedAt"] + 1 ?? 0);
        body["updatedBy"] = request.Scope.User;
        body["updatedClient"] = request.Scope.Client;
        return etag;
    }

    protected void Save(EmulatorRequest request, JsonObject body) =>
        Store.Update(request.Scope, Name, body.Text("id")!, body, body.Text("name"));

    private Reply Create(EmulatorRequest request)
    {
        if (request.Json() is not JsonObject body)
            throw FlowErrors.Of(request, "1405-400", "The request body is empty or no JSON object.");
        foreach (var field in ServerFields)
            body.Remove(field);
        var targets = Prepare(request, body);
        var id = World.Ids.Uuid(Name);
        var etag = World.Ids.Etag(Name);
        body["id"] = id;
        body["createdAt"] = World.Now;
        body["updatedAt"] = World.Now;
        body["createdBy"] = request.Scope.User;
        body["updatedBy"] = request.Scope.User;
        body["createdClient"] = request.Scope.Client;
        body["updatedClient"] = request.Scope.Client;
        body["sandboxId"] = EmulatorWorld.DerivedUuid(request.Scope.Sandbox);
        body["sandboxName"] = request.Scope.Sandbox;
        body["imsOrgId"] = request.Scope.Organization;
        body["version"] = etag;
        body["etag"] = etag;
        body["state"] ??= "enabled";
        Store.Insert(request.Scope, Name, id, body, body.Text("name"), targets);
        return new Reply(201, new JsonObject { ["id"] = id, ["etag"] = etag })
            .With("Location", $"/data/foundation/flowservice/{Name}/{id}");
    }

    private Reply List(EmulatorRequest request)
    {
        foreach (var parameter in request.Query.Select(q => q.Key).Where(k => !ListParameters.Contains(k)))
            throw FlowErrors.Of(request, "1451-400", $"The query parameter {parameter} is not known.");
        var (limitText, count) = (request.QueryValue("limit"), request.QueryValue("count"));
        if (limitText is not null && count is not null)
            throw FlowErrors.Of(request, "1401-400", "The parameters limit and count cannot be used together.");
        if (request.QueryValue("orderby") is { } order && order.TrimStart('-', '+', ' ') is not ("name" or "createdAt" or "updatedAt"))
            throw FlowErrors.Of(request, order.Contains("id", StringComparison.Ordinal) ? "1433-400" : "1432-400", $"The order {order} is not supported.");
        var limit = World.Knobs.FlowServicePageSize;
        if (limitText is not null)
        {
            if (!int.TryParse(limitText, NumberStyles.None, CultureInfo.InvariantCulture, out var asked) || asked < 1)
                throw FlowErrors.Of(request, "1452-400", "The limit is no positive number.");
            limit = Math.Min(asked, limit);
        }

        var query = PropertyQuery.Parse(request);
        var after = request.QueryValue("continuationToken") is { } token ? ReadToken(request, token) : 0;
        var page = Collect(request, query, after, limit, out var more);
        var answer = new JsonObject { ["items"] = new JsonArray([.. page.Select(p => query.Project(Shown(request, p)))]) };
        if (count == "true")
            answer["count"] = page.Count;
        if (more)
            answer["_links"] = new JsonObject { ["next"] = new JsonObject { ["href"] = NextHref(request, page[^1].Sequence) } };
        else if (!World.Knobs.OmitLinksOnLastPage)
            answer["_links"] = new JsonObject();
        return Reply.Ok(answer);
    }

    private List<StoredObject> Collect(EmulatorRequest request, PropertyQuery query, long after, int limit, out bool more)
    {
        var found = new List<StoredObject>();
        while (true)
        {
            var rows = Store.List(request.Scope, Name, after, limit + 1, World.ListLag);
            foreach (var row in rows.Where(r => !query.Filters || query.Accepts(r.Body)))
            {
                if (found.Count == limit)
                {
                    more = true;
                    return found;
                }

                found.Add(row);
            }

            if (rows.Count <= limit)
            {
                more = false;
                return found;
            }

            after = rows[^1].Sequence;
        }
    }

    private string NextHref(EmulatorRequest request, long last)
    {
        var text = $"after:{last.ToString(CultureInfo.InvariantCulture)};";
        while (text.Length % 3 == 0)
            text += ";";
        var token = Convert.ToBase64String(Encoding.ASCII.GetBytes(text));
        var pairs = request.Query.Where(q => q.Key != "continuationToken").SelectMany(q => q.Select(v => $"{q.Key}={Uri.EscapeDataString(v)}"));
        return $"/{Name}?{string.Join('&', [.. pairs, $"continuationToken={Uri.EscapeDataString(token)}"])}";
    }

    private static long ReadToken(EmulatorRequest request, string token)
    {
        try
        {
            return long.Parse(Encoding.ASCII.GetString(Convert.FromBase64String(token)).Split(':')[1].TrimEnd(';'), CultureInfo.InvariantCulture);
        }
        catch (Exception fault) when (fault is FormatException or IndexOutOfRangeException)
        {
            throw FlowErrors.Of(request, "1453-400", "The continuation token is not valid.");
        }
    }

    private Reply Patch(EmulatorRequest request, string id)
    {
        var found = Find(request, id);
        if (request.Header("if-match") is not { } match)
            throw FlowErrors.Of(request, "1403-400", "The If-Match header is required.", Name, id);
        if (match != found.Body.Text("etag"))
            throw FlowErrors.Of(request, "1404-412", "The etag does not match that of the resource.", Name, id);
        if (request.Json() is not JsonArray { Count: > 0 } operations)
            throw FlowErrors.Of(request, "1405-400", "The request body must be a non-empty array of operations.", Name, id);
        var body = (JsonObject)found.Body.DeepClone();
        foreach (var operation in operations)
        {
            var op = operation.Text("op")?.ToLowerInvariant();
            var path = operation.Text("path") ?? string.Empty;
            if (op is not ("add" or "replace" or "remove"))
                throw FlowErrors.Of(request, "1434-400", $"The operation {op} is not supported.", Name, id);
            if (path.StartsWith("/connectionSpec", StringComparison.Ordinal))
                throw FlowErrors.Of(request, "1414-400", "The connection spec cannot be changed.", Name, id);
            if (ServerFields.Contains(path.TrimStart('/').Split('/')[0]) || path == "/state")
                throw FlowErrors.Of(request, "1449-400", $"The field {path} cannot be changed.", Name, id);
            if (!JsonPatch.Apply(body, op, path, operation.At("value")))
                throw FlowErrors.Of(request, "1455-400", $"The path {path} does not exist.", Name, id);
        }

        CheckPatched(request, found.Body, body);
        var etag = Touch(request, body);
        Save(request, body);
        return Reply.Ok(new JsonObject { ["id"] = id, ["etag"] = etag });
    }

    private Reply Delete(EmulatorRequest request, string id)
    {
        Find(request, id);
        CheckUnused(request, id);
        Store.Delete(request.Scope, Name, id);
        return Reply.NoContent();
    }
}
