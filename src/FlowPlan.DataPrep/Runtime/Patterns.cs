using System.Text.RegularExpressions;

namespace FlowPlan.DataPrep.Runtime;

/// <summary>Regular expressions in Java's syntax, as far as .NET reads them in the same way, with a bound on their time.</summary>
internal static class Patterns
{
    private const RegexOptions Options = RegexOptions.CultureInvariant;

    /// <summary>Whether the whole text matches.</summary>
    public static bool IsWholeMatch(string text, string pattern, Budget budget) =>
        Run(budget, time => Make(pattern, time) is not null && Make($"\\A(?:{pattern})\\z", time).IsMatch(text), text);

    /// <summary>The first match; null where there is none.</summary>
    public static Match? First(string text, string pattern, Budget budget) =>
        Run(budget, time => Make(pattern, time).Match(text) is { Success: true } match ? match : null, text);

    /// <summary>The text split at each match; a match without a character splits nothing, and groups are left out.</summary>
    public static List<string> Split(string text, string pattern, Budget budget) => Run(
        budget,
        time =>
        {
            var (parts, start) = (new List<string>(), 0);
            foreach (Match match in Make(pattern, time).Matches(text))
            {
                if (match.Length == 0)
                    continue;
                parts.Add(text[start..match.Index]);
                start = match.Index + match.Length;
            }

            parts.Add(text[start..]);
            return parts;
        },
        text);

    private static T Run<T>(Budget budget, Func<TimeSpan, T> match, string text)
    {
        budget.Spend(1 + (text.Length / 8));
        var time = budget.MatchingTime;
        try
        {
            return budget.Match(() => match(time));
        }
        catch (RegexMatchTimeoutException)
        {
            throw new EvaluationStop("the regular expressions take too long");
        }
        catch (ArgumentException)
        {
            throw new EvaluationStop("the regular expression is not valid");
        }
    }

    private static Regex Make(string pattern, TimeSpan time) => new(pattern, Options, time);
}
