using System.Text.Json;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Json;

/// <summary>Reads responses leniently: what is absent, null or of another type is null.</summary>
internal static class JsonRead
{
    /// <summary>The element at a path of keys; undefined if there is none.</summary>
    public static JsonElement At(this JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var key in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(key, out element))
                return default;
        }

        return element;
    }

    /// <summary>The string at a path, or null.</summary>
    public static string? TextAt(this JsonElement element, params ReadOnlySpan<string> path)
    {
        var found = element.At(path);
        return found.ValueKind == JsonValueKind.String ? ValueJson.ReadText(found) : null;
    }

    /// <summary>The ID at a path, a string or, for some services, a number; null if there is none.</summary>
    public static string? IdAt(this JsonElement element, params ReadOnlySpan<string> path)
    {
        var found = element.At(path);
        return found.ValueKind switch
        {
            JsonValueKind.String when found.GetString() is { Length: > 0 } text => text,
            JsonValueKind.Number => found.GetRawText(),
            _ => null,
        };
    }

    /// <summary>The value at a path; null if it is absent or JSON's null.</summary>
    public static Value? ValueAt(this JsonElement element, params ReadOnlySpan<string> path)
    {
        var found = element.At(path);
        return found.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? null : ValueJson.Read(found);
    }

    /// <summary>The items of the array at a path; none if there is no array.</summary>
    public static IEnumerable<JsonElement> ItemsAt(this JsonElement element, params ReadOnlySpan<string> path)
    {
        var found = element.At(path);
        return found.ValueKind == JsonValueKind.Array ? found.EnumerateArray() : [];
    }

    /// <summary>A time in milliseconds since 1970, given as a number; null otherwise.</summary>
    public static DateTimeOffset? TimeAt(this JsonElement element, params ReadOnlySpan<string> path)
    {
        var found = element.At(path);
        return found.ValueKind == JsonValueKind.Number
            && found.TryGetInt64(out var milliseconds)
            && milliseconds is > 0 and < 253_402_300_800_000
                ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
                : null;
    }
}
