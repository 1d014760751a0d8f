namespace FlowPlan.Core.Manifests.Writing;

/// <summary>
/// A long text over several lines as YAML folds them: a reader puts a blank in place of each line feed, so that a line can end
/// only where one blank is.
/// </summary>
internal static class FoldedText
{
    private const int Width = 80;

    /// <summary>The lines of a text; null for one that fits on a line, or that would not come back as it is.</summary>
    public static IReadOnlyList<string>? LinesOf(string text)
    {
        if (text.Length <= Width || text[0] == ' ' || text[^1] == ' ' || text.Any(c => char.IsControl(c) || YamlScalars.MustEscape(c)))
            return null;
        var (lines, start, best) = (new List<string>(), 0, default((int At, int Depth)?));
        foreach (var end in EndsIn(text))
        {
            if (end.At - start > Width && best is { } chosen)
            {
                lines.Add(text[start..chosen.At]);
                (start, best) = (chosen.At + 1, null);
            }

            // The last place within the fewest brackets, unless that leaves a short line.
            if (best is not { } other || end.Depth <= other.Depth || other.At - start < Width / 3)
                best = end;
        }

        if (text.Length - start > Width && best is { } last)
        {
            lines.Add(text[start..last.At]);
            start = last.At + 1;
        }

        lines.Add(text[start..]);
        return lines.Count > 1 ? lines : null;
    }

    /// <summary>The places outside of strings where one blank is, each with the number of brackets that are open.</summary>
    private static IEnumerable<(int At, int Depth)> EndsIn(string text)
    {
        var (depth, quote) = (0, '\0');
        for (var i = 1; i < text.Length - 1; i++)
        {
            if (quote != '\0')
                quote = text[i] == quote && text[i - 1] != '\\' ? '\0' : quote;
            else if (text[i] is '"' or '\'')
                quote = text[i];
            else if (text[i] is '(' or '[' or '{')
                depth++;
            else if (text[i] is ')' or ']' or '}')
                depth--;
            else if (text[i] == ' ' && text[i - 1] != ' ' && text[i + 1] != ' ')
                yield return (i, depth);
        }
    }
}
