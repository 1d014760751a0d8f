using System.Text;
using System.Text.RegularExpressions;

namespace FlowPlan.Cli.Explaining;

/// <summary>Text for a terminal of 80 columns: paragraphs, and rows whose second column hangs.</summary>
internal sealed partial class HangingText
{
    private const int Width = 80;

    /// <summary>The most columns that a label of a row takes before the second column starts.</summary>
    private const int Widest = 22;

    private readonly StringBuilder text = new();

    public HangingText Line(string line = "")
    {
        text.Append(line).Append('\n');
        return this;
    }

    /// <summary>A paragraph that is indented by two.</summary>
    public HangingText Paragraph(string paragraph) => Append("  ", 2, paragraph);

    /// <summary>Rows of two columns; those whose second is empty are left out.</summary>
    public HangingText Rows(params IEnumerable<(string Label, string? Meaning)> rows)
    {
        var all = rows.Where(r => !string.IsNullOrEmpty(r.Meaning)).ToList();
        var column = all.Count == 0 ? 0 : Math.Min(Widest, all.Max(r => r.Label.Length)) + 4;
        foreach (var (label, meaning) in all)
            Append($"  {label}".PadRight(column - 2) + "  ", column, meaning!);
        return this;
    }

    public override string ToString() => text.ToString();

    private HangingText Append(string start, int indent, string words)
    {
        var line = new StringBuilder(start);
        foreach (var word in Words().Matches(words).Select(m => m.Value))
        {
            if (line.Length + word.Length > Width && line.ToString().Trim().Length > 0 && line.Length > indent)
            {
                Line(line.ToString().TrimEnd());
                line.Clear().Append(' ', indent);
            }

            line.Append(word).Append(' ');
        }

        return Line(line.ToString().TrimEnd());
    }

    /// <summary>What stands between spaces; an expression in braces is one word.</summary>
    [GeneratedRegex(@"(\{\{[^}]*\}\}|\S)+")]
    private static partial Regex Words();
}
