using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FlowPlan.DataPrep.Values;

/// <summary>Values from JSON and back.</summary>
public static class JsonValues
{
    /// <summary>The value that a JSON text has.</summary>
    /// <exception cref="JsonException">The text is not JSON, or not valid Unicode.</exception>
    public static DataValue Parse(ReadOnlyMemory<byte> utf8)
    {
        using var document = JsonDocument.Parse(utf8);
        try
        {
            return Of(document.RootElement);
        }
        catch (InvalidOperationException fault)
        {
            throw new JsonException("the text is not valid Unicode", fault);
        }
    }

    /// <summary>The value of a JSON element. Of several members with one name the last one counts.</summary>
    public static DataValue Of(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.True => DataValue.Of(true),
        JsonValueKind.False => DataValue.Of(false),
        JsonValueKind.String => DataValue.Of(element.GetString()),
        JsonValueKind.Number => Number(element.GetRawText()),
        JsonValueKind.Array => DataValue.Of(element.EnumerateArray().Select(Of)),
        JsonValueKind.Object => DataValue.Of(element.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, Of(p.Value)))),
        _ => DataValue.Null,
    };

    /// <summary>The JSON of a value: a date as ISO 8601 with milliseconds, a number that JSON lacks as null.</summary>
    public static JsonNode? ToJson(DataValue value) => value switch
    {
        DataValue.Boolean(var isTrue) => JsonValue.Create(isTrue),
        DataValue.Whole(var amount) => JsonNode.Parse(amount.ToString(CultureInfo.InvariantCulture)),
        DataValue.Floating(var amount) => double.IsFinite(amount) ? JsonValue.Create(amount) : null,
        DataValue.Exact(var amount) => JsonValue.Create(amount),
        DataValue.Text(var content) => JsonValue.Create(content),
        DataValue.Date(var time) => JsonValue.Create(time.Time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff", CultureInfo.InvariantCulture) + ZonedTime.OffsetText(time.Time.Offset)),
        DataValue.List(var items) => new JsonArray([.. items.Select(ToJson)]),
        DataValue.Map map => new JsonObject(map.Entries.Select(e => KeyValuePair.Create(e.Key, ToJson(e.Value)))),
        _ => null,
    };

    private static DataValue Number(string text)
    {
        if (text.AsSpan().IndexOfAny('.', 'e', 'E') < 0 && text.Length <= 1000)
            return DataValue.Of(BigInteger.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
        return new DataValue.Floating(double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture));
    }
}
