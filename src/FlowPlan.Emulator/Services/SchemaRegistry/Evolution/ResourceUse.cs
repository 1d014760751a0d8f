using System.Text.Json.Nodes;
using FlowPlan.Emulator.Json;
using FlowPlan.Emulator.Storage;

namespace FlowPlan.Emulator.Services.SchemaRegistry.Evolution;

/// <summary>Whether data may have the fields of a resource: a schema that uses it, also by way of others, is in Profile or has a dataset.</summary>
internal static class ResourceUse
{
    /// <param name="store">The objects.</param>
    /// <param name="scope">The sandbox.</param>
    /// <param name="id">The resource.</param>
    /// <param name="kinds">The kinds of resources.</param>
    /// <param name="referencesOf">What a resource refers to.</param>
    public static bool IsLocked(ObjectStore store, Scope scope, string id, IEnumerable<string> kinds, Func<JsonObject, IEnumerable<string>> referencesOf)
    {
        var all = kinds
            .SelectMany(kind => store.List(scope, kind, 0, 0).Select(o => (Kind: kind, o.Body)).ToList())
            .ToList();
        var users = new HashSet<string>(StringComparer.Ordinal) { id };
        while (all.Exists(r => !users.Contains(r.Body.Text("$id")!) && referencesOf(r.Body).Any(users.Contains)))
            users.UnionWith(all.Where(r => referencesOf(r.Body).Any(users.Contains)).Select(r => r.Body.Text("$id")!).ToList());
        return all.Exists(r => r.Kind == Kinds.Schemas && users.Contains(r.Body.Text("$id")!)
            && (IsUnion(r.Body) || store.FirstReferrer(scope, r.Body.Text("$id")!, Kinds.DataSets) is not null));
    }

    private static bool IsUnion(JsonObject body) => body["meta:immutableTags"] is JsonArray tags && tags.Any(t => t?.ToString() == "union");
}
