namespace FlowPlan.Core.Diagnostics;

/// <summary>The text of one file that diagnostics point into.</summary>
/// <param name="Path">The path as the user would write it, relative to the working folder where that is shorter.</param>
/// <param name="Text">The whole text, as read.</param>
public sealed record SourceText(string Path, string Text)
{
    private readonly HashSet<int> concealed = [];
    private int[]? starts;

    /// <summary>Whether no line of the file may be shown, because the whole of it may be secret, as a variable file's may.</summary>
    public bool Private { get; init; }

    /// <summary>The place in it that is known although its text is not; zeros for none.</summary>
    internal (int Line, int Column, int EndColumn) Known { get; init; }

    /// <summary>Returns one line without its line break, or null when the file has no such line.</summary>
    /// <param name="number">The line, counted from 1. Lines end with LF, CR LF or CR.</param>
    public string? Line(int number) => TryLine(number, out var line) ? line.ToString() : null;

    /// <summary>The same without a copy; false when the file has no such line.</summary>
    public bool TryLine(int number, out ReadOnlySpan<char> line)
    {
        var begins = Starts();
        line = default;
        if (number < 1 || number > begins.Length)
            return false;
        var end = number < begins.Length ? begins[number] : Text.Length;
        line = Text.AsSpan(begins[number - 1], end - begins[number - 1]).TrimEnd("\r\n");
        return true;
    }

    /// <summary>The line and column of a character, both counted from 1; a column is one UTF-16 unit, as editors count.</summary>
    /// <param name="offset">The character, counted from 0.</param>
    public (int Line, int Column) Position(int offset)
    {
        var begins = Starts();
        var found = Array.BinarySearch(begins, Math.Clamp(offset, 0, Text.Length));
        var line = found >= 0 ? found : ~found - 1;
        return (line + 1, Math.Clamp(offset, 0, Text.Length) - begins[line] + 1);
    }

    /// <summary>The span between two characters, counted from 0, the second not included.</summary>
    public SourceSpan Span(int start, int end)
    {
        var first = Math.Clamp(start, 0, Text.Length);
        return new(this, first, Math.Clamp(end, first, Text.Length));
    }

    /// <summary>The span of a part of a line.</summary>
    /// <param name="line">The line, which the file has, counted from 1.</param>
    /// <param name="column">The first column, counted from 1.</param>
    /// <param name="endColumn">The column behind the last character.</param>
    public SourceSpan SpanIn(int line, int column, int endColumn)
    {
        var begin = Starts()[line - 1] - 1;
        return Span(begin + column, begin + endColumn);
    }

    /// <summary>Keeps the lines of a span from ever being shown.</summary>
    public void Conceal(SourceSpan span)
    {
        lock (concealed)
        {
            for (var line = span.Line; line <= span.EndLine; line++)
                concealed.Add(line);
        }
    }

    /// <summary>Whether a line must not be shown.</summary>
    public bool Conceals(int line)
    {
        lock (concealed)
            return Private || concealed.Contains(line);
    }

    /// <summary>Two texts are the same when they are the same file; the content is not compared.</summary>
    public bool Equals(SourceText? other) => other is not null && Path == other.Path && Known == other.Known;

    /// <inheritdoc/>
    public override int GetHashCode() => Path.GetHashCode(StringComparison.Ordinal);

    private int[] Starts()
    {
        if (starts is not null)
            return starts;
        var begins = new List<int> { 0 };
        for (var i = 0; i < Text.Length; i++)
        {
            if (Text[i] == '\n' || (Text[i] == '\r' && (i + 1 == Text.Length || Text[i + 1] != '\n')))
                begins.Add(i + 1);
        }

        return starts = [.. begins];
    }
}
