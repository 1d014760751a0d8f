using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlowPlan.Cli.Sending.Input;

namespace FlowPlan.Cli.Sending;

/// <summary>Collects the records that were not accepted, as NDJSON that can be sent again; readable by its owner only.</summary>
/// <param name="path">The file; null collects nothing.</param>
/// <param name="append">Whether an existing file is continued; otherwise it is replaced.</param>
internal sealed class FailedRecords(string? path, bool append) : IDisposable
{
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lock gate = new();
    private FileStream? file;

    /// <summary>How many records it has.</summary>
    public long Count { get; private set; }

    /// <summary>Removes the file of an earlier send, so that a send without failures leaves none.</summary>
    public void Begin()
    {
        if (path is null || append)
            return;
        try
        {
            File.Delete(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Checkpoints.CannotWrite(path, fault);
        }
    }

    /// <summary>Adds a record.</summary>
    public void Add(InputRecord record)
    {
        if (path is null || record.Json.IsEmpty)
            return;
        try
        {
            lock (gate)
            {
                file ??= Open(path);
                file.Write([.. OneLine(record.Json.Span), (byte)'\n']);
                Count++;
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Checkpoints.CannotWrite(path, fault);
        }
    }

    public void Dispose() => file?.Dispose();

    private static FileStream Open(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, Share = FileShare.Read, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new(path, options);
    }

    /// <summary>The record as it was, but for line feeds, which only a document over several lines has.</summary>
    private static byte[] OneLine(ReadOnlySpan<byte> json)
    {
        if (json.IndexOfAny((byte)'\n', (byte)'\r') < 0)
            return json.ToArray();
        try
        {
            using var bytes = new MemoryStream();
            using (var writer = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = Compact.Encoder }))
                JsonNode.Parse(json)!.WriteTo(writer);
            return bytes.ToArray();
        }
        catch (JsonException)
        {
            // It is not JSON: its lines are joined, which leaves it as wrong as it was.
            return [.. json.ToArray().Where(b => b is not ((byte)'\n' or (byte)'\r'))];
        }
    }
}
