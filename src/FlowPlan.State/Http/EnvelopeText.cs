using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FlowPlan.Core.State.Engines;
using FlowPlan.Core.State.Serialization;

namespace FlowPlan.State.Http;

/// <summary>
/// The text of an <see cref="Envelope"/>. Lockfile and journal are texts in it, so that their bytes are returned as they were written.
/// None of its keys is <c>id</c> or <c>name</c>: GitLab takes the keys of the body for parameters of the request.
/// </summary>
internal static class EnvelopeText
{
    private const int Format = 1;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(Envelope envelope)
    {
        var buffer = new ArrayBufferWriter<byte>((envelope.Lockfile?.Length ?? 0) + 4096);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            writer.WriteNumber("flowplan", Format);
            writer.WriteNumber("serial", envelope.Serial);
            if (envelope.Lineage is not null)
                writer.WriteString("lineage", envelope.Lineage);
            if (envelope.Holder is not null)
                writer.WriteString("holder", LockHolderText.Write(envelope.Holder));
            if (envelope.Lockfile is not null)
                writer.WriteString("lockfile", envelope.Lockfile);
            writer.WriteNumber("nextSegment", envelope.NextSegment);
            writer.WriteStartArray("journal");
            foreach (var segment in envelope.Journal)
                writer.WriteStringValue(segment);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads what a server holds.</summary>
    /// <exception cref="EngineFaultException">It was written by something else, or by a newer FlowPlan.</exception>
    public static Envelope Read(ReadOnlyMemory<byte> content, string location)
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("flowplan", out var format))
                throw EngineFaults.ContentUnknown(location, "what the server holds there is not a state of FlowPlan", "check the address: Terraform's own state must have another one");
            if (format.GetInt32() > Format)
                throw EngineFaults.ContentUnknown(location, $"the state has format {format.GetInt32()}; this FlowPlan reads up to {Format}", "use the FlowPlan version that wrote it, or a newer one");
            return new()
            {
                Serial = root.GetProperty("serial").GetInt64(),
                Lineage = root.TryGetProperty("lineage", out var lineage) ? lineage.GetString() : null,
                Holder = Bytes(root, "holder") is { } holder ? LockHolderText.Read(holder) : null,
                Lockfile = Bytes(root, "lockfile"),
                NextSegment = root.GetProperty("nextSegment").GetInt64(),
                Journal = [.. root.GetProperty("journal").EnumerateArray().Select(s => Encoding.UTF8.GetBytes(s.GetString()!))],
            };
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentNullException)
        {
            throw EngineFaults.ContentUnknown(location, "what the server holds there is not a state of FlowPlan, or is damaged", "check the address; restore an earlier version on the server if it was damaged");
        }
    }

    private static byte[]? Bytes(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) ? Encoding.UTF8.GetBytes(value.GetString()!) : null;
}
