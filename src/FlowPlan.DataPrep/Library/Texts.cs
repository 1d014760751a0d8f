using System.Numerics;
using FlowPlan.DataPrep.Runtime;
using FlowPlan.DataPrep.Values;

namespace FlowPlan.DataPrep.Library;

/// <summary>Functions on strings and regular expressions. With a null text they return null.</summary>
internal static class Texts
{
    public static IEnumerable<(string, Func<CallContext, DataValue>)> All =>
    [
        ("concat", Concat),
        ("explode", c => Of(c, t => DataValue.Of(Patterns.Split(t, c.Text(1) ?? ",", c.Budget).Select(DataValue.Of)))),
        ("instr", Instr),
        ("replacestr", c => Of(c, t => c.Text(1) is { } find && c.Text(2) is { } with ? Replace(t, find, with, c.Budget) : DataValue.Null)),
        ("substr", Substr),
        ("lower", c => Of(c, t => DataValue.Of(t.ToLowerInvariant()))),
        ("lcase", c => Of(c, t => DataValue.Of(t.ToLowerInvariant()))),
        ("upper", c => Of(c, Upper)),
        ("ucase", c => Of(c, Upper)),
        ("split", c => Of(c, t => c.Text(1) is { } separators
            ? DataValue.Of(t.Split([.. separators.DefaultIfEmpty(' ')], StringSplitOptions.RemoveEmptyEntries).Select(DataValue.Of))
            : DataValue.Null)),
        ("join", c => c.List(1) is { } items ? Joined(c.Text(0) ?? "", items.Select(ValueText.Of), c.Budget) : DataValue.Null),
        ("lpad", c => Pad(c, (text, pad) => pad + text)),
        ("rpad", c => Pad(c, (text, pad) => text + pad)),
        ("left", c => Of(c, t => c.Integer(1) is { } n ? DataValue.Of(t[..Math.Clamp(n, 0, t.Length)]) : DataValue.Null)),
        ("right", c => Of(c, t => c.Integer(1) is { } n ? DataValue.Of(t[^Math.Clamp(n, 0, t.Length)..]) : DataValue.Null)),
        ("ltrim", c => Of(c, t => DataValue.Of(t.TrimStart()))),
        ("rtrim", c => Of(c, t => DataValue.Of(t.TrimEnd()))),
        ("trim", c => Of(c, t => DataValue.Of(t.Trim()))),
        ("extract_regex", c => Of(c, t => c.Text(1) is { } pattern && Patterns.First(t, pattern, c.Budget) is { } match
            ? DataValue.Of(match.Groups.Values.Select(g => g.Success ? DataValue.Of(g.Value) : DataValue.Null))
            : DataValue.Null)),
        ("matches_regex", c => Of(c, t => c.Text(1) is { } pattern ? DataValue.Of(Patterns.IsWholeMatch(t, pattern, c.Budget)) : DataValue.Null)),
    ];

    /// <summary>Each occurrence replaced; an empty text to find changes nothing.</summary>
    public static DataValue Replace(string text, string find, string with, Budget budget)
    {
        if (find.Length == 0)
            return DataValue.Of(text);
        budget.Text((long)text.Length / find.Length * with.Length + text.Length);
        return DataValue.Of(text.Replace(find, with, StringComparison.Ordinal));
    }

    /// <summary>The texts with a separator.</summary>
    public static DataValue Joined(string separator, IEnumerable<string> parts, Budget budget)
    {
        var all = parts.ToList();
        budget.Text(all.Sum(p => (long)p.Length + separator.Length));
        return DataValue.Of(string.Join(separator, all));
    }

    private static DataValue Of(CallContext call, Func<string, DataValue> change) => call.Text(0) is { } text ? change(text) : DataValue.Null;

    /// <summary>Uppercase as Java has it.</summary>
    private static DataValue Upper(string text) => DataValue.Of(text.ToUpperInvariant().Replace("ß", "SS", StringComparison.Ordinal));

    private static DataValue Concat(CallContext call) => Joined("", call.Arguments.Select(ValueText.Of), call.Budget);

    private static DataValue Instr(CallContext call)
    {
        if (call.Text(0) is not { } text || call.Text(1) is not { } part)
            return DataValue.Null;
        var at = (call.Integer(2) ?? 0) - 1;
        for (var occurrence = call.Integer(3) ?? 1; occurrence > 0; occurrence--)
        {
            call.Budget.Spend(1);
            at = at + 1 is var next && next >= 0 && next <= text.Length ? text.IndexOf(part, next, StringComparison.Ordinal) : -1;
            if (at < 0)
                break;
        }

        return DataValue.Of(new BigInteger(Math.Max(at, -1)));
    }

    private static DataValue Substr(CallContext call)
    {
        if (call.Text(0) is not { } text || call.Integer(1) is not { } start || call.Integer(2) is not { } length)
            return DataValue.Null;
        if (start < 0 || length < 0 || start > text.Length)
            throw new EvaluationStop("the substring is outside of the string, and the documentation does not say what Data Prep does then", isUnknown: true);
        return DataValue.Of(text.Substring(start, Math.Min(length, text.Length - start)));
    }

    private static DataValue Pad(CallContext call, Func<string, string, string> join)
    {
        if (call.Integer(1) is not { } length)
            return DataValue.Null;
        var (text, pad) = (call.Text(0) ?? "", call.Text(2) is { Length: > 0 } given ? given : " ");
        if (length <= text.Length)
            return DataValue.Of(text);
        call.Budget.Text((long)length + pad.Length);
        var missing = length - text.Length;
        var filling = string.Concat(Enumerable.Repeat(pad, (missing / pad.Length) + 1))[..missing];
        return DataValue.Of(join(text, filling));
    }
}
