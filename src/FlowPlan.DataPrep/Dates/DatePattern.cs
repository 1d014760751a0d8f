using System.Collections.Immutable;
using System.Text;

namespace FlowPlan.DataPrep.Dates;

/// <summary>A date pattern with Java's letters.</summary>
internal sealed class DatePattern
{
    private const string Letters = "GuyDMLdQqYwWEecFaHkKhmsSAnNVvzOXxZ";

    private DatePattern(ImmutableArray<PatternElement> elements) => Elements = elements;

    /// <summary>Its parts in order.</summary>
    public ImmutableArray<PatternElement> Elements { get; }

    /// <summary>Reads a pattern; null where it is not valid. Optional parts in square brackets are read as required.</summary>
    public static DatePattern? Parse(string pattern)
    {
        var elements = ImmutableArray.CreateBuilder<PatternElement>();
        for (var i = 0; i < pattern.Length;)
        {
            var c = pattern[i];
            if (c == '\'')
            {
                if (QuotedAt(pattern, ref i) is not { } text)
                    return null;
                elements.Add(new('\'', 1, text));
            }
            else if (char.IsAsciiLetter(c))
            {
                var start = i;
                while (i < pattern.Length && pattern[i] == c)
                    i++;
                if (!Letters.Contains(c, StringComparison.Ordinal) || i - start > 9)
                    return null;
                elements.Add(new(c, i - start, ""));
            }
            else if (c is '{' or '}' or '#')
            {
                return null;
            }
            else
            {
                if (c is not ('[' or ']'))
                    elements.Add(new('\'', 1, c.ToString()));
                i++;
            }
        }

        return new(elements.ToImmutable());
    }

    private static string? QuotedAt(string pattern, ref int i)
    {
        var text = new StringBuilder();
        if (i + 1 < pattern.Length && pattern[i + 1] == '\'')
        {
            i += 2;
            return "'";
        }

        for (i++; i < pattern.Length; i++)
        {
            if (pattern[i] != '\'')
            {
                text.Append(pattern[i]);
            }
            else if (i + 1 < pattern.Length && pattern[i + 1] == '\'')
            {
                text.Append('\'');
                i++;
            }
            else
            {
                i++;
                return text.ToString();
            }
        }

        return null;
    }
}
