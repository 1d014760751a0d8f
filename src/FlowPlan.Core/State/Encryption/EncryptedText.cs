using System.Buffers.Text;
using System.Text.Json;

namespace FlowPlan.Core.State.Encryption;

/// <summary>The JSON of an encrypted document.</summary>
/// <param name="KeyId">The ID of the key.</param>
/// <param name="Nonce">The nonce.</param>
/// <param name="Content">The encrypted text, followed by the tag.</param>
internal sealed record EncryptedText(string KeyId, byte[] Nonce, byte[] Content)
{
    /// <summary>The version of the format.</summary>
    public const int Version = 1;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 4 };

    /// <summary>Whether a text is one: its first key says so. Nothing that FlowPlan writes in clear begins like that.</summary>
    public static bool IsOne(ReadOnlySpan<byte> stored)
    {
        var reader = new Utf8JsonReader(WithoutMark(stored), isFinalBlock: false, state: default);
        try
        {
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject
                && reader.Read() && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("flowplan"u8)
                && reader.Read() && reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("encrypted"u8);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>The text without an end of line. Written by hand: base64 needs no escape, and a long one would exceed the limits of a JSON writer.</summary>
    public static byte[] Write(string keyId, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> content)
    {
        ReadOnlySpan<byte> end = "\"}"u8;
        var head = System.Text.Encoding.ASCII.GetBytes($$"""{"flowplan":"encrypted","version":{{Version}},"keyId":"{{keyId}}","nonce":"{{Convert.ToBase64String(nonce)}}","content":" """).AsSpan()[..^1];
        var text = new byte[head.Length + Base64.GetMaxEncodedToUtf8Length(content.Length) + end.Length];
        head.CopyTo(text);
        Base64.EncodeToUtf8(content, text.AsSpan(head.Length), out _, out var written);
        end.CopyTo(text.AsSpan(head.Length + written));
        return text;
    }

    /// <summary>Reads a text that <see cref="IsOne"/>; the fault where it has another form.</summary>
    public static (EncryptedText? Text, OpenedDocument? Fault) Read(ReadOnlySpan<byte> stored)
    {
        try
        {
            using var document = JsonDocument.Parse(WithoutMark(stored).ToArray(), Strict);
            var root = document.RootElement;
            var version = root.GetProperty("version").GetInt64();
            if (version != Version)
                return (null, version > Version ? new OpenedDocument.Newer(version) : new OpenedDocument.Damaged());
            var text = new EncryptedText(root.GetProperty("keyId").GetString()!, root.GetProperty("nonce").GetBytesFromBase64(), root.GetProperty("content").GetBytesFromBase64());
            return text.KeyId is not null && text.Nonce.Length == DocumentCipher.NonceLength && text.Content.Length >= DocumentCipher.TagLength
                ? (text, null)
                : (null, new OpenedDocument.Damaged());
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or FormatException or InvalidOperationException)
        {
            return (null, new OpenedDocument.Damaged());
        }
    }

    /// <summary>Some editors write a byte order mark.</summary>
    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> stored) => stored.StartsWith("\uFEFF"u8) ? stored["\uFEFF"u8.Length..] : stored;
}
