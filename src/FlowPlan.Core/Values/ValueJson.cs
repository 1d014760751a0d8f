using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FlowPlan.Core.Values;

/// <summary>Values as JSON. Secrets in the clear are refused, so that no file of ours can come to hold one.</summary>
public static class ValueJson
{
    private const string ReferenceKey = "$ref";

    /// <summary>Dividing by it takes the zeros off a number's end, so that 1.50 and 1.5 are written alike.</summary>
    private const decimal OneWithAllZeros = 1.0000000000000000000000000000m;

    /// <summary>Writes compact JSON with sorted keys.</summary>
    /// <exception cref="InvalidOperationException">The value holds a secret in the clear.</exception>
    public static string ToJson(Value value, bool indented = false)
    {
        var buffer = new ArrayBufferWriter<byte>();
        Write(buffer, value, indented);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Writes compact JSON with sorted keys as UTF-8.</summary>
    /// <exception cref="InvalidOperationException">The value holds a secret in the clear.</exception>
    public static void Write(IBufferWriter<byte> buffer, Value value, bool indented = false)
    {
        using var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = indented, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" });
        Write(writer, value);
    }

    /// <summary>Writes the value to a JSON writer.</summary>
    /// <exception cref="InvalidOperationException">The value holds a secret in the clear.</exception>
    public static void Write(Utf8JsonWriter writer, Value value) => Write(writer, value, marked: false);

    /// <summary>
    /// Writes the value so that <see cref="ReadMarked"/> gives back the same: a map that looks like the mark of a digest or of a
    /// reference has one more <c>$</c> before its key. For files of ours.
    /// </summary>
    /// <exception cref="InvalidOperationException">The value holds a secret in the clear.</exception>
    public static void WriteMarked(Utf8JsonWriter writer, Value value) => Write(writer, value, marked: true);

    private static void Write(Utf8JsonWriter writer, Value value, bool marked)
    {
        switch (value)
        {
            case Value.Null:
                writer.WriteNullValue();
                break;
            case Value.Bool(var flag):
                writer.WriteBooleanValue(flag);
                break;
            case Value.Number(var amount):
                writer.WriteNumberValue(amount / OneWithAllZeros);
                break;
            case Value.Text(var text):
                writer.WriteStringValue(text);
                break;
            case Value.Reference reference:
                WriteMark(writer, marked ? ValueMarks.Reference : ReferenceKey, reference.ToString());
                break;
            case Value.SecretDigest(var digest):
                WriteMark(writer, ValueMarks.Digest, digest);
                break;
            case Value.Secret:
                throw new InvalidOperationException("A secret in the clear is never written as JSON.");
            case Value.List(var items):
                writer.WriteStartArray();
                foreach (var item in items)
                    Write(writer, item, marked);
                writer.WriteEndArray();
                break;
            case Value.Map map:
                writer.WriteStartObject();
                foreach (var (key, entry) in map.Entries)
                {
                    writer.WritePropertyName(marked && map.Entries.Length == 1 ? ValueMarks.Escape(key) : key);
                    Write(writer, entry, marked);
                }

                writer.WriteEndObject();
                break;
            default:
                throw new InvalidOperationException($"Unknown value {value.GetType().Name}.");
        }
    }

    /// <summary>Reads a JSON element as it is: an object with a <c>$ref</c> is just an object. For answers of services.</summary>
    public static Value Read(JsonElement element) => Read(element, marked: false);

    /// <summary>Reads a JSON string.</summary>
    public static string ReadText(JsonElement text) => RecentTexts.Values.Of(text).Content;

    /// <summary>Reads what <see cref="WriteMarked"/> wrote, secret digests and references included. For files of ours.</summary>
    /// <exception cref="FormatException">A reference is not of the form kind.key.attribute.</exception>
    public static Value ReadMarked(JsonElement element) => Read(element, marked: true);

    private static Value Read(JsonElement element, bool marked) => element.ValueKind switch
    {
        JsonValueKind.Object => ReadObject(element, marked),
        JsonValueKind.Array => new Value.List([.. element.EnumerateArray().Select(e => Read(e, marked))]),
        JsonValueKind.String => RecentTexts.Values.Of(element),
        JsonValueKind.Number => element.TryGetDecimal(out var number) ? Value.Of(number) : Value.Of(element.GetRawText()),
        JsonValueKind.True => Value.Of(true),
        JsonValueKind.False => Value.Of(false),
        _ => Value.NullValue,
    };

    private static Value ReadObject(JsonElement element, bool marked)
    {
        if (!marked || element.GetPropertyCount() != 1)
            return ReadEntries(element, marked);
        var only = element.EnumerateObject().First();
        return ValueMarks.Read(only.Name, Read(only.Value, marked));
    }

    private static Value.Map ReadEntries(JsonElement element, bool marked)
    {
        var entries = new KeyValuePair<string, Value>[element.GetPropertyCount()];
        var count = 0;
        foreach (var property in element.EnumerateObject())
            entries[count++] = new(RecentTexts.Names.Of(property).Content, Read(property.Value, marked));
        return Value.Map.Of(ImmutableCollectionsMarshal.AsImmutableArray(entries));
    }

    /// <summary>Reads a reference such as <c>connection.web.id</c>.</summary>
    /// <exception cref="FormatException">It is not of the form kind.key.attribute.</exception>
    public static Value.Reference ReadReference(string text)
    {
        var dot = text.LastIndexOf('.');
        return dot > 0 && ResourceAddress.TryParse(text[..dot], out var address)
            ? new Value.Reference(address, text[(dot + 1)..])
            : throw new FormatException($"'{text}' is not a reference of the form kind.key.attribute.");
    }

    private static void WriteMark(Utf8JsonWriter writer, string key, string content)
    {
        writer.WriteStartObject();
        writer.WriteString(key, content);
        writer.WriteEndObject();
    }
}
