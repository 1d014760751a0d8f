namespace FlowPlan.Cli.Output.ConsoleText.Plans;

/// <summary>Two long texts, cut to what differs and some of what is around it.</summary>
/// <param name="Before">The old text.</param>
/// <param name="After">The new text.</param>
/// <param name="Start">Where the new text differs.</param>
/// <param name="Length">How much of it differs; 0 where nothing can be marked.</param>
internal sealed record MarkedChange(string Before, string After, int Start, int Length)
{
    private const string Left = "… ";
    private const string Right = " …";

    /// <summary>How much of what is the same is shown on each side.</summary>
    private const int Around = 20;

    public static MarkedChange Of(string before, string after, int width)
    {
        var same = before.Zip(after).TakeWhile(p => p.First == p.Second).Count();
        var most = Math.Min(before.Length, after.Length) - same;
        var tail = 0;
        while (tail < most && before[^(tail + 1)] == after[^(tail + 1)])
            tail++;
        var cutLeft = Math.Max(before.Length, after.Length) <= width ? 0 : Math.Max(0, same - Around);
        var (old, _) = Cut(before, cutLeft, tail, width);
        var (now, end) = Cut(after, cutLeft, tail, width);
        var start = same - cutLeft + (cutLeft > 0 ? Left.Length : 0);
        return new(old, now, start, Math.Max(0, Math.Min(after.Length - tail - same, end - start)));
    }

    private static (string Text, int End) Cut(string text, int cutLeft, int tail, int width)
    {
        var left = cutLeft > 0 ? Left : string.Empty;
        var columns = width - left.Length;
        var rest = text[cutLeft..];
        if (rest.Length <= columns)
            return (left + rest, left.Length + rest.Length - tail);
        var wanted = Math.Clamp(rest.Length - tail + Around, 1, columns - Right.Length);
        return (left + rest[..wanted] + Right, left.Length + wanted);
    }
}
