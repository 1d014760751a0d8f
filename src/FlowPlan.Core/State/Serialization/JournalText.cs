using System.Buffers;
using System.Buffers.Text;
using System.Collections.Immutable;
using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.State.Encryption;

namespace FlowPlan.Core.State.Serialization;

/// <summary>
/// The text of a journal: one line an entry, each beginning with a checksum of the rest, so that a line that a crash cut short differs
/// from one that was damaged later. Lines of version 1 are read too.
/// With a key each line is encrypted by itself, and the checksum is over what is stored: whether a line is whole can be told without the key.
/// </summary>
internal static class JournalText
{
    private const int ChecksumLength = 16;

    public static byte[] Write(JournalEntry entry)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using var json = new JsonLine();
        Write(buffer, json, entry);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Appends the line of an entry; nothing if it throws.</summary>
    /// <exception cref="InvalidOperationException">The entry holds a secret in the clear.</exception>
    public static void Write(ArrayBufferWriter<byte> buffer, JsonLine line, JournalEntry entry, DocumentCipher? cipher = null)
    {
        var json = line.Write(entry);
        if (cipher is { Encrypts: true })
            json = cipher.Encrypt(DocumentKind.Journal, json);
        Utf8Formatter.TryFormat(XxHash64.HashToUInt64(json), buffer.GetSpan(ChecksumLength), out _, new StandardFormat('x', ChecksumLength));
        buffer.Advance(ChecksumLength);
        buffer.Write(" "u8);
        buffer.Write(json);
        buffer.Write("\n"u8);
    }

    public static Outcome<JournalContent> Read(string path, ReadOnlySpan<byte> content, DocumentCipher? cipher = null)
    {
        var entries = ImmutableArray.CreateBuilder<JournalEntry>();
        var number = 1;
        var whole = 0;
        while (whole < content.Length)
        {
            var length = content[whole..].IndexOf((byte)'\n');

            // A crash during an append leaves a last line without its end: that call was never sent.
            if (length < 0)
                break;
            var (entry, fault) = Parse(path, number, content.Slice(whole, length), cipher ?? DocumentCipher.None);
            if (entry is null)
                return Outcome<JournalContent>.Failed(fault!);
            if (entry.Sequence != entries.Count || (entry is JournalEntry.Opened) != (entries.Count == 0))
                return Outcome<JournalContent>.Failed(JournalDiagnostics.Damaged(path, number, "a line is missing or out of order"));
            entries.Add(entry);
            whole += length + 1;
            number++;
        }

        return Outcome<JournalContent>.Of(new JournalContent(entries.ToImmutable(), whole));
    }

    private static (JournalEntry? Entry, Diagnostic? Fault) Parse(string path, int number, ReadOnlySpan<byte> line, DocumentCipher cipher)
    {
        if (line.Length < ChecksumLength + 2
            || line[ChecksumLength] != (byte)' '
            || Encoding.ASCII.GetString(line[..ChecksumLength]) != ChecksumOf(line[(ChecksumLength + 1)..]))
        {
            return (null, JournalDiagnostics.Damaged(path, number, "a line does not match its checksum"));
        }

        var opened = cipher.Open(DocumentKind.Journal, line[(ChecksumLength + 1)..].ToArray());
        if (opened is not OpenedDocument.Readable(var json, _))
        {
            return (null, cipher.Explain(path, DocumentKind.Journal, opened)
                ?? JournalDiagnostics.Damaged(path, number, "an encrypted line was edited or damaged, or is not a line of a journal"));
        }

        try
        {
            using var document = JsonDocument.Parse(json, LockfileReader.Strict);
            var root = document.RootElement;
            if (root.TryGetProperty("version", out _) && LockfileReader.Number(root, "version") is > JournalEntry.CurrentVersion and var version)
                return (null, JournalDiagnostics.NewerVersion(path, version));
            return (JournalEntryJson.Read(root), null);
        }
        catch (Exception error) when (error is JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            return (null, JournalDiagnostics.Damaged(path, number, "a line does not have the form that FlowPlan writes"));
        }
    }

    private static string ChecksumOf(ReadOnlySpan<byte> json) => Convert.ToHexStringLower(XxHash64.Hash(json));
}

/// <summary>A journal as read.</summary>
/// <param name="Entries">The whole lines.</param>
/// <param name="WholeLength">How many bytes they take; what follows is a torn line.</param>
internal sealed record JournalContent(ImmutableArray<JournalEntry> Entries, int WholeLength);
