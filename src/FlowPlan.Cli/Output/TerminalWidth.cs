using System.Buffers;
using System.Globalization;
using System.Text;
using Wcwidth;

namespace FlowPlan.Cli.Output;

/// <summary>How many terminal columns text takes: two for East Asian wide characters and emoji, none for combining ones.</summary>
internal static class TerminalWidth
{
    /// <summary>The width of a text element, which may be several characters drawn as one.</summary>
    public static int Of(string element) =>
        Rune.DecodeFromUtf16(element, out var rune, out _) == OperationStatus.Done ? Math.Max(0, UnicodeCalculator.GetWidth(rune)) : 1;

    /// <summary>The width of a text of any length.</summary>
    public static int OfAll(string text) => Ascii.IsValid(text) ? text.Length : ElementsOf(text).Sum(Of);

    /// <summary>The text elements, none of which may be cut.</summary>
    public static IEnumerable<string> ElementsOf(string text)
    {
        for (var elements = StringInfo.GetTextElementEnumerator(text); elements.MoveNext();)
            yield return elements.GetTextElement();
    }

    /// <summary>As much of the beginning as fits, with an ellipsis where something is left out.</summary>
    public static string Cut(string text, int width)
    {
        if (OfAll(text) <= width)
            return text;
        var (kept, left) = (new StringBuilder(), width - 1);
        foreach (var element in ElementsOf(text))
        {
            left -= Of(element);
            if (left < 0)
                break;
            kept.Append(element);
        }

        return kept.Append('…').ToString();
    }

    /// <summary>The text with blanks after it up to a width.</summary>
    public static string Pad(string text, int width) => text + new string(' ', Math.Max(0, width - OfAll(text)));
}
