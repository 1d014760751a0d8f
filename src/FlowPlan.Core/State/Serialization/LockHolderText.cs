using System.Buffers;
using System.Text.Json;

namespace FlowPlan.Core.State.Serialization;

/// <summary>The JSON that names the holder of a lock.</summary>
public static class LockHolderText
{
    private static readonly JsonWriterOptions Format = new() { Indented = true, NewLine = "\n" };

    /// <summary>The text.</summary>
    public static byte[] Write(LockHolder holder)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, Format))
        {
            writer.WriteStartObject();
            writer.WriteString("id", holder.Id);
            writer.WriteString("user", holder.User);
            writer.WriteNumber("processId", holder.ProcessId);
            writer.WriteString("host", holder.Host);
            writer.WriteString("since", holder.Since);
            writer.WriteString("command", holder.Command);
            writer.WriteString("jobUrl", holder.JobUrl);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The holder; null when the text is incomplete: the holder is just writing its name, or was killed while it did.</summary>
    public static LockHolder? Read(ReadOnlyMemory<byte> content)
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            var root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object
                ? new LockHolder(
                    Text(root, "id"),
                    Text(root, "user"),
                    root.GetProperty("processId").GetInt32(),
                    Text(root, "host"),
                    root.GetProperty("since").GetDateTimeOffset(),
                    Text(root, "command"),
                    root.TryGetProperty("jobUrl", out var url) ? url.GetString() : null)
                : null;
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static string Text(JsonElement root, string name) =>
        root.GetProperty(name).GetString() ?? throw new FormatException($"'{name}' is null");
}
