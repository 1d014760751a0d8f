using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;
using FlowPlan.Emulator.Json;

namespace FlowPlan.Emulator.Services.SchemaRegistry;

/// <summary>The global container: the classes and field groups that every organization has, read-only.</summary>
internal static class GlobalContainer
{
    public static Reply List(EmulatorRequest request, string kind)
    {
        var all = ResourcesOf(kind);
        var form = AcceptHeader.Check(request, lookup: false);
        return Reply.Ok(new JsonObject
        {
            ["results"] = new JsonArray([.. all.Values.Select(r => ResourceForms.ToSummary((JsonObject)r.DeepClone(), form))]),
            ["_page"] = new JsonObject { ["orderby"] = "updated", ["next"] = null, ["count"] = all.Count },
            ["_links"] = new JsonObject(),
        });
    }

    public static Reply Read(EmulatorRequest request, string kind, string id)
    {
        AcceptHeader.Check(request, lookup: true);
        var found = ResourcesOf(kind).Values.FirstOrDefault(r => r.Text("$id") == id || r.Text("meta:altId") == id)
            ?? throw SchemaRegistryErrors.NotFound(request, id);
        return Reply.Ok(found.DeepClone());
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
        _ => new Dictionary<string, JsonObject>(),
    };
}
