namespace FlowPlan.Cli.Sending.Input;

/// <summary>Finds the items of a JSON array, byte by byte.</summary>
/// <param name="buffer">Takes the text of the item.</param>
internal sealed class ArrayScanner(RecordBuffer buffer)
{
    private static readonly Ended Item = new(true, null);

    private int depth;
    private bool inString;
    private bool isEscaped;
    private bool hasItem;
    private bool expectsItem;
    private bool isClosed;
    private bool isBroken;

    /// <summary>Takes the next byte; says what it ends.</summary>
    public Ended? Feed(byte next, long line)
    {
        if (isBroken)
            return null;
        if (isClosed)
            return IsSpace(next) ? null : Break("text follows the end of the list");
        if (inString || depth > 0)
        {
            Add(next, line);
            return null;
        }

        return next switch
        {
            (byte)',' when hasItem => End(expectsAnother: true),
            (byte)',' => Break("an item of the list is missing"),
            (byte)']' when hasItem => Close(End(expectsAnother: false)),
            (byte)']' => Close(expectsItem ? new(false, "an item of the list is missing") : null),
            _ when IsSpace(next) && !hasItem => null,
            _ => Begin(next, line),
        };
    }

    /// <summary>What is wrong when the input ends here; null for nothing.</summary>
    public string? Complete() => isClosed || isBroken ? null : "the list is not closed";

    private Ended? Begin(byte next, long line)
    {
        hasItem = true;
        Add(next, line);
        return null;
    }

    private void Add(byte next, long line)
    {
        buffer.Add([next], line);
        if (inString)
        {
            inString = isEscaped || next != '"';
            isEscaped = !isEscaped && next == '\\';
            return;
        }

        inString = next == '"';
        depth += next switch { (byte)'{' or (byte)'[' => 1, (byte)'}' or (byte)']' => -1, _ => 0 };
    }

    private Ended End(bool expectsAnother)
    {
        hasItem = false;
        expectsItem = expectsAnother;
        return Item;
    }

    private Ended? Close(Ended? last)
    {
        isClosed = true;
        return last;
    }

    private Ended Break(string problem)
    {
        isBroken = true;
        return new(false, problem);
    }

    private static bool IsSpace(byte next) => next is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';

    /// <summary>What a byte ended: an item, or the list by a fault.</summary>
    internal sealed record Ended(bool IsItem, string? Problem);
}
