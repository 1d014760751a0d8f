using System.Text;

namespace FlowPlan.Cli.Output;

/// <summary>A table of texts in columns, as plain text.</summary>
internal static class TextTable
{
    /// <summary>The table with a heading; columns are as wide as their longest text.</summary>
    public static string Of(IReadOnlyList<string> heading, IEnumerable<IReadOnlyList<string>> rows)
    {
        var all = rows.Prepend(heading).Select(r => r.Select(SafeText.Line).ToList()).ToList();
        var widths = Enumerable.Range(0, heading.Count).Select(i => all.Max(r => TerminalWidth.OfAll(r[i]))).ToList();
        var text = new StringBuilder();
        foreach (var row in all)
            text.Append(string.Join("  ", row.Select((cell, i) => TerminalWidth.Pad(cell, widths[i]))).TrimEnd()).Append('\n');
        return text.ToString();
    }
}
