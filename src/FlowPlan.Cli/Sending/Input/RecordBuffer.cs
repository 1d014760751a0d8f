using System.Buffers;
using System.Text.Json;
using FlowPlan.Aep.Ingestion;

namespace FlowPlan.Cli.Sending.Input;

/// <summary>The text of one record while it is read; no more of it than can be sent.</summary>
internal sealed class RecordBuffer
{
    private const string TooLarge = "it is larger than 1 MB";

    private readonly ArrayBufferWriter<byte> text = new(4096);
    private bool isTooLarge;
    private long line;

    /// <summary>Whether it has nothing but blanks.</summary>
    public bool IsBlank => !isTooLarge && text.WrittenSpan.Trim(" \t\r\n"u8).IsEmpty;

    /// <summary>Whether it is the beginning of a JSON document that goes on.</summary>
    public bool IsBeginningOfDocument
    {
        get
        {
            var reader = new Utf8JsonReader(text.WrittenSpan, isFinalBlock: false, default);
            try
            {
                while (reader.Read())
                {
                    // Only the end matters.
                }

                return reader.CurrentDepth > 0 || reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray;
            }
            catch (JsonException)
            {
                return false;
            }
        }
    }

    /// <summary>Adds text that is on a line.</summary>
    public void Add(ReadOnlySpan<byte> more, long onLine)
    {
        if (text.WrittenCount == 0 && !isTooLarge)
            line = onLine;
        if (isTooLarge || text.WrittenCount + more.Length > MessageWriter.MaxBytes)
        {
            isTooLarge = true;
            text.ResetWrittenCount();
        }
        else
        {
            text.Write(more);
        }
    }

    /// <summary>The record, after which the buffer is empty.</summary>
    public InputRecord Take(long number)
    {
        var record = new InputRecord(number, line, text.WrittenSpan.Trim(" \t\r\n"u8).ToArray(), isTooLarge ? TooLarge : null);
        Clear();
        return record;
    }

    public void Clear()
    {
        text.ResetWrittenCount();
        isTooLarge = false;
    }
}
