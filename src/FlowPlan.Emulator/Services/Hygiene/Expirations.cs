using System.Globalization;
using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;
using FlowPlan.Emulator.Json;
using FlowPlan.Emulator.Storage;

namespace FlowPlan.Emulator.Services.Hygiene;

/// <summary>The expirations of datasets. Only pending ones can be changed, and cancelled ones stay readable.</summary>
internal sealed class Expirations(EmulatorContext emulator) : IObjectCollection
{
    private const string Pending = "pending";

    public string Kind => Kinds.Expirations;

    public Reply List(EmulatorRequest request)
    {
        var limit = Number(request, "limit", 25);
        if (limit is < 1 or > 100)
            throw Error(400, "limit must be between 1 and 100.");
        var page = Number(request, "page", 0);
        var statuses = request.QueryValue("status")?.Split(',');
        var all = All(request.Scope)
            .Where(e => request.QueryValue("datasetId") is not { } dataset || e.Text("datasetId") == dataset)
            .Where(e => statuses is null || statuses.Contains(e.Text("status")))
            .ToList();
        return Reply.Ok(new JsonObject
        {
            ["results"] = new JsonArray([.. all.Skip(page * limit).Take(limit)]),
            ["current_page"] = page,
            ["total_pages"] = (all.Count + limit - 1) / limit,
            ["total_count"] = all.Count,
        });
    }

    public Reply Read(EmulatorRequest request, string id) => Reply.Ok(Find(request, id));

    public Reply Create(EmulatorRequest request)
    {
        var body = ReadObject(request);
        Create(request, body, null);
        return new Reply(201, body.DeepClone());
    }

    public string Create(EmulatorRequest request, JsonObject body, string? id)
    {
        var dataset = body.Text("datasetId") ?? throw Error(400, "datasetId is required.");
        if (string.IsNullOrEmpty(body.Text("displayName")))
            throw Error(400, "displayName is required.");
        var found = emulator.Store.Find(request.Scope, Kinds.DataSets, dataset) ?? throw Error(400, $"The dataset {dataset} does not exist.");
        if (All(request.Scope).Any(e => e.Text("datasetId") == dataset && e.Text("status") == Pending))
            throw Error(400, $"The dataset {dataset} has an expiration already.");
        SetExpiry(body);
        id ??= "SD-" + emulator.Ids.Uuid(Kind);
        body["ttlId"] = id;
        body["datasetName"] = found.Body.Text("name");
        body["sandboxName"] = request.Scope.Sandbox;
        body["imsOrg"] = request.Scope.Organization;
        body["status"] = Pending;
        Touch(body, request.Scope.User);
        emulator.Store.Insert(request.Scope, Kind, id, body, body.Text("displayName"));
        return id;
    }

    public Reply Put(EmulatorRequest request, string id)
    {
        var (found, changes) = (Find(request, id), ReadObject(request));
        if (found.Text("status") != Pending)
            throw Error(400, "Only a pending expiration can be changed.");
        if (changes.FirstOrDefault(c => c.Key is not ("displayName" or "description" or "expiry")).Key is { } other)
            throw Error(400, $"{other} cannot be changed.");
        foreach (var (field, value) in changes)
            found[field] = value?.DeepClone();
        SetExpiry(found);
        return Save(request, id, found);
    }

    public Reply Delete(EmulatorRequest request, string id)
    {
        var found = Find(request, id);
        if (found.Text("status") != Pending)
            throw Error(400, "Only a pending expiration can be cancelled.");
        found["status"] = "cancelled";
        return Save(request, id, found);
    }

    public void Touch(JsonObject body, string user)
    {
        body["updatedAt"] = emulator.Time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        body["updatedBy"] = user;
    }

    public static ErrorReplyException Error(int status, string message) => new(new Reply(status, new JsonObject
    {
        ["type"] = $"http://ns.adobe.com/aep/errors/HYGN-{(status == 404 ? "2002" : "1001")}-{status}",
        ["title"] = message,
        ["status"] = status,
    }));

    private Reply Save(EmulatorRequest request, string id, JsonObject body)
    {
        Touch(body, request.Scope.User);
        emulator.Store.Update(request.Scope, Kind, id, body, body.Text("displayName"));
        return Reply.Ok(body.DeepClone());
    }

    private void SetExpiry(JsonObject body)
    {
        if (!DateTimeOffset.TryParse(body.Text("expiry"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var expiry))
            throw Error(400, "expiry is required, and must be a date or a time.");
        if (expiry < emulator.Time.GetUtcNow().AddHours(24))
            throw Error(400, "expiry must be at least 24 hours ahead.");
        body["expiry"] = expiry.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
    }

    private List<JsonObject> All(Scope scope) => [.. emulator.Store.List(scope, Kind, 0, 0).Select(o => o.Body)];

    private JsonObject Find(EmulatorRequest request, string id) =>
        (emulator.Store.Find(request.Scope, Kind, id)?.Body ?? All(request.Scope).LastOrDefault(e => e.Text("datasetId") == id)) ?? throw Error(404, $"There is no expiration {id}.");

    private static int Number(EmulatorRequest request, string name, int otherwise) =>
        int.TryParse(request.QueryValue(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    private static JsonObject ReadObject(EmulatorRequest request) => request.Json() as JsonObject ?? throw Error(400, "The body is not a JSON object.");
}
