using System.Buffers;
using System.Collections.Immutable;
using System.IO.Hashing;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.State.Serialization;

/// <summary>
/// The text of a journal: one line an entry, each led by a checksum of the rest, so that a line that a crash tore is told from
/// one that was damaged later.
/// </summary>
internal static class JournalText
{
    private const int ChecksumLength = 16;

    private static readonly JsonWriterOptions Format = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = LockfileText.MaxDepth,
    };

    public static byte[] Write(JournalEntry entry)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, Format))
            Write(writer, entry);
        return [.. Encoding.ASCII.GetBytes(ChecksumOf(buffer.WrittenSpan)), (byte)' ', .. buffer.WrittenSpan, (byte)'\n'];
    }

    public static Outcome<JournalContent> Read(string path, ReadOnlySpan<byte> content)
    {
        var entries = ImmutableArray.CreateBuilder<JournalEntry>();
        var number = 1;
        var whole = 0;
        while (whole < content.Length)
        {
            var length = content[whole..].IndexOf((byte)'\n');

            // A crash in the middle of an append leaves a last line without its end: that call was never sent.
            if (length < 0)
                break;
            if (Parse(content.Slice(whole, length), out var fault) is not { } entry)
                return Outcome<JournalContent>.Failed(JournalDiagnostics.Damaged(path, number, fault));
            if (entry.Sequence != entries.Count || (entry is JournalEntry.Opened) != (entries.Count == 0))
                return Outcome<JournalContent>.Failed(JournalDiagnostics.Damaged(path, number, "a line is missing or out of its order"));
            entries.Add(entry);
            whole += length + 1;
            number++;
        }

        return Outcome<JournalContent>.Of(new JournalContent(entries.ToImmutable(), whole));
    }

    private static JournalEntry? Parse(ReadOnlySpan<byte> line, out string fault)
    {
        fault = "a line does not fit its checksum";
        if (line.Length < ChecksumLength + 2
            || line[ChecksumLength] != (byte)' '
            || Encoding.ASCII.GetString(line[..ChecksumLength]) != ChecksumOf(line[(ChecksumLength + 1)..]))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(line[(ChecksumLength + 1)..].ToArray(), LockfileReader.Strict);
            return Read(document.RootElement);
        }
        catch (Exception error) when (error is JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            fault = "a line is not of the form that FlowPlan writes";
            return null;
        }
    }

    private static string ChecksumOf(ReadOnlySpan<byte> json) => Convert.ToHexStringLower(XxHash64.Hash(json));

    private static void Write(Utf8JsonWriter writer, JournalEntry entry)
    {
        writer.WriteStartObject();
        writer.WriteNumber("sequence", entry.Sequence);
        switch (entry)
        {
            case JournalEntry.Opened opened:
                writer.WriteString("entry", "opened");
                writer.WriteString("lineage", opened.Lineage);
                writer.WriteString("project", opened.Project);
                writer.WriteString("environment", opened.Environment);
                writer.WriteString("organization", opened.Organization);
                writer.WriteString("sandbox", opened.Sandbox);
                break;
            case JournalEntry.Intended(_, var intent):
                writer.WriteString("entry", "intended");
                writer.WriteString("address", intent.Address.ToString());
                writer.WriteString("operation", OperationNames.NameOf(intent.Operation));
                writer.WriteString("naturalKey", intent.NaturalKey);
                writer.WriteString("payloadHash", intent.PayloadHash);
                writer.WriteStartArray("existingIds");
                foreach (var id in intent.ExistingIds)
                    writer.WriteStringValue(id);
                writer.WriteEndArray();
                writer.WriteString("targetId", intent.TargetId);
                if (!intent.Dependencies.IsEmpty)
                {
                    writer.WriteStartArray("dependencies");
                    foreach (var dependency in intent.Dependencies)
                        writer.WriteStringValue(dependency.ToString());
                    writer.WriteEndArray();
                }

                break;
            case JournalEntry.Recorded recorded:
                writer.WriteString("entry", "recorded");
                if (recorded.Intent is { } ended)
                    writer.WriteNumber("intent", ended);
                writer.WriteString("address", recorded.Address.ToString());
                if (recorded.State is { } state)
                {
                    writer.WritePropertyName("state");
                    LockfileText.WriteState(writer, state);
                }

                break;
            case JournalEntry.Failed failed:
                writer.WriteString("entry", "failed");
                writer.WriteNumber("intent", failed.Intent);
                writer.WriteBoolean("nothingHappened", failed.NothingHappened);
                writer.WriteString("code", failed.Code);
                break;
            default:
                throw new InvalidOperationException($"Unknown entry {entry.GetType().Name}.");
        }

        writer.WriteEndObject();
    }

    private static JournalEntry Read(JsonElement line)
    {
        var sequence = LockfileReader.Number(line, "sequence");
        string Text(string name) => LockfileReader.Text(line, name);
        return Text("entry") switch
        {
            "opened" => new JournalEntry.Opened(
                sequence, Text("lineage"), Text("project"), Text("environment"), Text("organization"), Text("sandbox")),
            "intended" => new JournalEntry.Intended(sequence, new(
                ResourceAddress.Parse(Text("address")),
                OperationNames.Parse(Text("operation")),
                line.GetProperty("naturalKey").GetString(),
                Text("payloadHash"),
                [.. line.GetProperty("existingIds").EnumerateArray().Select(i => i.ToString())],
                line.GetProperty("targetId").GetString())
            {
                Dependencies = line.TryGetProperty("dependencies", out var dependencies)
                    ? [.. dependencies.EnumerateArray().Select(d => ResourceAddress.Parse(d.GetString()!))]
                    : [],
            }),
            "recorded" => new JournalEntry.Recorded(
                sequence,
                line.TryGetProperty("intent", out _) ? LockfileReader.Number(line, "intent") : null,
                ResourceAddress.Parse(Text("address")),
                line.TryGetProperty("state", out var state) ? LockfileReader.ReadState(state, "state") : null),
            "failed" => new JournalEntry.Failed(
                sequence, LockfileReader.Number(line, "intent"), line.GetProperty("nothingHappened").GetBoolean(), Text("code")),
            var other => throw new FormatException($"unknown entry '{other}'"),
        };
    }
}

/// <summary>A journal as read.</summary>
/// <param name="Entries">The whole lines.</param>
/// <param name="WholeLength">How many bytes they take; what is behind is a torn line.</param>
internal sealed record JournalContent(ImmutableArray<JournalEntry> Entries, int WholeLength);
