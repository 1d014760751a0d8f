using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using FlowPlan.Core.State;
using FlowPlan.Core.State.Serialization;

namespace FlowPlan.State.Http;

/// <summary>The JSON by which Terraform's protocol names the holder of a lock.</summary>
internal static class LockInfoText
{
    /// <summary>All seven keys, which GitLab demands. What Terraform has no key for is in <c>Info</c>.</summary>
    public static byte[] Write(LockHolder holder, string location)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("ID", holder.Id);
            writer.WriteString("Operation", holder.Command);
            writer.WriteString("Info", LockHolderText.Write(holder));
            writer.WriteString("Who", $"{holder.User}@{holder.Host}");
            writer.WriteString("Version", "FlowPlan");
            writer.WriteString("Created", holder.Since.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture));
            writer.WriteString("Path", location);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The holder that a server names; null when it names none.</summary>
    /// <param name="content">The body of its answer.</param>
    /// <param name="asker">Who asked: GitLab returns four of the keys as they were sent, so that they say nothing about the holder.</param>
    public static LockHolder? Read(ReadOnlyMemory<byte> content, LockHolder? asker)
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            if (document.RootElement.ValueKind != JsonValueKind.Object || Text(document.RootElement, "ID") is not { Length: > 0 } id)
                return null;
            var info = Text(document.RootElement, "Info") is { } text ? LockHolderText.Read(Encoding.UTF8.GetBytes(text)) : null;
            if (info?.Id == id)
                return info;
            var who = (Text(document.RootElement, "Who") ?? "somebody").Split('@', 2);
            var isEcho = info is not null && info.Id == asker?.Id;
            var command = (isEcho ? null : Text(document.RootElement, "Operation")) ?? "a command";
            return new(id, who[0], 0, who.Length > 1 ? who[1] : "an unknown machine", Since(document.RootElement), command, null);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static DateTimeOffset Since(JsonElement root) =>
        DateTimeOffset.TryParse(Text(root, "Created"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : DateTimeOffset.UnixEpoch;

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
