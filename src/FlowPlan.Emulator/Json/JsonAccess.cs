using System.Text.Json;
using System.Text.Json.Nodes;

namespace FlowPlan.Emulator.Json;

/// <summary>Reads JSON leniently: a missing value, or one of another type, is null.</summary>
internal static class JsonAccess
{
    /// <summary>The string at a path.</summary>
    public static string? Text(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    /// <summary>The value at a path of object keys.</summary>
    public static JsonNode? At(this JsonNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var key in path)
            node = (node as JsonObject)?[key];
        return node;
    }

    public static bool IsTrue(this JsonNode? node) => node is JsonValue value && value.GetValueKind() == JsonValueKind.True;

    /// <summary>Applies a JSON merge patch: objects are merged, other values are replaced, null removes.</summary>
    public static void MergeFrom(this JsonObject target, JsonObject changes)
    {
        foreach (var (key, value) in changes)
        {
            if (value is null)
                target.Remove(key);
            else if (value is JsonObject inner && target[key] is JsonObject existing)
                existing.MergeFrom(inner);
            else
                target[key] = value.DeepClone();
        }
    }
}
