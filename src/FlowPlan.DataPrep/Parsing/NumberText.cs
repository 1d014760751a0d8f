using System.Globalization;
using System.Numerics;
using FlowPlan.DataPrep.Values;

namespace FlowPlan.DataPrep.Parsing;

/// <summary>Numbers as JEXL writes them: decimal, hexadecimal, octal, with a suffix for their type.</summary>
internal static class NumberText
{
    /// <summary>The length of the number that begins there.</summary>
    public static int LengthAt(string text, int start)
    {
        var at = start;
        if (text[at] == '0' && at + 2 < text.Length && text[at + 1] is 'x' or 'X' && char.IsAsciiHexDigit(text[at + 2]))
        {
            at += 2;
            while (at < text.Length && char.IsAsciiHexDigit(text[at]))
                at++;
            return at + (at < text.Length && text[at] is 'l' or 'L' or 'h' or 'H' ? 1 : 0) - start;
        }

        at = Digits(text, at);
        if (at + 1 < text.Length && text[at] == '.' && char.IsAsciiDigit(text[at + 1]))
            at = Digits(text, at + 1);
        if (at < text.Length && text[at] is 'e' or 'E')
        {
            var exponent = at + 1 < text.Length && text[at + 1] is '+' or '-' ? at + 2 : at + 1;
            if (exponent < text.Length && char.IsAsciiDigit(text[exponent]))
                at = Digits(text, exponent);
        }

        if (at < text.Length && "lLhHdDfFbB".Contains(text[at], StringComparison.Ordinal) && (at + 1 == text.Length || !char.IsLetterOrDigit(text[at + 1])))
            at++;
        return at - start;
    }

    /// <summary>The value of a number; null where it is too large for its type.</summary>
    public static DataValue? Parse(string text)
    {
        var body = text.TrimEnd('l', 'L', 'h', 'H');
        if (body.Length != text.Length || text.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0 || body.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
            return body.AsSpan().IndexOfAny('.', 'e', 'E') < 0 || body.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? Whole(body) : null;
        var suffix = char.ToLowerInvariant(text[^1]);
        body = suffix is 'b' or 'd' or 'f' ? text[..^1] : text;
        if (suffix == 'b')
            return decimal.TryParse(body, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact) ? new DataValue.Exact(exact) : null;
        var amount = double.Parse(body, NumberStyles.Float, CultureInfo.InvariantCulture);
        return double.IsFinite(amount) ? new DataValue.Floating(amount) : null;
    }

    private static DataValue.Whole? Whole(string text)
    {
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
            return new(BigInteger.Parse("0" + text[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture));
        if (text.Length == 1 || text[0] != '0')
            return new(BigInteger.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture));
        return text.Contains('8', StringComparison.Ordinal) || text.Contains('9', StringComparison.Ordinal)
            ? null
            : new(text.Aggregate(BigInteger.Zero, (sum, digit) => (sum * 8) + (digit - '0')));
    }

    private static int Digits(string text, int at)
    {
        while (at < text.Length && char.IsAsciiDigit(text[at]))
            at++;
        return at;
    }
}
