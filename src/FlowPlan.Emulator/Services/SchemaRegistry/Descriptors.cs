using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;
using FlowPlan.Emulator.Json;

namespace FlowPlan.Emulator.Services.SchemaRegistry;

/// <summary>Descriptors, which give the fields of a schema a meaning, such as an identity.</summary>
internal sealed class Descriptors(EmulatorContext emulator) : IObjectCollection
{
    public string Kind => Kinds.Descriptors;

    /// <summary>Whether a schema can be enabled for Profile. The standard classes have an identityMap.</summary>
    public bool HasIdentity(EmulatorRequest request, string schemaId) =>
        emulator.Store.FirstReferrer(request.Scope, schemaId, Kind) is not null
        || emulator.FindSchema(request.Scope, schemaId).Text("meta:class") is GlobalResources.Profile or GlobalResources.ExperienceEvent;

    public Reply List(EmulatorRequest request)
    {
        var accept = request.Header("accept") ?? string.Empty;
        if (!accept.Contains("xdm", StringComparison.Ordinal))
            throw SchemaRegistryErrors.Of(request, "1008-400", "Accept header invalid", "The Accept header must be one of the xdm forms.");
        var all = emulator.Store.List(request.Scope, Kind, 0, emulator.ListLag).Select(o => o.Body).ToList();
        if (accept.Contains("xdm-v2", StringComparison.Ordinal))
            return Reply.Ok(new JsonObject { ["results"] = new JsonArray([.. all]), ["_page"] = new JsonObject { ["next"] = null, ["count"] = all.Count } });
        var grouped = new JsonObject();
        foreach (var group in all.GroupBy(d => d.Text("@type") ?? string.Empty))
            grouped[group.Key] = new JsonArray([.. group]);
        return Reply.Ok(grouped);
    }

    public Reply Read(EmulatorRequest request, string id) => Reply.Ok(Find(request, id));

    public Reply Create(EmulatorRequest request)
    {
        var body = request.Json() as JsonObject ?? [];
        Create(request, body, null);
        return new Reply(201, body.DeepClone());
    }

    public string Create(EmulatorRequest request, JsonObject body, string? id)
    {
        if (body.Text("xdm:sourceSchema") is not { } schema || body.Text("@type") is null)
            throw SchemaRegistryErrors.Of(request, "1001-400", "Bad request", "@type and xdm:sourceSchema are required.");
        id ??= emulator.Ids.Hex(Kind, 48);
        body["@id"] = id;
        emulator.Store.Insert(request.Scope, Kind, id, body, null, schema);
        return id;
    }

    public Reply Put(EmulatorRequest request, string id)
    {
        Find(request, id);
        if (request.Json() is not JsonObject body)
            throw SchemaRegistryErrors.Of(request, "1001-400", "Bad request", "The body is not a JSON object.");
        body["@id"] = id;
        emulator.Store.Update(request.Scope, Kind, id, body, null);
        return new Reply(201, new JsonObject { ["@id"] = id });
    }

    public Reply Delete(EmulatorRequest request, string id)
    {
        Find(request, id);
        emulator.Store.Delete(request.Scope, Kind, id);
        return Reply.NoContent();
    }

    /// <summary>A descriptor records nothing about its changes.</summary>
    public void Touch(JsonObject body, string user)
    {
    }

    private JsonObject Find(EmulatorRequest request, string id) =>
        emulator.Store.Find(request.Scope, Kind, id)?.Body ?? throw SchemaRegistryErrors.NotFound(request, id);
}
