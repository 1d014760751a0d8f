using System.Buffers;
using System.Text.Json;
using FlowPlan.Core.State.Engines;

namespace FlowPlan.State.S3;

/// <summary>
/// Objects that begin with a line of JSON, behind which is their content. The number of the lease is in that line, because the etag of
/// an object follows from its content alone.
/// </summary>
internal static class S3Text
{
    private const int Format = 1;

    public static byte[] Write(Action<Utf8JsonWriter> header, ReadOnlySpan<byte> content = default)
    {
        var buffer = new ArrayBufferWriter<byte>(content.Length + 512);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteNumber("format", Format);
            header(writer);
            writer.WriteEndObject();
        }

        buffer.Write("\n"u8);
        buffer.Write(content);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads the line and what follows it.</summary>
    /// <param name="text">The object.</param>
    /// <param name="location">Where the state is.</param>
    /// <param name="read">Reads both.</param>
    /// <param name="damaged">What is returned for an object that cannot be read; null where that is a fault. One of a newer FlowPlan always is.</param>
    /// <exception cref="EngineFaultException">It was written by something else, or by a newer FlowPlan.</exception>
    public static T Read<T>(ReadOnlyMemory<byte> text, string location, Func<JsonElement, ReadOnlyMemory<byte>, T> read, Func<T>? damaged = null)
    {
        try
        {
            var end = text.Span.IndexOf((byte)'\n');
            using var document = JsonDocument.Parse(text[..Math.Max(end, 0)]);
            var format = document.RootElement.GetProperty("format").GetInt32();
            if (format > Format)
                throw EngineFaults.ContentUnknown(location, $"the state has format {format}; this FlowPlan reads up to {Format}", "use the FlowPlan version that wrote it, or a newer one");
            return read(document.RootElement, text[(end + 1)..]);
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException or OverflowException)
        {
            if (damaged is not null)
                return damaged();
            throw EngineFaults.ContentUnknown(location, "an object of the state was not written by FlowPlan, or is damaged", "check the location; restore an earlier version of the object if it was damaged");
        }
    }

    public static long Number(this JsonElement header, string name) => header.GetProperty(name).GetInt64();
}
