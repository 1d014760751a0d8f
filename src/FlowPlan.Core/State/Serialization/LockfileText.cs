using System.Buffers;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.State.Serialization;

/// <summary>
/// The text of a lockfile: sorted and indented, one block a resource, so that version control shows and merges it well.
/// The same lockfile gives the same bytes.
/// </summary>
internal static class LockfileText
{
    /// <summary>How deep a text may nest: more than a manifest or an answer of a service ever does, and what is written can be read.</summary>
    public const int MaxDepth = 256;

    private const string ChecksumPrefix = "sha256:";

    private static readonly JsonWriterOptions Format = new()
    {
        Indented = true,
        NewLine = "\n",
        MaxDepth = MaxDepth,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static byte[] Write(Lockfile lockfile)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        Write(buffer, lockfile, ChecksumOf(lockfile));
        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>A hash over the content without the checksum itself.</summary>
    public static string ChecksumOf(Lockfile lockfile)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        Write(buffer, lockfile, null);
        return ChecksumPrefix + Convert.ToHexStringLower(SHA256.HashData(buffer.WrittenSpan));
    }

    private static void Write(ArrayBufferWriter<byte> buffer, Lockfile lockfile, string? checksum)
    {
        using var writer = new Utf8JsonWriter(buffer, Format);
        writer.WriteStartObject();
        writer.WriteNumber("version", Lockfile.CurrentVersion);
        writer.WriteString("lineage", lockfile.Lineage);
        writer.WriteNumber("serial", lockfile.Serial);
        writer.WriteString("project", lockfile.Project);
        writer.WriteString("environment", lockfile.Environment);
        writer.WriteString("organization", lockfile.Organization);
        writer.WriteString("sandbox", lockfile.Sandbox);
        writer.WriteStartObject("resources");
        foreach (var (address, state) in lockfile.Resources)
        {
            writer.WritePropertyName(address.ToString());
            WriteState(writer, state);
        }

        writer.WriteEndObject();
        writer.WritePropertyName("outputs");
        ValueJson.WriteMarked(writer, lockfile.Outputs);
        if (checksum is not null)
            writer.WriteString("checksum", checksum);
        writer.WriteEndObject();
    }

    /// <summary>Writes one resource; the journal uses the same form.</summary>
    public static void WriteState(Utf8JsonWriter writer, ResourceState state)
    {
        writer.WriteStartObject();
        writer.WriteString("id", state.Id);
        if (state.Etag is not null)
            writer.WriteString("etag", state.Etag);
        writer.WritePropertyName("fields");
        ValueJson.WriteMarked(writer, state.Fields);
        writer.WritePropertyName("attributes");
        ValueJson.WriteMarked(writer, state.Attributes);
        if (!state.Dependencies.IsEmpty)
        {
            writer.WriteStartArray("dependencies");
            foreach (var dependency in state.Dependencies)
                writer.WriteStringValue(dependency.ToString());
            writer.WriteEndArray();
        }

        if (state.PreventDestroy)
            writer.WriteBoolean("preventDestroy", true);
        writer.WriteEndObject();
    }
}
