using System.Security.Cryptography;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Core.State.Encryption;

/// <summary>
/// Encrypts what FlowPlan writes about the state, with AES-256-GCM and a key of the environment. Without a key, documents are written as
/// they are. Documents in clear are always read, so that a state can be encrypted later.
/// </summary>
public sealed class DocumentCipher
{
    internal const int NonceLength = 12;
    internal const int TagLength = 16;

    private const string KeyVariable = "FLOWPLAN_ENCRYPTION_KEY";
    private const string OldKeysVariable = "FLOWPLAN_ENCRYPTION_OLD_KEYS";

    private readonly EncryptionKey? current;
    private readonly EncryptionKey[] keys;

    private DocumentCipher(EncryptionKey? current, IEnumerable<EncryptionKey> old)
    {
        this.current = current;
        keys = [.. current is null ? [] : new[] { current }, .. old];
    }

    /// <summary>Writes and reads documents in clear.</summary>
    public static DocumentCipher None { get; } = new(null, []);

    /// <summary>Whether there is any key, to write or to read with.</summary>
    public bool HasKeys => keys.Length > 0;

    /// <summary>Whether documents are written encrypted.</summary>
    public bool Encrypts => current is not null;

    /// <summary>The keys that the process is given: one to write with, and others that are tried for reading.</summary>
    /// <param name="environment">The variables of the process.</param>
    /// <exception cref="DiagnosticException">A value is not a key.</exception>
    public static DocumentCipher Of(IReadOnlyDictionary<string, string> environment)
    {
        var (key, old) = (Value(environment, KeyVariable), Value(environment, OldKeysVariable));
        if (key is null && old is null)
            return None;
        return new(
            key is null ? null : EncryptionKey.Parse(key) ?? throw Invalid(KeyVariable),
            (old ?? string.Empty)
                .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(k => EncryptionKey.Parse(k) ?? throw Invalid(OldKeysVariable)));
    }

    /// <summary>A document as it is stored: encrypted with a nonce of its own, or as it is where there is no key.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="text">Its text.</param>
    public byte[] Encrypt(DocumentKind kind, ReadOnlySpan<byte> text)
    {
        if (current is null)
            return text.ToArray();
        var nonce = new byte[NonceLength];
        RandomNumberGenerator.Fill(nonce);
        var content = new byte[text.Length + TagLength];
        using (var aes = current.Open())
            aes.Encrypt(nonce, text, content.AsSpan(0, text.Length), content.AsSpan(text.Length), AssociatedData(kind));
        return EncryptedText.Write(current.Id, nonce, content);
    }

    /// <summary>What is stored of a document: its text encrypted, or without a key the text itself, not a copy.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="text">The text, which must not change afterwards.</param>
    public ReadOnlyMemory<byte> StoredForm(DocumentKind kind, ReadOnlyMemory<byte> text) => Encrypts ? Encrypt(kind, text.Span) : text;

    /// <summary>Reads a document that is stored.</summary>
    /// <param name="kind">What it is to be.</param>
    /// <param name="stored">What is stored; a text that is not encrypted is returned as it is.</param>
    public OpenedDocument Open(DocumentKind kind, ReadOnlyMemory<byte> stored)
    {
        if (!EncryptedText.IsOne(stored.Span))
            return new OpenedDocument.Readable(stored, current is null);
        var (text, fault) = EncryptedText.Read(stored.Span);
        if (text is null)
            return fault!;
        var isKnown = false;
        foreach (var key in keys.Where(k => k.Id == text.KeyId))
        {
            isKnown = true;
            if (Decrypt(key, kind, text) is { } clear)
                return new OpenedDocument.Readable(clear, key.Id == current?.Id);
        }

        return isKnown ? new OpenedDocument.Damaged() : new OpenedDocument.Locked(text.KeyId);
    }

    /// <summary>Why a document cannot be read: its key is not set, or a newer program wrote it. Null where it can be, and where it is damaged, which each kind reports as its own finding.</summary>
    /// <param name="where">Where it is.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="opened">The document.</param>
    public Diagnostic? Explain(string where, DocumentKind kind, OpenedDocument opened) => opened switch
    {
        OpenedDocument.Locked(var keyId) => EncryptionDiagnostics.Locked(where, kind, keyId, HasKeys),
        OpenedDocument.Newer(var version) => EncryptionDiagnostics.Newer(where, kind, version),
        _ => null,
    };

    private static byte[]? Decrypt(EncryptionKey key, DocumentKind kind, EncryptedText text)
    {
        var clear = new byte[text.Content.Length - TagLength];
        using var aes = key.Open();
        try
        {
            aes.Decrypt(text.Nonce, text.Content.AsSpan(0, clear.Length), text.Content.AsSpan(clear.Length), clear, AssociatedData(kind));
            return clear;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private static ReadOnlySpan<byte> AssociatedData(DocumentKind kind) => kind switch
    {
        DocumentKind.Lockfile => "flowplan 1 lockfile"u8,
        DocumentKind.Journal => "flowplan 1 journal"u8,
        DocumentKind.Plan => "flowplan 1 plan"u8,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    private static string? Value(IReadOnlyDictionary<string, string> environment, string name) =>
        environment.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value) ? value : null;

    private static DiagnosticException Invalid(string variable) => new(EncryptionDiagnostics.KeyInvalid(variable));
}
