using System.Globalization;
using System.Text;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Cli.Output.Diagnostics;

/// <summary>The line that a span begins in, fit for a terminal, and where the caret goes below it, in columns of the terminal.</summary>
/// <param name="Line">The line: tabs as blanks, control characters as dots, cut around the span when it is long.</param>
/// <param name="Before">How many columns stand before the caret.</param>
/// <param name="Width">How many columns the caret covers; at least one.</param>
internal sealed record SourceExcerpt(string Line, int Before, int Width)
{
    private const int TabWidth = 4;
    private const int MostColumns = 120;
    private const int Lead = 40;

    /// <summary>How much of a line is looked at on either side of the span: a file of one line has millions of characters, and may have as many findings.</summary>
    private const int Reach = 2_000;

    private const char Cut = '…';

    /// <summary>The excerpt, or null when the line is not there or must not be shown.</summary>
    public static SourceExcerpt? Of(SourceSpan span)
    {
        if (span.Hidden || !span.Source.TryLine(span.Line, out var whole) || whole.IsEmpty)
            return null;
        var first = Math.Clamp(span.Column - 1 - Reach, 0, whole.Length);
        if (first > 0 && first < whole.Length && char.IsLowSurrogate(whole[first]))
            first--;
        var line = whole.Slice(first, Math.Min(2 * Reach, whole.Length - first)).ToString();
        var start = Math.Clamp(span.Column - 1 - first, 0, line.Length);
        var end = span.EndLine == span.Line ? Math.Clamp(span.EndColumn - 1 - first, start, line.Length) : line.TrimEnd().Length;
        var cells = CellsOf(line);
        var before = cells.Where(c => c.At < start).Sum(c => c.Width);
        var width = Math.Max(1, cells.Where(c => c.At >= start && c.At < end).Sum(c => c.Width));
        return cells.Sum(c => c.Width) <= MostColumns
            ? new(string.Concat(cells.Select(c => c.Text)).TrimEnd(), before, width)
            : Around(cells, start, before, width);
    }

    private static SourceExcerpt Around(List<Cell> cells, int start, int before, int width)
    {
        var from = before <= Lead ? 0 : cells.FindIndex(c => c.At >= start - Lead);
        var text = new StringBuilder(from > 0 ? "…" : string.Empty);
        var (columns, shown, index) = (0, from > 0 ? 1 : 0, from);
        for (; index < cells.Count && columns + cells[index].Width <= MostColumns; index++)
        {
            text.Append(cells[index].Text);
            columns += cells[index].Width;
            shown += cells[index].At < start ? cells[index].Width : 0;
        }

        if (index < cells.Count)
            text.Append(Cut);
        return new(text.ToString().TrimEnd(), shown, Math.Clamp(width, 1, Math.Max(1, MostColumns + 1 - shown)));
    }

    private static List<Cell> CellsOf(string line)
    {
        var cells = new List<Cell>();
        var column = 0;
        for (var at = 0; at < line.Length;)
        {
            var element = StringInfo.GetNextTextElement(line, at);
            var cell = element == "\t"
                ? new Cell(at, new string(' ', TabWidth - (column % TabWidth)), TabWidth - (column % TabWidth))
                : SafeText.IsControl(element[0]) ? new Cell(at, "·", 1) : new Cell(at, element, TerminalWidth.Of(element));
            cells.Add(cell);
            column += cell.Width;
            at += element.Length;
        }

        return cells;
    }

    private readonly record struct Cell(int At, string Text, int Width);
}
