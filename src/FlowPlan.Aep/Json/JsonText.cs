using System.Text.Json;
using System.Text.Unicode;

namespace FlowPlan.Aep.Json;

/// <summary>
/// Parses the body of an answer, and refuses at once what the parser would only stumble over when a text is asked for: bytes
/// that are no UTF-8, and escapes of half a character.
/// </summary>
internal static class JsonText
{
    /// <summary>How deep an answer may be nested.</summary>
    private const int MaxDepth = 64;

    /// <summary>The root of the body.</summary>
    /// <exception cref="JsonException">It is no JSON, nested too deep, or holds a text that is none.</exception>
    public static JsonElement Parse(ReadOnlyMemory<byte> body)
    {
        if (!Utf8.IsValid(body.Span))
            throw new JsonException("the text is not UTF-8");
        var root = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = MaxDepth }).RootElement;
        if (MayHoldHalves(body.Span))
            CheckTexts(body.Span);
        return root;
    }

    private static bool MayHoldHalves(ReadOnlySpan<byte> body) =>
        body.IndexOf("\\ud"u8) >= 0 || body.IndexOf("\\uD"u8) >= 0;

    private static void CheckTexts(ReadOnlySpan<byte> body)
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
            throw new JsonException("a text holds half of a character", fault);
        }
    }
}
