using FlowPlan.DataPrep.Dates;
using FlowPlan.DataPrep.Findings;

namespace FlowPlan.DataPrep.Checking;

/// <summary>Letters of date patterns that are often confused.</summary>
internal static class DateLints
{
    /// <summary>What is found in a pattern.</summary>
    public static IEnumerable<Finding> In(string pattern, TextRange at)
    {
        if (DatePattern.Parse(pattern) is not { } parsed)
            return [new(FindingKind.DatePattern, at, "the date pattern is not valid", "quote text in a pattern with ', as in yyyy-MM-dd'T'HH:mm:ss")];
        var letters = parsed.Elements.Where(e => !e.IsText).Select(e => e.Letter).ToHashSet();
        return Confusions(parsed, letters).Select(c => new Finding(FindingKind.DatePattern, at, c.Message, c.Suggestion));
    }

    private static IEnumerable<(string Message, string Suggestion)> Confusions(DatePattern pattern, HashSet<char> letters)
    {
        if (letters.Contains('Y') && !letters.Contains('w'))
            yield return ("'Y' is the year of the week, which differs around New Year", "write yyyy");
        if (letters.Contains('D') && (letters.Contains('M') || letters.Contains('m')))
            yield return ("'D' is the day of the year", "write dd");
        if (letters.Contains('m') && !letters.Contains('H') && !letters.Contains('h') && !letters.Contains('k') && !letters.Contains('K'))
            yield return ("'m' is the minute", "write MM for the month");
        if (letters.Contains('H') && letters.Contains('M') && !letters.Contains('m'))
            yield return ("'M' is the month", "write mm for the minute");
        if (letters.Contains('h') && !letters.Contains('a'))
            yield return ("'h' is the hour from 1 to 12, and the pattern has no 'a'", "write HH");
        if (pattern.Elements.Any(e => e is { Letter: 'S' or 's', Count: 1 }) && letters.Contains('S') && !letters.Contains('s'))
            yield return ("'S' is a fraction of the second", "write ss");
    }
}
