namespace FlowPlan.Cli.Output.ConsoleText.Plans;

/// <summary>Breaks lines that are too long at spaces; what follows is indented below. A word without spaces stays whole.</summary>
internal static class LineWrap
{
    private const int Hanging = 4;

    public static StyledText To(StyledText text, int width)
    {
        var wrapped = new StyledText();
        var line = new List<(string Text, TextStyle Style)>();
        foreach (var piece in text.Pieces)
        {
            if (piece.Text != "\n")
            {
                line.Add(piece);
                continue;
            }

            AddLine(wrapped, line, width);
            line.Clear();
        }

        foreach (var (piece, style) in line)
            wrapped.Add(piece, style);
        return wrapped;
    }

    private static void AddLine(StyledText wrapped, List<(string Text, TextStyle Style)> line, int width)
    {
        var whole = string.Concat(line.Select(p => p.Text));
        if (TerminalWidth.OfAll(whole) <= width)
        {
            foreach (var (piece, style) in line)
                wrapped.Add(piece, style);
            wrapped.Line();
            return;
        }

        var indent = whole.Length - whole.TrimStart(' ').Length;
        var starts = Starts(whole, indent, width);
        for (var i = 0; i <= starts.Count; i++)
        {
            var (from, to) = (i == 0 ? 0 : starts[i - 1], i == starts.Count ? whole.Length : starts[i]);
            to -= whole[from..to].Length - whole[from..to].TrimEnd(' ').Length;
            if (i > 0)
                wrapped.Add(new string(' ', indent + Hanging));
            AddRange(wrapped, line, from, to);
            wrapped.Line();
        }
    }

    /// <summary>Adds a part of a line in its styles.</summary>
    private static void AddRange(StyledText wrapped, List<(string Text, TextStyle Style)> line, int from, int to)
    {
        var at = 0;
        foreach (var (piece, style) in line)
        {
            var (start, end) = (Math.Clamp(from - at, 0, piece.Length), Math.Clamp(to - at, 0, piece.Length));
            if (end > start)
                wrapped.Add(piece[start..end], style);
            at += piece.Length;
        }
    }

    /// <summary>Where new lines begin.</summary>
    private static List<int> Starts(string whole, int indent, int width)
    {
        var starts = new List<int>();
        var columns = ColumnsBefore(whole);
        var (begin, left) = (0, width);
        while (columns[^1] - columns[begin] > left)
        {
            var end = begin;
            while (columns[end + 1] - columns[begin] <= left)
                end++;
            var space = whole.LastIndexOf(' ', end, end - begin + 1);
            if (space <= Math.Max(begin, indent))
                space = whole.IndexOf(' ', Math.Max(end, indent));
            if (space < 0)
                break;
            while (space < whole.Length && whole[space] == ' ')
                space++;
            if (space >= whole.Length)
                break;
            starts.Add(space);
            (begin, left) = (space, Math.Max(20, width - indent - Hanging));
        }

        return starts;
    }

    /// <summary>The columns before each character and, last, of the whole; inside a text element those up to its end.</summary>
    private static int[] ColumnsBefore(string whole)
    {
        var columns = new int[whole.Length + 1];
        var at = 0;
        foreach (var element in TerminalWidth.ElementsOf(whole))
        {
            Array.Fill(columns, columns[at] + TerminalWidth.Of(element), at + 1, element.Length);
            at += element.Length;
        }

        return columns;
    }
}
