using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace FlowPlan.Cli.Output.Markdown;

/// <summary>Text of a manifest or a service as Markdown that shows it as it is: no markup, no HTML, no mention of a person or issue, no link.</summary>
internal static partial class MarkdownText
{
    /// <summary>
    /// Parts one after another, as many as fit a limit; where not all do, the last line says so. A comment that hosts accept has at most
    /// 60,000 characters: 52,000 for the plan, 4,000 for effects on sample records, 4,000 for the policy.
    /// </summary>
    /// <param name="parts">The parts; the text can end after any of them.</param>
    /// <param name="limit">The greatest length, with that line.</param>
    /// <param name="rest">What is left out and where it is, such as <c>run `flowplan plan` to see the full plan</c>.</param>
    public static string Join(IEnumerable<string> parts, int limit, string rest)
    {
        var last = $"\nOutput truncated; {rest}.\n";
        var (text, whole) = (new StringBuilder(), 0);
        foreach (var part in parts)
        {
            if (text.Length + part.Length > limit)
                return text.Remove(whole, text.Length - whole).Append(last).ToString();
            text.Append(part);
            if (text.Length + last.Length <= limit)
                whole = text.Length;
        }

        return text.ToString();
    }

    /// <summary>Text within a line.</summary>
    public static string Of(string text)
    {
        var line = SafeText.Line(text.ReplaceLineEndings(" "));
        var escaped = new StringBuilder(line.Length + 16);
        var end = 0;
        foreach (var match in Linked().EnumerateMatches(line))
        {
            AddEscaped(escaped, line.AsSpan(end, match.Index + match.Length - end));

            // Hosts look for mentions and addresses in the rendered text; a comment ends the text before them.
            escaped.Append("<!-- -->");
            end = match.Index + match.Length;
        }

        AddEscaped(escaped, line.AsSpan(end));
        return escaped.ToString();
    }

    /// <summary>Text in a code span, also in a table.</summary>
    public static string Code(string text) =>
        $"`{SafeText.Line(text.ReplaceLineEndings(" ")).Replace('`', '\'').Replace("|", "\\|", StringComparison.Ordinal)}`";

    /// <summary>Text in an HTML element, in which hosts do not read Markdown.</summary>
    public static string Html(string text) => WebUtility.HtmlEncode(SafeText.Line(text));

    /// <summary>Text in a comment that programs look for.</summary>
    public static string Marker(string text) => NotInMarker().Replace(text, "-");

    private static void AddEscaped(StringBuilder escaped, ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            _ = c switch
            {
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '&' => escaped.Append("&amp;"),
                '|' or '`' or '*' or '_' or '[' or ']' or '\\' or '#' or '~' => escaped.Append('\\').Append(c),
                _ => escaped.Append(c),
            };
        }
    }

    /// <summary>The beginnings of mentions, references to issues and changes, and addresses that hosts turn into links.</summary>
    [GeneratedRegex(@"[@#!~%$](?=\w)|:(?=//)|\bwww(?=\.)|\bGH(?=-\d)")]
    private static partial Regex Linked();

    [GeneratedRegex("[^A-Za-z0-9._-]+")]
    private static partial Regex NotInMarker();
}
