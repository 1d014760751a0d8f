using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FlowPlan.Core.State.Serialization;

/// <summary>Writes one journal entry after the other as JSON into the same memory.</summary>
internal sealed class JsonLine : IDisposable
{
    private static readonly JsonWriterOptions Format = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = LockfileText.MaxDepth,
    };

    private readonly ArrayBufferWriter<byte> buffer = new(1024);
    private readonly Utf8JsonWriter writer;

    public JsonLine() => writer = new(buffer, Format);

    /// <summary>The JSON of an entry, until the next one is written.</summary>
    /// <exception cref="InvalidOperationException">The entry holds a secret in the clear.</exception>
    public ReadOnlySpan<byte> Write(JournalEntry entry)
    {
        buffer.ResetWrittenCount();
        writer.Reset(buffer);
        JournalEntryJson.Write(writer, entry);
        writer.Flush();
        return buffer.WrittenSpan;
    }

    public void Dispose() => writer.Dispose();
}
