namespace FlowPlan.Cli.Output.ConsoleText.Plans;

/// <summary>Two long texts, cut to what differs and some of what is around it.</summary>
/// <param name="Before">The old text.</param>
/// <param name="After">The new text.</param>
/// <param name="Start">The columns of the new text before what differs.</param>
/// <param name="Length">How many of its columns differ; 0 where nothing can be marked.</param>
internal sealed record MarkedChange(string Before, string After, int Start, int Length)
{
    private const string Left = "… ";
    private const string Right = " …";

    /// <summary>How many columns of what is the same are shown on each side.</summary>
    private const int Around = 20;

    /// <summary>A mark below nearly all of a text says nothing: there must be a fifth that is the same, and more than the quotes.</summary>
    private const int LeastSame = 5;

    public static MarkedChange Of(string before, string after, int width)
    {
        var (old, now) = (Elements(before), Elements(after));
        var same = old.Zip(now).TakeWhile(p => p.First == p.Second).Count();
        var most = Math.Min(old.Count, now.Count) - same;
        var tail = 0;
        while (tail < most && old[^(tail + 1)] == now[^(tail + 1)])
            tail++;
        var cutLeft = Math.Max(Columns(old), Columns(now)) <= width ? 0 : StartOf(now, same);
        var (oldText, _) = Cut(old, cutLeft, tail, width);
        var (nowText, end) = Cut(now, cutLeft, tail, width);
        var start = Columns(now[cutLeft..same]) + (cutLeft > 0 ? Left.Length : 0);
        if (same + tail <= Math.Max(2, Math.Max(old.Count, now.Count) / LeastSame))
            return new(oldText, nowText, 0, 0);
        return new(oldText, nowText, start, Math.Max(0, Math.Min(Columns(now[same..^tail]), end - start)));
    }

    /// <summary>Where to begin, to show some of what is before what differs.</summary>
    private static int StartOf(List<string> elements, int same)
    {
        for (var columns = 0; same > 0 && columns + TerminalWidth.Of(elements[same - 1]) <= Around; same--)
            columns += TerminalWidth.Of(elements[same - 1]);
        return same;
    }

    private static (string Text, int End) Cut(List<string> elements, int cutLeft, int tail, int width)
    {
        var left = cutLeft > 0 ? Left : string.Empty;
        var most = width - left.Length;
        var rest = elements[cutLeft..];
        var wanted = Columns(rest[..^tail]);
        if (Columns(rest) <= most)
            return (left + string.Concat(rest), left.Length + wanted);
        wanted = Math.Clamp(wanted + Around, 1, most - Right.Length);
        var (count, columns) = (0, 0);
        for (; count < rest.Count && columns + TerminalWidth.Of(rest[count]) <= wanted; count++)
            columns += TerminalWidth.Of(rest[count]);
        return (left + string.Concat(rest[..count]) + Right, left.Length + columns);
    }

    private static int Columns(List<string> elements) => elements.Sum(TerminalWidth.Of);

    private static List<string> Elements(string text) => [.. TerminalWidth.ElementsOf(text)];
}
