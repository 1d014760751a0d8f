using System.Globalization;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Core.Manifests.Syntax;

/// <summary>
/// Leads from a character of a scalar's value back to the character of the file that it was read from, through quotes,
/// escapes, folded lines and the indentation of blocks.
/// </summary>
internal static class ScalarPlaces
{
    /// <summary>The place of a part of a scalar's text, or the scalar's own where the part cannot be told.</summary>
    /// <param name="scalar">The scalar.</param>
    /// <param name="start">The first character of the part, counted from 0.</param>
    /// <param name="end">The one behind the last.</param>
    public static SourceSpan Locate(Node.Scalar scalar, int start, int end)
    {
        var source = scalar.Span.Source;
        if (!scalar.IsWritten || start < 0 || start >= scalar.Raw.Length)
            return scalar.Span;
        var places = Align(source.Text[scalar.Span.Range], scalar.Raw);
        if (places is null)
            return scalar.Span;
        var from = scalar.Span.Range.Start.Value + places[start];
        var last = scalar.Span.Range.Start.Value + places[Math.Clamp(end - 1, start, places.Length - 1)];
        return source.Span(from, Math.Max(from, last) + 1) with { Hidden = scalar.Span.Hidden };
    }

    /// <summary>For each character of the value where it is written, or null when the two do not fit together.</summary>
    private static int[]? Align(string written, string value)
    {
        var at = ContentStart(written);
        var quote = at < written.Length && written[at] is '"' or '\'' ? written[at] : '\0';
        at = quote != '\0' ? at + 1 : written[Math.Min(at, written.Length - 1)] is '|' or '>' ? HeaderEnd(written, at) : at;
        var places = new int[value.Length];
        for (var i = 0; i < value.Length;)
        {
            if (SkipTo(written, value[i], quote, ref at) is not { } step)
                return null;
            for (var k = 0; k < step.Text.Length; k++, i++)
            {
                if (i >= value.Length || value[i] != step.Text[k])
                    return null;
                places[i] = at;
            }

            at += step.Length;
        }

        return places;
    }

    /// <summary>What stands next in the file, and how many characters it takes there; blanks that the value does not have are passed.</summary>
    private static (string Text, int Length)? SkipTo(string written, char wanted, char quote, ref int at)
    {
        while (at < written.Length)
        {
            var next = written[at];
            if (quote == '\'' && next == '\'')
                return at + 1 < written.Length && written[at + 1] == '\'' ? ("'", 2) : null;
            if (quote == '"' && next == '\\')
            {
                var escape = Escape(written, at);
                if (escape is not { Text.Length: 0 } continued)
                    return escape;
                at += continued.Length;
            }
            else if (next == wanted)
            {
                return (next.ToString(), 1);
            }
            else if (IsBlank(next))
            {
                var run = written.AsSpan(at).IndexOfAnyExcept(" \t\r\n");
                if (IsBlank(wanted))
                    return (wanted.ToString(), run < 0 ? written.Length - at : run);
                at += run < 0 ? written.Length - at : run;
            }
            else
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>What an escape stands for; nothing when it is the end of a line that goes on.</summary>
    private static (string Text, int Length)? Escape(string written, int at)
    {
        var letter = at + 1 < written.Length ? written[at + 1] : '\0';
        if (letter is '\r' or '\n')
        {
            var rest = written.AsSpan(at + 1).IndexOfAnyExcept(" \t\r\n");
            return (string.Empty, 1 + (rest < 0 ? written.Length - at - 1 : rest));
        }

        var digits = letter switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
        if (digits == 0)
            return Simple(letter) is { } text ? (text, 2) : null;
        return at + 2 + digits <= written.Length
            && int.TryParse(written.AsSpan(at + 2, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var point)
            && point is >= 0 and <= 0x10FFFF and not (>= 0xD800 and <= 0xDFFF)
            ? (char.ConvertFromUtf32(point), 2 + digits)
            : null;
    }

    private static string? Simple(char letter) => letter switch
    {
        '0' => "\0",
        'a' => "\a",
        'b' => "\b",
        't' or '\t' => "\t",
        'n' => "\n",
        'v' => "\v",
        'f' => "\f",
        'r' => "\r",
        'e' => "\u001b",
        ' ' or '"' or '/' or '\\' => letter.ToString(),
        'N' => "\u0085",
        '_' => "\u00a0",
        'L' => "\u2028",
        'P' => "\u2029",
        _ => null,
    };

    /// <summary>Behind any anchor and tag.</summary>
    private static int ContentStart(string written)
    {
        var at = 0;
        while (at < written.Length && written[at] is '&' or '!')
        {
            while (at < written.Length && !IsBlank(written[at]))
                at++;
            while (at < written.Length && IsBlank(written[at]))
                at++;
        }

        return at;
    }

    private static int HeaderEnd(string written, int at)
    {
        var end = written.IndexOf('\n', at);
        return end < 0 ? written.Length : end + 1;
    }

    private static bool IsBlank(char unit) => unit is ' ' or '\t' or '\r' or '\n';
}
