using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace FlowPlan.Core.Values;

/// <summary>
/// Reads the values of a file that <see cref="ValueJson.WriteMarked"/> wrote, one after the other, without a tree of the whole file. Refuses what
/// it never writes.
/// </summary>
internal sealed class MarkedValueReader
{
    /// <summary>The entries of the maps that are being read, those of inner maps behind those of outer ones.</summary>
    private readonly List<KeyValuePair<string, Value>> entries = [];

    private readonly List<Value> items = [];

    /// <summary>Reads the value that a reader is at, and leaves the reader at its last token.</summary>
    /// <exception cref="FormatException">It is not as it would be written.</exception>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public Value Read(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartObject => ReadObject(ref reader),
        JsonTokenType.StartArray => ReadList(ref reader),
        JsonTokenType.String => RecentTexts.Values.Of(ref reader),
        JsonTokenType.Number => reader.TryGetDecimal(out var number) ? Value.Of(number) : Value.Of(Encoding.UTF8.GetString(reader.ValueSpan)),
        JsonTokenType.True => Value.Of(true),
        JsonTokenType.False => Value.Of(false),
        JsonTokenType.Null => Value.NullValue,
        _ => throw new FormatException($"a value is expected, not {reader.TokenType}"),
    };

    private Value ReadObject(ref Utf8JsonReader reader)
    {
        var first = entries.Count;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = RecentTexts.Names.Of(ref reader).Content;
            if (entries.Count > first && string.CompareOrdinal(entries[^1].Key, key) >= 0)
                throw new FormatException("keys are not sorted");
            reader.Read();
            entries.Add(new(key, Read(ref reader)));
        }

        var read = CollectionsMarshal.AsSpan(entries)[first..].ToArray();
        entries.RemoveRange(first, read.Length);
        return read is [var only] ? ValueMarks.Read(only.Key, only.Value) : Value.Map.Of(ImmutableCollectionsMarshal.AsImmutableArray(read));
    }

    private Value.List ReadList(ref Utf8JsonReader reader)
    {
        var first = items.Count;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            items.Add(Read(ref reader));
        var read = CollectionsMarshal.AsSpan(items)[first..].ToArray();
        items.RemoveRange(first, read.Length);
        return new(ImmutableCollectionsMarshal.AsImmutableArray(read));
    }
}
