using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace FlowPlan.State.AzureBlob;

/// <summary>The segments of a journal in one blob: each begins with a line <c>#number length</c>.</summary>
internal static class JournalFrames
{
    public static byte[] Write(long segment, ReadOnlySpan<byte> lines)
    {
        var header = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"#{segment} {lines.Length}\n"));
        return [.. header, .. lines];
    }

    /// <summary>The lines of the segments from a number on, and the number of the next segment; null when it is damaged.</summary>
    public static (byte[] Lines, long Next)? Read(ReadOnlySpan<byte> content, long first)
    {
        var lines = new ArrayBufferWriter<byte>(content.Length + 1);
        var next = first;
        while (content.Length > 0)
        {
            if (content[0] != '#' || !Utf8Parser.TryParse(content[1..], out long segment, out var used))
                return null;
            content = content[(1 + used)..];
            if (content.IsEmpty || content[0] != ' ' || !Utf8Parser.TryParse(content[1..], out int length, out used))
                return null;
            content = content[(1 + used)..];
            if (length < 0 || content.Length <= length || content[0] != '\n')
                return null;
            if (segment >= first)
            {
                lines.Write(content.Slice(1, length));
                next = segment + 1;
            }

            content = content[(1 + length)..];
        }

        return (lines.WrittenSpan.ToArray(), next);
    }
}
