using System.Buffers;
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
    /// <summary>How deep the JSON may nest: deeper than a manifest or a response of a service ever does.</summary>
    public const int MaxDepth = 256;

    /// <summary>About how many bytes a resource takes; a good guess saves copies of the whole text.</summary>
    private const int UsualSize = 800;

    private const string ChecksumPrefix = "sha256:";

    /// <summary>What ends the text if no checksum follows.</summary>
    internal static ReadOnlySpan<byte> End => "\n}"u8;

    /// <summary>What stands between the content and the digits of the checksum.</summary>
    internal static ReadOnlySpan<byte> BeforeChecksum => ",\n  \"checksum\": \"sha256:"u8;

    private static readonly JsonWriterOptions Format = new()
    {
        Indented = true,
        NewLine = "\n",
        MaxDepth = MaxDepth,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static byte[] Write(Lockfile lockfile) => Of(lockfile).ToArray();

    /// <summary>The same without a copy, which of 50,000 resources would take 40 MB.</summary>
    public static ReadOnlyMemory<byte> Of(Lockfile lockfile)
    {
        var buffer = new ArrayBufferWriter<byte>(4096 + (lockfile.Resources.Count * UsualSize));
        using (var writer = new Utf8JsonWriter(buffer, Format))
        {
            WriteContent(writer, lockfile, Lockfile.CurrentVersion);
            writer.Flush();
            using var hash = new HashingWriter();
            hash.Write(buffer.WrittenSpan);
            hash.Write(End);
            writer.WriteString("checksum", ChecksumPrefix + hash.ToHex());
            writer.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenMemory;
    }

    /// <summary>A hash over the content without the checksum itself, as it is written in a version of the format.</summary>
    public static string ChecksumOf(Lockfile lockfile, long version)
    {
        using var hash = new HashingWriter();
        using (var writer = new Utf8JsonWriter(hash, Format))
        {
            WriteContent(writer, lockfile, version);
            writer.WriteEndObject();
        }

        return ChecksumPrefix + hash.ToHex();
    }

    private static void WriteContent(Utf8JsonWriter writer, Lockfile lockfile, long version)
    {
        writer.WriteStartObject();
        writer.WriteNumber("version", version);
        writer.WriteString("lineage", lockfile.Lineage);
        writer.WriteNumber("serial", lockfile.Serial);
        writer.WriteString("project", lockfile.Scope.Project);
        writer.WriteString("environment", lockfile.Scope.Environment);
        writer.WriteString("organization", lockfile.Scope.Organization);
        writer.WriteString("sandbox", lockfile.Scope.Sandbox);
        if (version == 1)
            WriteVersion1Resources(writer, lockfile);
        else
            WriteResources(writer, lockfile);
        writer.WritePropertyName("outputs");
        ValueJson.WriteMarked(writer, lockfile.Outputs);
    }

    private static void WriteResources(Utf8JsonWriter writer, Lockfile lockfile)
    {
        writer.WriteStartObject("resources");
        foreach (var (address, state) in lockfile.Resources.Where(r => !r.Key.IsDeposed))
        {
            writer.WritePropertyName(address.ToString());
            WriteState(writer, state);
        }

        writer.WriteEndObject();
        var deposed = lockfile.Resources.Where(r => r.Key.IsDeposed).GroupBy(r => r.Key.Base).ToList();
        if (deposed.Count == 0)
            return;
        writer.WriteStartObject("deposed");
        foreach (var objects in deposed)
        {
            writer.WriteStartArray(objects.Key.ToString());
            foreach (var (_, state) in objects)
                WriteState(writer, state);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    /// <summary>Version 1 had deposed objects among the others. It is written only to check the checksum of such a file.</summary>
    private static void WriteVersion1Resources(Utf8JsonWriter writer, Lockfile lockfile)
    {
        writer.WriteStartObject("resources");
        var byName = lockfile.Resources
            .Select(r => (r.Key.Kind, Name: Version1Address.Write(r.Key), r.Value))
            .OrderBy(r => r.Kind, StringComparer.Ordinal)
            .ThenBy(r => r.Name, StringComparer.Ordinal);
        foreach (var (_, name, state) in byName)
        {
            writer.WritePropertyName(name);
            WriteState(writer, state);
        }

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
        if (!state.NotKept.Entries.IsEmpty)
        {
            writer.WritePropertyName("notKept");
            ValueJson.WriteMarked(writer, state.NotKept);
        }

        writer.WriteEndObject();
    }
}
