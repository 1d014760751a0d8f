using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace FlowPlan.Core.Values;

/// <summary>
/// Gives the names of properties as strings. A name that was met shortly before is the same string again: thousands of resources have the
/// same few names.
/// </summary>
internal static class JsonNames
{
    private const int MaxLength = 48;

    private static readonly string?[] Recent = new string?[1024];

    /// <summary>The name of a property.</summary>
    public static string Of(JsonProperty property)
    {
        var raw = JsonMarshal.GetRawUtf8PropertyName(property);
        if (raw.Length > MaxLength || raw.Contains((byte)'\\'))
            return property.Name;
        ref var recent = ref SlotOf(raw);
        return recent is { } known && Ascii.Equals(raw, known) ? known : recent = property.Name;
    }

    /// <summary>The name of the property that a reader is at.</summary>
    public static string Of(ref Utf8JsonReader reader)
    {
        var raw = reader.ValueSpan;
        if (raw.Length > MaxLength || reader.ValueIsEscaped)
            return reader.GetString()!;
        ref var recent = ref SlotOf(raw);
        return recent is { } known && Ascii.Equals(raw, known) ? known : recent = reader.GetString()!;
    }

    /// <summary>Strings are immutable, so that several threads may read and replace them.</summary>
    private static ref string? SlotOf(ReadOnlySpan<byte> raw) => ref Recent[XxHash3.HashToUInt64(raw) % (ulong)Recent.Length];
}
