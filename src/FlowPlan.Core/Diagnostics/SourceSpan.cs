namespace FlowPlan.Core.Diagnostics;

/// <summary>
/// A place in a file: from one character to just behind another. Every key and value of a manifest has one, so that it is two numbers; lines
/// and columns, counted from 1, are found when they are asked for.
/// </summary>
public readonly record struct SourceSpan
{
    private readonly int start;

    /// <summary>The character behind the last; its complement where the text must not be shown.</summary>
    private readonly int end;

    /// <param name="source">The file.</param>
    /// <param name="start">The first character, counted from 0; below 0 for no place in the file.</param>
    /// <param name="end">The one behind the last.</param>
    internal SourceSpan(SourceText source, int start, int end) => (Source, this.start, this.end) = (source, start, end);

    /// <summary>The file.</summary>
    public SourceText Source { get; }

    /// <summary>The first line; 0 where only a file is named.</summary>
    public int Line => Begin.Line;

    /// <summary>The first column.</summary>
    public int Column => Begin.Column;

    /// <summary>The last line.</summary>
    public int EndLine => Behind.Line;

    /// <summary>The column behind the last character.</summary>
    public int EndColumn => Behind.Column;

    /// <summary>Whether the text there must not be shown, because it may be a secret or stands on one line with one.</summary>
    public bool Hidden
    {
        get => end < 0 || Source.Conceals(Line);
        init => end = value ? ~End : End;
    }

    /// <summary>Whether the span names a line, not only a file.</summary>
    public bool HasPosition => Line > 0;

    /// <summary>The characters in the text of the file, counted from 0.</summary>
    internal Range Range => start..End;

    private int End => end < 0 ? ~end : end;

    private (int Line, int Column) Begin => start < 0 ? (Source.Known.Line, Source.Known.Column) : Source.Position(start);

    private (int Line, int Column) Behind => start < 0 ? (Source.Known.Line, Source.Known.EndColumn) : Source.Position(End);

    /// <summary>A span that only names a file.</summary>
    public static SourceSpan OfFile(string path) => OfLine(path, 0, 0, 0);

    /// <summary>A place in a file whose text is not at hand.</summary>
    /// <param name="path">The file.</param>
    /// <param name="line">The line, counted from 1; 0 for the file alone.</param>
    /// <param name="column">The first column.</param>
    /// <param name="endColumn">The column behind the last character.</param>
    public static SourceSpan OfLine(string path, int line, int column, int endColumn) =>
        new(new SourceText(path, string.Empty) { Known = (line, column, endColumn) }, -1, 0);

    /// <summary>The same without its first characters.</summary>
    /// <param name="count">How many.</param>
    public SourceSpan Skip(int count) => Source.Span(start + count, End) with { Hidden = end < 0 };

    /// <summary><c>file:line:column</c>, or the file alone where there is no line.</summary>
    public override string ToString() => HasPosition ? $"{Source.Path}:{Line}:{Column}" : Source.Path;
}
