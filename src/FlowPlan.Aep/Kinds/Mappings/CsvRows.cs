using System.Text;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Aep.Kinds.Mappings;

/// <summary>A cell of a CSV file.</summary>
/// <param name="Text">What it holds.</param>
/// <param name="Span">Its place.</param>
/// <param name="Fault">What is wrong with its quotes; null for nothing.</param>
internal sealed record CsvCell(string Text, SourceSpan Span, string? Fault = null);

/// <summary>The rows of a CSV file as RFC 4180 has them: commas, and quotes around what holds commas, quotes or line breaks.</summary>
internal static class CsvRows
{
    /// <summary>The rows that are not empty, each cell with its place.</summary>
    public static IEnumerable<IReadOnlyList<CsvCell>> Of(SourceText source)
    {
        var (text, at) = (source.Text, 0);
        while (at < text.Length)
        {
            var row = new List<CsvCell>();
            do
                row.Add(ReadCell(source, ref at));
            while (at < text.Length && text[at++] == ',' && (at < text.Length || AddEmpty(source, row, at)));
            if (at < text.Length && text[at - 1] == '\r' && text[at] == '\n')
                at++;
            if (row is not [{ Text: "" }])
                yield return row;
        }
    }

    private static bool AddEmpty(SourceText source, List<CsvCell> row, int at)
    {
        row.Add(new(string.Empty, source.Span(at - 1, at)));
        return false;
    }

    private static CsvCell ReadCell(SourceText source, ref int at)
    {
        var (text, start) = (source.Text, at);
        if (at == text.Length || text[at] != '"')
        {
            while (at < text.Length && text[at] is not (',' or '\n' or '\r'))
                at++;
            return new(text[start..at].Trim(), source.Span(start, Math.Max(start, at)));
        }

        var content = new StringBuilder();
        for (at++; at < text.Length; at++)
        {
            if (text[at] != '"')
                content.Append(text[at]);
            else if (at + 1 < text.Length && text[at + 1] == '"')
                content.Append(text[at++]);
            else
                break;
        }

        var isClosed = at < text.Length;
        at = Math.Min(text.Length, at + 1);
        var end = at;
        while (at < text.Length && text[at] is not (',' or '\n' or '\r'))
            at++;
        return isClosed
            ? new(content.ToString(), source.Span(start, end), string.IsNullOrWhiteSpace(text[end..at]) ? null : "text follows the closing quote")
            : new(content.ToString(), source.Span(start, start + 1), "the quote is not closed");
    }
}
