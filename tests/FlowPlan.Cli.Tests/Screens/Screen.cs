using System.Globalization;
using System.Text;

namespace FlowPlan.Cli.Tests.Screens;

/// <summary>
/// What a terminal shows after a text was written to it: it folds lines at its width, and knows the sequences that progress uses. Any other
/// sequence is an error.
/// </summary>
/// <param name="width">Its columns.</param>
internal sealed class Screen(int width)
{
    private readonly List<StringBuilder> lines = [new()];
    private int row;
    private int column;

    /// <summary>The lines, without blanks at their ends.</summary>
    public string Text => string.Join('\n', lines.Select(l => l.ToString().TrimEnd())).TrimEnd('\n') + "\n";

    public void Write(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\n':
                    (row, column) = (row + 1, 0);
                    break;
                case '\r':
                    column = 0;
                    break;
                case '\u001b':
                    i = Obey(text, i);
                    break;
                default:
                    Put(text[i]);
                    break;
            }

            while (lines.Count <= row)
                lines.Add(new());
        }
    }

    private void Put(char c)
    {
        if (column == width)
            (row, column) = (row + 1, 0);
        if (lines.Count <= row)
            lines.Add(new());
        var line = lines[row];
        line.Append(' ', Math.Max(0, column + 1 - line.Length));
        line[column++] = c;
    }

    /// <summary>Carries a sequence out, and returns where it ends.</summary>
    private int Obey(string text, int start)
    {
        var end = start + 2;
        while (char.IsDigit(text[end]) || text[end] == ';')
            end++;
        switch (text[end])
        {
            case 'A':
                row -= int.Parse(text.AsSpan(start + 2, end - start - 2), CultureInfo.InvariantCulture);
                Assert.That(row, Is.Not.Negative, "the cursor leaves the screen");
                break;
            case 'J':
                lines[row].Length = Math.Min(lines[row].Length, column);
                lines.RemoveRange(row + 1, lines.Count - row - 1);
                break;
            case 'm':
                break;
            default:
                throw new AssertionException($"There is no such sequence on this screen: {text[start..(end + 1)]}");
        }

        return end;
    }
}
