using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace FlowPlan.Core.Values;

/// <summary>
/// Gives the strings of a document as values. A string that was met shortly before is the same value again: thousands of resources name the
/// same few schemas, specifications and fields.
/// </summary>
internal static class JsonTexts
{
    private const int MaxLength = 96;

    private static readonly Value.Text?[] Recent = new Value.Text?[4096];

    /// <summary>The value of a string.</summary>
    public static Value.Text Of(JsonElement text)
    {
        var raw = JsonMarshal.GetRawUtf8Value(text)[1..^1];
        if (raw.Length > MaxLength || raw.Contains((byte)'\\'))
            return new(text.GetString()!);
        ref var recent = ref SlotOf(raw);
        return recent is { } known && Ascii.Equals(raw, known.Content) ? known : recent = new(text.GetString()!);
    }

    /// <summary>The value of the string that a reader is at.</summary>
    public static Value.Text Of(ref Utf8JsonReader reader)
    {
        var raw = reader.ValueSpan;
        if (raw.Length > MaxLength || reader.ValueIsEscaped)
            return new(reader.GetString()!);
        ref var recent = ref SlotOf(raw);
        return recent is { } known && Ascii.Equals(raw, known.Content) ? known : recent = new(reader.GetString()!);
    }

    /// <summary>Values are immutable, so that several threads may read and replace them.</summary>
    private static ref Value.Text? SlotOf(ReadOnlySpan<byte> raw) => ref Recent[XxHash3.HashToUInt64(raw) % (ulong)Recent.Length];
}
