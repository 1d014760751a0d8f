namespace FlowPlan.Cli.Output;

/// <summary>What a piece of text is, from which follows how it looks.</summary>
internal enum TextStyle
{
    Plain,
    Strong,
    Faint,
    Added,
    Changed,
    Removed,
    Warning,
    Error,
    Note,
}

/// <summary>
/// Text in pieces, each with its style; the same pieces give plain and coloured output. Only <see cref="Line"/> breaks a line:
/// control characters of a piece are escaped, whatever it is made from.
/// </summary>
internal sealed class StyledText
{
    private readonly List<(string Text, TextStyle Style)> pieces = [];
    private bool lineIsBlank = true;

    public IReadOnlyList<(string Text, TextStyle Style)> Pieces => pieces;

    public StyledText Add(string text, TextStyle style = TextStyle.Plain)
    {
        var safe = lineIsBlank ? SafeText.LineStart(text) : SafeText.Line(text);
        lineIsBlank &= string.IsNullOrWhiteSpace(safe);
        pieces.Add((safe, style));
        return this;
    }

    /// <summary>Adds the pieces and line breaks of another text.</summary>
    public StyledText Add(StyledText text)
    {
        pieces.AddRange(text.pieces);
        lineIsBlank = text.pieces.Count == 0 ? lineIsBlank : text.lineIsBlank;
        return this;
    }

    public StyledText Line(string text = "", TextStyle style = TextStyle.Plain)
    {
        Add(text, style);
        pieces.Add(("\n", TextStyle.Plain));
        lineIsBlank = true;
        return this;
    }

    /// <summary>Takes out what was added since the last time, so that a long text is written in parts.</summary>
    public StyledText TakeLines()
    {
        var taken = new StyledText { lineIsBlank = lineIsBlank };
        taken.pieces.AddRange(pieces);
        pieces.Clear();
        return taken;
    }

    /// <summary>Text of several lines, such as a document.</summary>
    public static StyledText OfLines(string text)
    {
        var lines = new StyledText();
        var last = text.EndsWith('\n') ? text[..^1] : text;
        foreach (var line in last.Split('\n'))
            lines.Line(line);
        return lines;
    }

    /// <summary>The text with each piece changed, and the same line breaks and styles.</summary>
    public StyledText Select(Func<string, string> change)
    {
        var changed = new StyledText { lineIsBlank = lineIsBlank };
        changed.pieces.AddRange(pieces.Select(p => (change(p.Text), p.Style)));
        return changed;
    }

    /// <summary>The text alone.</summary>
    public override string ToString() => string.Concat(pieces.Select(p => p.Text));
}
