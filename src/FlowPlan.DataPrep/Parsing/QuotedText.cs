using System.Globalization;
using System.Text;

namespace FlowPlan.DataPrep.Parsing;

/// <summary>Strings between quotes and what they mean.</summary>
internal static class QuotedText
{
    /// <summary>The content of a string in quotes. A backslash before any other character stays, as in JEXL.</summary>
    public static string Unquote(string quoted)
    {
        var inner = quoted.AsSpan(1, quoted.Length - 2);
        if (!inner.Contains('\\'))
            return inner.ToString();
        var text = new StringBuilder();
        for (var i = 0; i < inner.Length; i++)
        {
            if (inner[i] != '\\' || i + 1 == inner.Length)
            {
                text.Append(inner[i]);
                continue;
            }

            var c = inner[++i];
            if (c == 'u' && i + 4 < inner.Length && ushort.TryParse(inner.Slice(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                text.Append((char)code);
                i += 4;
            }
            else if (c is '\\' or '"' or '\'')
            {
                text.Append(c);
            }
            else
            {
                text.Append(c switch { 'n' => "\n", 't' => "\t", 'r' => "\r", 'b' => "\b", 'f' => "\f", _ => "\\" + c });
            }
        }

        return text.ToString();
    }

    /// <summary>The string that means the content.</summary>
    public static string Quote(string content)
    {
        var quote = content.Contains('"', StringComparison.Ordinal) && !content.Contains('\'', StringComparison.Ordinal) ? '\'' : '"';
        var text = new StringBuilder().Append(quote);
        foreach (var c in content)
        {
            if (c == quote || c == '\\')
                text.Append('\\').Append(c);
            else if (c is '\n' or '\t' or '\r')
                text.Append(c switch { '\n' => "\\n", '\t' => "\\t", _ => "\\r" });
            else if (char.IsControl(c))
                text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else
                text.Append(c);
        }

        return text.Append(quote).ToString();
    }
}
