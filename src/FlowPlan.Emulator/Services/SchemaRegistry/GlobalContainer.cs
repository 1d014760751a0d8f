using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;
using FlowPlan.Emulator.Json;
using FlowPlan.Emulator.Services.SchemaRegistry.Protocol;
using FlowPlan.Emulator.Services.SchemaRegistry.Standard;

namespace FlowPlan.Emulator.Services.SchemaRegistry;

/// <summary>The global container: the standard components, which every organization has, read-only.</summary>
internal static class GlobalContainer
{
    public static Reply List(EmulatorRequest request, string kind)
    {
        var form = AcceptHeader.Check(request, lookup: false);
        var all = ResourcesOf(kind).Values.Where(r => ResourceList.Matches(request, r)).ToList();
        return Reply.Ok(new JsonObject
        {
            ["results"] = new JsonArray([.. all.Select(r => ResourceForms.ToSummary((JsonObject)r.DeepClone(), form))]),
            ["_page"] = new JsonObject { ["orderby"] = "updated", ["next"] = null, ["count"] = all.Count },
            ["_links"] = new JsonObject(),
        });
    }

    public static Reply Read(EmulatorRequest request, string kind, string id)
    {
        var form = AcceptHeader.Check(request, lookup: true);
        var found = ResourcesOf(kind).Values.FirstOrDefault(r => r.Text("$id") == id || r.Text("meta:altId") == id)
            ?? throw SchemaRegistryErrors.NotFound(request, id);
        return Reply.Ok(ResourceForms.ToResponse((JsonObject)found.DeepClone(), form, GlobalResources.Find));
    }

    /// <summary>The reply to anything but a read.</summary>
    public static Reply Reject(EmulatorRequest request)
    {
        var hasKind = request.Path is [_, _, _, _, _, ..];
        return request.Method == "GET" || !hasKind
            ? SchemaRegistryErrors.UnknownOperation(request).Reply
            : SchemaRegistryErrors.Of(request, "1100-403", "Forbidden", "The global container is read-only.").Reply;
    }

    private static IReadOnlyDictionary<string, JsonObject> ResourcesOf(string kind) => kind switch
    {
        Kinds.Classes => GlobalResources.Classes,
        Kinds.FieldGroups or "mixins" => GlobalResources.FieldGroups,
        Kinds.DataTypes => GlobalResources.DataTypes,
        "behaviors" => GlobalResources.Behaviors,
        _ => new Dictionary<string, JsonObject>(),
    };
}
