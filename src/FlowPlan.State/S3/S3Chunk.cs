using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace FlowPlan.State.S3;

/// <summary>A part of the journal: some segments in an object. Only the last part is changed, until it is full.</summary>
internal sealed record S3Chunk
{
    private const int Full = 64 * 1024;

    /// <summary>The number of the part.</summary>
    public required long Index { get; init; }

    /// <summary>The number of the lease under which the journal may be changed.</summary>
    public required long Token { get; init; }

    /// <summary>The first part that counts; what is in others was cleared.</summary>
    public required long FirstChunk { get; init; }

    /// <summary>The first segment that counts.</summary>
    public long FirstSegment { get; init; }

    /// <summary>The number of the first segment in this part.</summary>
    public long Start { get; init; }

    /// <summary>The lengths of its segments.</summary>
    public ImmutableArray<int> Lengths { get; init; } = [];

    /// <summary>The segments, one after the other.</summary>
    public byte[] Lines { get; init; } = [];

    /// <summary>The etag; null when it is not there yet.</summary>
    public string? Etag { get; init; }

    /// <summary>The number of the next segment.</summary>
    public long Next => Start + Lengths.Length;

    /// <summary>Whether the next segment belongs in the next part.</summary>
    public bool IsFull => Lines.Length >= Full;

    /// <summary>The name of its object.</summary>
    public string Name => "journal/" + Index.ToString("D12", CultureInfo.InvariantCulture);

    /// <summary>The part that is changed next: this one, or an empty one after it.</summary>
    public S3Chunk Open() => IsFull ? this with { Index = Index + 1, Start = Next, Lengths = [], Lines = [], Etag = null } : this;

    public S3Chunk WithSegment(ReadOnlySpan<byte> lines) => this with { Lengths = Lengths.Add(lines.Length), Lines = [.. Lines, .. lines] };

    /// <summary>Without the segments before a number; in parts before this one they no longer count.</summary>
    public S3Chunk Without(long before)
    {
        var dropped = (int)Math.Clamp(before - Start, 0, Lengths.Length);
        return this with
        {
            FirstChunk = before >= Start ? Index : FirstChunk,
            FirstSegment = Math.Max(FirstSegment, Math.Min(before, Next)),
            Start = Start + dropped,
            Lengths = Lengths[dropped..],
            Lines = Lines[Lengths.Take(dropped).Sum()..],
        };
    }

    /// <summary>The lines of the segments from a number on.</summary>
    public ReadOnlyMemory<byte> From(long segment) => Lines.AsMemory(Lengths.Take((int)Math.Clamp(segment - Start, 0, Lengths.Length)).Sum());

    public byte[] ToText() => S3Text.Write(
        writer =>
        {
            writer.WriteNumber("token", Token);
            writer.WriteNumber("firstChunk", FirstChunk);
            writer.WriteNumber("firstSegment", FirstSegment);
            writer.WriteNumber("start", Start);
            writer.WriteStartArray("lengths");
            foreach (var length in Lengths)
                writer.WriteNumberValue(length);
            writer.WriteEndArray();
        },
        Lines);

    /// <summary>Reads a part.</summary>
    /// <exception cref="FormatException">Its parts do not fit together.</exception>
    public static S3Chunk Of(long index, string etag, JsonElement header, ReadOnlyMemory<byte> lines)
    {
        var chunk = new S3Chunk
        {
            Index = index,
            Etag = etag,
            Token = header.Number("token"),
            FirstChunk = header.Number("firstChunk"),
            FirstSegment = header.Number("firstSegment"),
            Start = header.Number("start"),
            Lengths = [.. header.GetProperty("lengths").EnumerateArray().Select(l => l.GetInt32())],
            Lines = lines.ToArray(),
        };
        return chunk.Lengths.All(l => l >= 0) && chunk.Lengths.Sum(l => (long)l) == lines.Length && chunk.FirstChunk > 0 && chunk.FirstChunk <= index && chunk.Start >= 0
            ? chunk
            : throw new FormatException("The part of a journal was cut.");
    }
}
