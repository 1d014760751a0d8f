using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace FlowPlan.Core.Values;

/// <summary>
/// Gives the strings of JSON. One that was met shortly before is the same value again: thousands of resources have the same few names of
/// properties, schemas and specifications.
/// </summary>
/// <param name="size">How many are remembered.</param>
/// <param name="longest">The longest that is remembered, in bytes.</param>
internal sealed class RecentTexts(int size, int longest)
{
    /// <summary>Values are immutable, so that several threads may read and replace them.</summary>
    private readonly Value.Text?[] recent = new Value.Text?[size];

    /// <summary>The names of properties.</summary>
    public static RecentTexts Names { get; } = new(1024, 48);

    /// <summary>Strings that are values.</summary>
    public static RecentTexts Values { get; } = new(4096, 96);

    /// <summary>A string.</summary>
    public Value.Text Of(JsonElement text)
    {
        var raw = JsonMarshal.GetRawUtf8Value(text)[1..^1];
        return Find(raw, raw.Contains((byte)'\\'), out var slot) ?? Keep(slot, text.GetString()!);
    }

    /// <summary>The name of a property.</summary>
    public Value.Text Of(JsonProperty property)
    {
        var raw = JsonMarshal.GetRawUtf8PropertyName(property);
        return Find(raw, raw.Contains((byte)'\\'), out var slot) ?? Keep(slot, property.Name);
    }

    /// <summary>The string or the name that a reader is at.</summary>
    public Value.Text Of(ref Utf8JsonReader reader) => Find(reader.ValueSpan, reader.ValueIsEscaped, out var slot) ?? Keep(slot, reader.GetString()!);

    /// <summary>The remembered value of a string, and the slot for it; none for a string that is not remembered.</summary>
    private Value.Text? Find(ReadOnlySpan<byte> raw, bool isEscaped, out int? slot)
    {
        slot = raw.Length > longest || isEscaped ? null : (int)(XxHash3.HashToUInt64(raw) % (ulong)size);
        return slot is { } at && recent[at] is { } known && Ascii.Equals(raw, known.Content) ? known : null;
    }

    private Value.Text Keep(int? slot, string text)
    {
        var made = new Value.Text(text);
        if (slot is { } at)
            recent[at] = made;
        return made;
    }
}
