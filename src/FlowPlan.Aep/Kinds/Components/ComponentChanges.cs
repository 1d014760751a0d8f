using System.Text.Json.Nodes;
using FlowPlan.Aep.Json;
using FlowPlan.Aep.Kinds.Common;
using FlowPlan.Aep.Kinds.Components.Fields;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Components;

/// <summary>The changes of the fields of a live component as operations of a JSON Patch. What a field has and nobody declared stays.</summary>
internal static class ComponentChanges
{
    /// <param name="patch">Where the operations go.</param>
    /// <param name="payload">Makes the JSON of values.</param>
    /// <param name="request">What is to change.</param>
    /// <param name="body">The component as it is.</param>
    /// <param name="live">Where its fields are.</param>
    /// <param name="root">Where a field goes when there is none yet.</param>
    public static void AddTo(JsonPatchBuilder patch, Payload payload, UpdateRequest request, JsonObject body, ComponentBody live, IReadOnlyList<string> root)
    {
        var declared = request.Fields["fields"] as Value.Map ?? Value.Map.Empty;
        var changes = request.Changes.Where(c => c.Path.Keys is ["fields", _, ..]).GroupBy(c => c.Path.Keys[1], StringComparer.Ordinal).ToList();
        var edits = new Dictionary<string, FieldEdit>(StringComparer.Ordinal);
        FieldEdit EditOf(string path) => Edit(edits, body, live.Fields.TryGetValue(path, out var there) ? there.Root : live.Roots.FirstOrDefault() ?? root);
        string Own(string path) => FieldName.WithTenant(path, ComponentBody.TenantOf(request.Live.Id));

        // From below, so that an object is empty by the time that it goes itself.
        foreach (var removed in changes.Where(c => declared[c.Key] is null).OrderByDescending(c => c.Key, StringComparer.Ordinal))
            EditOf(removed.Key).Remove(Own(removed.Key), path => declared[path] is not null);
        foreach (var changed in changes.Where(c => declared[c.Key] is not null).OrderBy(c => c.Key, StringComparer.Ordinal))
        {
            var field = live.Fields.TryGetValue(changed.Key, out var there) ? there.Field : Value.Map.Empty;
            foreach (var change in changed)
                field = (Value.Map)NestedFields.Set(field, change.Path.Keys.AsSpan()[2..], change.Value)!;
            EditOf(changed.Key).Set(Own(changed.Key), field, payload);
        }

        foreach (var edit in edits.Values)
            edit.AddTo(patch);
    }

    private static FieldEdit Edit(Dictionary<string, FieldEdit> edits, JsonObject body, IReadOnlyList<string> root)
    {
        var key = JsonPatchBuilder.Pointer(root);
        if (!edits.TryGetValue(key, out var edit))
            edits[key] = edit = new(body, root);
        return edit;
    }
}
