using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;

namespace FlowPlan.Emulator.SchemaRegistry;

/// <summary>Descriptors: what a schema's fields mean, such as an identity.</summary>
internal sealed class Descriptors(EmulatorWorld world)
{
    private const string Kind = "descriptors";

    /// <summary>Whether a schema can be enabled for Profile: the standard classes bring an identityMap.</summary>
    public bool HasIdentity(EmulatorRequest request, string schemaId) =>
        world.Store.FirstReferrer(request.Scope, schemaId, Kind) is not null
        || world.Store.Find(request.Scope, "schemas", SchemaRegistryApi.Hash(schemaId))?.Body.Text("meta:class") is GlobalResources.Profile or GlobalResources.ExperienceEvent;

    public Reply Handle(EmulatorRequest request, string? id) => (request.Method, id) switch
    {
        ("GET", null) => List(request),
        ("POST", null) => Create(request),
        ("GET", { } one) => Reply.Ok(Find(request, one)),
        ("PUT", { } one) => Put(request, one),
        ("DELETE", { } one) => Delete(request, one),
        _ => throw XdmErrors.Of(request, "1010-404", "Resource not found", "There is no such operation."),
    };

    private Reply List(EmulatorRequest request)
    {
        var accept = request.Header("accept") ?? string.Empty;
        if (!accept.Contains("xdm", StringComparison.Ordinal))
            throw XdmErrors.Of(request, "1008-400", "Accept header invalid", "The Accept header must be one of the xdm forms.");
        var all = world.Store.List(request.Scope, Kind, 0, int.MaxValue, world.ListLag).Select(o => o.Body).ToList();
        if (accept.Contains("xdm-v2", StringComparison.Ordinal))
            return Reply.Ok(new JsonObject { ["results"] = new JsonArray([.. all]), ["_page"] = new JsonObject { ["next"] = null, ["count"] = all.Count } });
        var grouped = new JsonObject();
        foreach (var group in all.GroupBy(d => d.Text("@type") ?? string.Empty))
            grouped[group.Key] = new JsonArray([.. group]);
        return Reply.Ok(grouped);
    }

    private Reply Create(EmulatorRequest request)
    {
        if (request.Json() is not JsonObject body || body.Text("xdm:sourceSchema") is not { } schema || body.Text("@type") is null)
            throw XdmErrors.Of(request, "1001-400", "Bad request", "@type and xdm:sourceSchema are required.");
        var id = world.Ids.Hex(Kind, 48);
        body["@id"] = id;
        world.Store.Insert(request.Scope, Kind, id, body, null, schema);
        return new Reply(201, body.DeepClone());
    }

    private Reply Put(EmulatorRequest request, string id)
    {
        Find(request, id);
        if (request.Json() is not JsonObject body)
            throw XdmErrors.Of(request, "1001-400", "Bad request", "The body is no JSON object.");
        body["@id"] = id;
        world.Store.Update(request.Scope, Kind, id, body, null);
        return new Reply(201, new JsonObject { ["@id"] = id });
    }

    private Reply Delete(EmulatorRequest request, string id)
    {
        Find(request, id);
        world.Store.Delete(request.Scope, Kind, id);
        return Reply.NoContent();
    }

    private JsonObject Find(EmulatorRequest request, string id) =>
        world.Store.Find(request.Scope, Kind, id)?.Body
        ?? throw XdmErrors.Of(request, "1010-404", "Resource not found", $"The requested resource {id} is not found.");
}
