using System.Security.Cryptography;

namespace FlowPlan.Core.State.Encryption;

/// <summary>A key of AES-256, and the ID by which documents name it.</summary>
internal sealed class EncryptionKey
{
    /// <summary>The length of a key, in bytes.</summary>
    public const int Length = 32;

    private const int IdBytes = 4;

    private readonly byte[] bytes;

    private EncryptionKey(byte[] bytes)
    {
        this.bytes = bytes;
        Id = Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, IdBytes));
    }

    /// <summary>The first digits of a hash of the key. They tell keys from each other, and nothing about a key that is random.</summary>
    public string Id { get; }

    /// <summary>Reads a key in base64; null when the text is not one.</summary>
    public static EncryptionKey? Parse(string text)
    {
        var bytes = new byte[Length + 1];
        return Convert.TryFromBase64String(text.Trim(), bytes, out var length) && length == Length ? new(bytes[..Length]) : null;
    }

    public AesGcm Open() => new(bytes, DocumentCipher.TagLength);
}
