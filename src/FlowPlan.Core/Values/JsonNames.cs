using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace FlowPlan.Core.Values;

/// <summary>
/// Gives the names of properties as strings. A name that was met shortly before is the same string again: thousands of resources have the
/// same few names.
/// </summary>
internal static class JsonNames
{
    private const int MaxLength = 48;

    private static readonly Name?[] Recent = new Name?[1024];

    /// <summary>The name of a property.</summary>
    public static string Of(JsonProperty property)
    {
        var raw = JsonMarshal.GetRawUtf8PropertyName(property);
        if (raw.Length > MaxLength || raw.Contains((byte)'\\'))
            return property.Name;
        ref var recent = ref Recent[XxHash3.HashToUInt64(raw) % (ulong)Recent.Length];
        if (recent is { } known && raw.SequenceEqual(known.Raw))
            return known.Text;
        var text = property.Name;
        recent = new(raw.ToArray(), text);
        return text;
    }

    /// <summary>Immutable, so that several threads may read and replace it.</summary>
    private sealed record Name(byte[] Raw, string Text);
}
