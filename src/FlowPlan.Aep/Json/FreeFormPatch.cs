using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Json;

/// <summary>Patches one entry of a map of which the service defines the content; the entries that are not declared stay as they are.</summary>
internal static class FreeFormPatch
{
    /// <summary>Adds the operation for a change at or below a field.</summary>
    /// <param name="patch">The patch.</param>
    /// <param name="payload">Converts the values.</param>
    /// <param name="request">The update; of several changes that one operation brings, the first one adds it.</param>
    /// <param name="change">The change.</param>
    /// <param name="pointer">Where the service has the field, such as <c>/scheduleParams</c>.</param>
    public static void Add(JsonPatchBuilder patch, Payload payload, UpdateRequest request, FieldWrite change, string pointer)
    {
        var field = FieldPath.Of(change.Path.Keys[0]);
        var at = request.Fields[field.LastKey] is null ? field : Highest(request.Live.Fields, field, change.Path);
        if (request.Changes.First(c => c.Path.IsAtOrBelow(at)) != change)
            return;
        var value = at == change.Path ? change.Value : FieldPath.Find(request.Fields, at);
        patch.SetOrRemove(
            pointer + JsonPatchBuilder.Pointer(at.Keys.Skip(1)),
            FieldPath.Find(request.Live.Fields, at) is not null,
            payload.Node(value));
    }

    /// <summary>The highest part of a path that the live object does not have as a map: an operation can set nothing below it.</summary>
    private static FieldPath Highest(Value.Map live, FieldPath field, FieldPath path)
    {
        var at = field;
        foreach (var key in path.Keys.Skip(1))
        {
            if (FieldPath.Find(live, at) is not Value.Map)
                break;
            at = at.Then(key);
        }

        return at;
    }
}
