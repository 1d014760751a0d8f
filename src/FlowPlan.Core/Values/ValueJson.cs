using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FlowPlan.Core.Values;

/// <summary>Values as JSON. Secrets in the clear are refused, so that no file of ours can come to hold one.</summary>
public static class ValueJson
{
    private const string DigestKey = "$sensitive";
    private const string ReferenceKey = "$ref";

    /// <summary>Writes compact JSON with sorted keys.</summary>
    /// <exception cref="InvalidOperationException">The value holds a secret in the clear.</exception>
    public static string ToJson(Value value, bool indented = false)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = indented, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" }))
            Write(writer, value);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Writes the value to a JSON writer.</summary>
    /// <exception cref="InvalidOperationException">The value holds a secret in the clear.</exception>
    public static void Write(Utf8JsonWriter writer, Value value)
    {
        switch (value)
        {
            case Value.Null:
                writer.WriteNullValue();
                break;
            case Value.Bool(var truth):
                writer.WriteBooleanValue(truth);
                break;
            case Value.Number number:
                writer.WriteRawValue(number.ToString(), skipInputValidation: true);
                break;
            case Value.Text(var text):
                writer.WriteStringValue(text);
                break;
            case Value.Reference reference:
                WriteMarked(writer, ReferenceKey, reference.ToString());
                break;
            case Value.SecretDigest(var digest):
                WriteMarked(writer, DigestKey, digest);
                break;
            case Value.Secret:
                throw new InvalidOperationException("A secret in the clear is never written as JSON.");
            case Value.List(var items):
                writer.WriteStartArray();
                foreach (var item in items)
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            case Value.Map map:
                writer.WriteStartObject();
                foreach (var (key, entry) in map.Entries)
                {
                    writer.WritePropertyName(key);
                    Write(writer, entry);
                }

                writer.WriteEndObject();
                break;
            default:
                throw new InvalidOperationException($"Unknown value {value.GetType().Name}.");
        }
    }

    /// <summary>Reads a JSON element as it is: an object with a <c>$ref</c> is just an object. For answers of services.</summary>
    public static Value Read(JsonElement element) => Read(element, marked: false);

    /// <summary>Reads what <see cref="Write"/> wrote, secret digests and references included. For files of ours.</summary>
    public static Value ReadMarked(JsonElement element) => Read(element, marked: true);

    private static Value Read(JsonElement element, bool marked) => element.ValueKind switch
    {
        JsonValueKind.Object => ReadObject(element, marked),
        JsonValueKind.Array => new Value.List([.. element.EnumerateArray().Select(e => Read(e, marked))]),
        JsonValueKind.String => Value.Of(element.GetString()!),
        JsonValueKind.Number => element.TryGetDecimal(out var number) ? Value.Of(number) : Value.Of(element.GetRawText()),
        JsonValueKind.True => Value.Of(true),
        JsonValueKind.False => Value.Of(false),
        _ => Value.Nothing,
    };

    private static Value ReadObject(JsonElement element, bool marked)
    {
        if (marked && element.TryGetProperty(DigestKey, out var digest) && digest.ValueKind == JsonValueKind.String)
            return new Value.SecretDigest(digest.GetString()!);
        if (marked && element.TryGetProperty(ReferenceKey, out var target) && target.ValueKind == JsonValueKind.String)
            return ReadReference(target.GetString()!);
        return Value.Map.Of(element.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, Read(p.Value, marked))));
    }

    private static Value ReadReference(string text)
    {
        var dot = text.LastIndexOf('.');
        return dot > 0 && ResourceAddress.TryParse(text[..dot], out var address)
            ? new Value.Reference(address, text[(dot + 1)..])
            : Value.Of(text);
    }

    private static void WriteMarked(Utf8JsonWriter writer, string key, string content)
    {
        writer.WriteStartObject();
        writer.WriteString(key, content);
        writer.WriteEndObject();
    }
}
