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

/// <summary>Text in pieces, each with its style; the same pieces give plain and coloured output.</summary>
internal sealed class StyledText
{
    private readonly List<(string Text, TextStyle Style)> pieces = [];

    public IReadOnlyList<(string Text, TextStyle Style)> Pieces => pieces;

    public StyledText Add(string text, TextStyle style = TextStyle.Plain)
    {
        pieces.Add((text, style));
        return this;
    }

    public StyledText Line(string text = "", TextStyle style = TextStyle.Plain) => Add(text, style).Add("\n");

    /// <summary>The text alone.</summary>
    public override string ToString() => string.Concat(pieces.Select(p => p.Text));
}
