using System.Text.Json;
using System.Text.Unicode;

namespace FlowPlan.Aep.Json;

/// <summary>
/// Parses the body of a response, and rejects at once what the parser would report only when a string is read: bytes that
/// are not UTF-8, and escapes of half a surrogate pair. A property that is given twice is rejected too: which one counts would be a guess.
/// </summary>
internal static class JsonText
{
    /// <summary>How deeply a response may be nested.</summary>
    private const int MaxDepth = 64;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };

    /// <summary>The root of the body.</summary>
    /// <exception cref="JsonException">It is not JSON, nested too deeply, has a duplicate property, or has an invalid string.</exception>
    public static JsonElement Parse(ReadOnlySpan<byte> body)
    {
        if (!Utf8.IsValid(body))
            throw new JsonException("the text is not UTF-8");
        if (MayHaveLoneSurrogates(body))
            CheckStrings(body);
        return JsonElement.Parse(body, Options);
    }

    private static bool MayHaveLoneSurrogates(ReadOnlySpan<byte> body) =>
        body.IndexOf("\\ud"u8) >= 0 || body.IndexOf("\\uD"u8) >= 0;

    private static void CheckStrings(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                    reader.GetString();
            }
        }
        catch (InvalidOperationException fault)
        {
            throw new JsonException("a string has half a surrogate pair", fault);
        }
    }
}
