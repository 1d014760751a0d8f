using FlowPlan.DataPrep.Syntax;
using Superpower;
using Superpower.Model;

namespace FlowPlan.DataPrep.Parsing;

/// <summary>Text to tokens. It stops at the first character that begins none.</summary>
internal sealed class ExpressionTokenizer : Tokenizer<TokenKind>
{
    /// <inheritdoc/>
    protected override IEnumerable<Result<TokenKind>> Tokenize(TextSpan span)
    {
        var text = span.ToStringValue();
        var (rest, read) = (span, 0);

        // A span counts lines on the way, so each part of the text is passed once.
        TextSpan RestAt(int place)
        {
            (rest, read) = (rest.Skip(place - read), place);
            return rest;
        }

        var at = SkipBlank(text, 0, out var unclosed);
        while (at < text.Length && !unclosed)
        {
            var (kind, length) = Next(text, at);
            var start = RestAt(at);
            if (length == 0)
            {
                yield return Result.Empty<TokenKind>(start);
                yield break;
            }

            at += length;
            yield return Result.Value(kind, start, RestAt(at));
            at = SkipBlank(text, at, out unclosed);
        }

        if (unclosed)
            yield return Result.Empty<TokenKind>(RestAt(at));
    }

    private static (TokenKind Kind, int Length) Next(string text, int at)
    {
        var c = text[at];
        if (char.IsAsciiDigit(c))
            return (TokenKind.Number, NumberText.LengthAt(text, at));
        if (c is '"' or '\'')
            return (TokenKind.Text, ClosedLength(text, at, c, 1));
        if (c == '`')
            return (TokenKind.Template, ClosedLength(text, at, c, 1));
        if (c == '~' && Follows(text, at, "~/"))
            return (TokenKind.Pattern, ClosedLength(text, at, '/', 2));
        if (c == '$' && Follows(text, at, "${"))
            return (TokenKind.QuotedField, ClosedLength(text, at, '}', 2));
        if (FieldNames.IsStart(c))
            return (TokenKind.Word, WordLength(text, at));
        foreach (var symbol in Operators.SymbolsFrom(c))
        {
            if (Follows(text, at, symbol) && !IsRangeAfterDigit(text, at, symbol))
                return (TokenKind.Symbol, symbol.Length);
        }

        return (TokenKind.Symbol, 0);
    }

    /// <summary><c>?.</c> before a digit is a conditional with a number such as <c>.5</c>, which JEXL lacks: read <c>?</c>.</summary>
    private static bool IsRangeAfterDigit(string text, int at, string symbol) =>
        symbol == "?." && at + 2 < text.Length && char.IsAsciiDigit(text[at + 2]);

    private static bool Follows(string text, int at, string symbol) => string.CompareOrdinal(text, at, symbol, 0, symbol.Length) == 0;

    /// <summary>A name, in which <c>\.</c> is a dot.</summary>
    private static int WordLength(string text, int at)
    {
        var end = at + 1;
        while (end < text.Length)
        {
            if (text[end] == '\\' && end + 1 < text.Length && text[end + 1] == '.')
                end += 2;
            else if (FieldNames.IsPart(text[end]) && !Follows(text, end, "${"))
                end++;
            else
                break;
        }

        return end - at;
    }

    /// <summary>The length up to the closing character, before which a backslash hides it; 0 where it is missing.</summary>
    private static int ClosedLength(string text, int at, char close, int open)
    {
        for (var i = at + open; i < text.Length; i++)
        {
            if (text[i] == '\\')
                i++;
            else if (text[i] == close)
                return i - at + 1;
        }

        return 0;
    }

    private static int SkipBlank(string text, int at, out bool unclosed)
    {
        unclosed = false;
        while (at < text.Length)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
            }
            else if (Follows(text, at, "//") || Follows(text, at, "##"))
            {
                var end = text.IndexOf('\n', at);
                at = end < 0 ? text.Length : end;
            }
            else if (Follows(text, at, "/*"))
            {
                var end = text.IndexOf("*/", at + 2, StringComparison.Ordinal);
                unclosed = end < 0;
                if (unclosed)
                    return at;
                at = end + 2;
            }
            else
            {
                return at;
            }
        }

        return at;
    }
}
