using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;
using FlowPlan.Emulator.Json;
using FlowPlan.Emulator.Services.SchemaRegistry.Protocol;
using FlowPlan.Emulator.Storage;

namespace FlowPlan.Emulator.Services.SchemaRegistry;

/// <summary>The unions, read-only: one for each class with schemas that are enabled for Profile, of the fields of all of them.</summary>
internal sealed class Unions(EmulatorContext emulator)
{
    private readonly ResourceReferences references = new(emulator.Store);

    public Reply List(EmulatorRequest request)
    {
        var form = AcceptHeader.Check(request, lookup: false);
        var all = All(request.Scope).Where(u => ResourceList.Matches(request, u)).Select(u => ResourceForms.ToSummary(u, form)).ToList();
        return Reply.Ok(new JsonObject
        {
            ["results"] = new JsonArray([.. all]),
            ["_page"] = new JsonObject { ["orderby"] = "title", ["next"] = null, ["count"] = all.Count },
            ["_links"] = new JsonObject(),
        });
    }

    public Reply Read(EmulatorRequest request, string id)
    {
        var form = AcceptHeader.Check(request, lookup: true);
        var found = All(request.Scope).FirstOrDefault(u => u.Text("$id") == id || u.Text("meta:altId") == id)
            ?? throw SchemaRegistryErrors.NotFound(request, id);
        return Reply.Ok(ResourceForms.ToResponse(found, form, r => references.Resolve(request.Scope, r)));
    }

    private IEnumerable<JsonObject> All(Scope scope) => emulator.Store.List(scope, Kinds.Schemas, 0, emulator.ListLag)
        .Select(o => o.Body)
        .Where(CompatibilityRules.IsUnion)
        .GroupBy(s => s.Text("meta:class")!)
        .OrderBy(g => g.Key, StringComparer.Ordinal)
        .Select(g => Make(scope, g.Key, [.. g]));

    private JsonObject Make(Scope scope, string classId, IReadOnlyList<JsonObject> schemas)
    {
        var type = references.Resolve(scope, classId);
        var parts = schemas.SelectMany(ResourceReferences.Of).Distinct(StringComparer.Ordinal).ToList();
        return new()
        {
            ["$id"] = classId + "__union",
            ["meta:altId"] = type.Text("meta:altId") + "__union",
            ["meta:resourceType"] = "unions",
            ["version"] = "1.0",
            ["title"] = type.Text("title"),
            ["type"] = "object",
            ["description"] = type.Text("description"),
            ["allOf"] = new JsonArray([.. parts.Select(r => new JsonObject { ["$ref"] = r })]),
            ["imsOrg"] = scope.Organization,
            ["meta:extends"] = new JsonArray([.. schemas.Select(s => s.Text("$id")!).Concat(parts).Select(r => (JsonNode)r)]),
            ["meta:xdmType"] = "object",
            ["meta:class"] = classId,
            ["meta:containerId"] = "tenant",
        };
    }
}
