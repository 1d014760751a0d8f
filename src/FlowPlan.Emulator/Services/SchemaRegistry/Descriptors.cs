using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;
using FlowPlan.Emulator.Json;
using FlowPlan.Emulator.Services.SchemaRegistry.Protocol;

namespace FlowPlan.Emulator.Services.SchemaRegistry;

/// <summary>Descriptors, which give the fields of a schema a meaning, such as an identity.</summary>
internal sealed class Descriptors(EmulatorContext emulator) : IObjectCollection
{
    private readonly ResourceReferences references = new(emulator.Store);
    private readonly DescriptorChecks checks = new(emulator, new ResourceReferences(emulator.Store));

    public string Kind => Kinds.Descriptors;

    /// <summary>Whether a schema can be enabled for Profile: it has a primary identity or an identityMap.</summary>
    public bool HasIdentity(EmulatorRequest request, JsonObject schema) =>
        ResourceForms.FieldsOf(schema, r => references.Resolve(request.Scope, r)).ContainsKey("identityMap")
        || (schema.Text("$id") is { } id && OfSchema(request, id).Any(DescriptorChecks.IsPrimaryIdentity));

    public Reply List(EmulatorRequest request)
    {
        var (form, isPaged) = AcceptHeader.CheckDescriptors(request);
        var all = emulator.Store.List(request.Scope, Kind, 0, emulator.ListLag).Select(o => o.Body).Where(d => ResourceList.Matches(request, d)).ToList();
        JsonNode ToForm(JsonObject descriptor) => form switch
        {
            "id" => descriptor.Text("@id")!,
            "link" => $"/tenant/descriptors/{descriptor.Text("@id")}",
            _ => descriptor,
        };
        if (isPaged)
            return Reply.Ok(new JsonObject { ["results"] = new JsonArray([.. all.Select(ToForm)]), ["_page"] = new JsonObject { ["next"] = null, ["count"] = all.Count } });
        return Reply.Ok(new JsonObject(all
            .GroupBy(d => d.Text("@type") ?? string.Empty)
            .Select(group => KeyValuePair.Create(group.Key, (JsonNode?)new JsonArray([.. group.Select(ToForm)])))));
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
        Check(request, body, null);
        id ??= emulator.Ids.Hex(Kind, 48);
        body["@id"] = id;
        emulator.Store.Insert(request.Scope, Kind, id, body, null, body.Text("xdm:sourceSchema")!);
        return id;
    }

    public Reply Put(EmulatorRequest request, string id)
    {
        var found = Find(request, id);
        if (request.Json() is not JsonObject body)
            throw SchemaRegistryErrors.Of(request, "1001-400", "Bad request", "The body is not a JSON object.");
        Check(request, body, id);
        KeepPrimary(request, found, DescriptorChecks.IsPrimaryIdentity(body));
        body["@id"] = id;
        emulator.Store.Update(request.Scope, Kind, id, body, null);
        return new Reply(201, new JsonObject { ["@id"] = id });
    }

    public Reply Delete(EmulatorRequest request, string id)
    {
        KeepPrimary(request, Find(request, id), false);
        emulator.Store.Delete(request.Scope, Kind, id);
        return Reply.NoContent();
    }

    /// <summary>A descriptor records nothing about its changes.</summary>
    public void Touch(JsonObject body, string user)
    {
    }

    /// <summary>A schema in Profile keeps its primary identity.</summary>
    private void KeepPrimary(EmulatorRequest request, JsonObject before, bool staysPrimary)
    {
        var schema = emulator.FindSchema(request.Scope, before.Text("xdm:sourceSchema") ?? string.Empty);
        if (DescriptorChecks.IsPrimaryIdentity(before) && !staysPrimary && schema is not null && CompatibilityRules.IsUnion(schema))
            throw SchemaRegistryErrors.Of(request, "1310-400", "Not allowed", "The primary identity of a schema that is enabled for Profile cannot be changed.");
    }

    private void Check(EmulatorRequest request, JsonObject body, string? id) => checks.Check(
        request, body, OfSchema(request, body.Text("xdm:sourceSchema") ?? string.Empty).Where(d => d.Text("@id") != id));

    private List<JsonObject> OfSchema(EmulatorRequest request, string schemaId) =>
        [.. emulator.Store.List(request.Scope, Kind, 0, 0).Select(o => o.Body).Where(d => d.Text("xdm:sourceSchema") == schemaId)];

    private JsonObject Find(EmulatorRequest request, string id) =>
        emulator.Store.Find(request.Scope, Kind, id)?.Body ?? throw SchemaRegistryErrors.NotFound(request, id);
}
