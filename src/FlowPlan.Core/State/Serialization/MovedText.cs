using System.Buffers;
using System.Text.Json;

namespace FlowPlan.Core.State.Serialization;

/// <summary>The text that stands in place of a lockfile whose state was moved. A program that does not know it takes it for a newer lockfile.</summary>
internal static class MovedText
{
    public const string Location = "movedTo";

    private static readonly JsonWriterOptions Format = new() { Indented = true, NewLine = "\n" };

    public static byte[] Write(MovedState moved)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, Format))
        {
            writer.WriteStartObject();
            writer.WriteNumber("version", Lockfile.CurrentVersion + 1);
            writer.WriteString("lineage", moved.Lineage);
            writer.WriteNumber("serial", moved.Serial);
            writer.WriteString(Location, moved.Location);
            writer.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }
}
