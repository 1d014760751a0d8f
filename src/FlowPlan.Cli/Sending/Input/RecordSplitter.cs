namespace FlowPlan.Cli.Sending.Input;

/// <summary>
/// Splits an input into its records: the items of a JSON array, the lines of NDJSON, or a single document. It is fed in pieces of any
/// size and keeps no more than one record.
/// </summary>
internal sealed class RecordSplitter
{
    private readonly RecordBuffer buffer = new();
    private Form form = Form.Unknown;
    private ArrayScanner? array;
    private long line = 1;
    private long number;

    /// <summary>Takes a piece, and adds the records that end in it.</summary>
    public void Feed(ReadOnlySpan<byte> piece, List<InputRecord> records)
    {
        while (!piece.IsEmpty)
        {
            piece = form switch
            {
                Form.Unknown => Begin(piece),
                Form.Lines => FeedLines(piece, records),
                Form.Array => FeedArray(piece, records),
                _ => FeedWhole(piece),
            };
        }
    }

    /// <summary>Adds the record that the end of the input ends.</summary>
    public void Complete(List<InputRecord> records)
    {
        if (form == Form.Array && array!.Complete() is { } problem)
            records.Add(new(++number, line, ReadOnlyMemory<byte>.Empty, problem));
        else if (form != Form.Array && !buffer.IsBlank)
            records.Add(buffer.Take(++number));
        else
            buffer.Clear();
    }

    /// <summary>Skips what precedes the first record, and tells the form by its first byte.</summary>
    private ReadOnlySpan<byte> Begin(ReadOnlySpan<byte> piece)
    {
        var at = 0;
        while (at < piece.Length && (IsSpace(piece[at]) || piece[at] is 0xEF or 0xBB or 0xBF))
        {
            if (piece[at++] == '\n')
                line++;
        }

        if (at == piece.Length)
            return default;
        form = piece[at] == '[' ? Form.Array : Form.Lines;
        if (form == Form.Array)
            array = new(buffer);
        return form == Form.Array ? piece[(at + 1)..] : piece[at..];
    }

    private ReadOnlySpan<byte> FeedLines(ReadOnlySpan<byte> piece, List<InputRecord> records)
    {
        var end = piece.IndexOf((byte)'\n');
        buffer.Add(end < 0 ? piece : piece[..end], line);
        if (end < 0)
            return default;
        if (number == 0 && buffer.IsBeginningOfDocument)
        {
            // The first line alone is not a record: the input is one document over several lines.
            form = Form.Whole;
            buffer.Add("\n"u8, line);
        }
        else if (!buffer.IsBlank)
        {
            records.Add(buffer.Take(++number));
        }
        else
        {
            buffer.Clear();
        }

        line++;
        return piece[(end + 1)..];
    }

    private ReadOnlySpan<byte> FeedArray(ReadOnlySpan<byte> piece, List<InputRecord> records)
    {
        foreach (var next in piece)
        {
            if (array!.Feed(next, line) is { } ended)
                records.Add(ended.IsItem ? buffer.Take(++number) : new(++number, line, ReadOnlyMemory<byte>.Empty, ended.Problem));
            if (next == '\n')
                line++;
        }

        return default;
    }

    private ReadOnlySpan<byte> FeedWhole(ReadOnlySpan<byte> piece)
    {
        buffer.Add(piece, line);
        return default;
    }

    private static bool IsSpace(byte next) => next is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';

    private enum Form
    {
        Unknown,
        Lines,
        Array,
        Whole,
    }
}
