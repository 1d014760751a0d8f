namespace FlowPlan.Core.Diagnostics;

/// <summary>Suggests the word that was probably meant.</summary>
public static class DidYouMean
{
    private const int LongestWord = 200;
    private const int MostListed = 20;

    /// <summary>With more candidates than this none is suggested, so that many errors in a large manifest do not take minutes.</summary>
    private const int MostCompared = 250;

    /// <summary>The candidate that is nearest to what was given, or null when none is near.</summary>
    public static string? Closest(string given, IEnumerable<string> candidates) =>
        candidates.Take(MostCompared + 1).ToList() is { Count: <= MostCompared } few ? ClosestOf(given, few) : null;

    /// <summary>A help text that suggests the closest candidate, or else lists all of them.</summary>
    public static string Help(string given, IEnumerable<string> candidates, string otherwise)
    {
        var possible = candidates.Take(MostCompared + 1).ToList();
        if (possible.Count == 0)
            return otherwise;
        if (possible.Count > MostCompared)
            return "check the spelling";
        if (ClosestOf(given, possible) is { } closest)
            return $"did you mean '{closest}'?";
        var rest = possible.Count > MostListed ? FormattableString.Invariant($" and {possible.Count - MostListed} more") : string.Empty;
        return $"expected one of: {string.Join(", ", possible.Order(StringComparer.Ordinal).Take(MostListed))}{rest}";
    }

    private static string? ClosestOf(string given, List<string> candidates)
    {
        var (closest, least) = ((string?)null, int.MaxValue);
        foreach (var candidate in candidates)
        {
            var most = Math.Max(1, Math.Max(given.Length, candidate.Length) / 3);
            var distance = Math.Abs(given.Length - candidate.Length) > most ? int.MaxValue : Distance(given, candidate);
            if (distance <= most && (distance < least || (distance == least && string.CompareOrdinal(candidate, closest) < 0)))
                (closest, least) = (candidate, distance);
        }

        return closest;
    }

    /// <summary>Edits from one word to the other, whatever the case: insert, remove, change, or swap two neighbours.</summary>
    private static int Distance(string left, string right)
    {
        // A word that long is not a typing error, and the time grows with the square of the length.
        if (Math.Abs(left.Length - right.Length) > 16 || Math.Max(left.Length, right.Length) > LongestWord)
            return int.MaxValue;
        var prefix = 0;
        while (prefix < Math.Min(left.Length, right.Length) && Same(left[prefix], right[prefix]))
            prefix++;
        return Distance(left.AsSpan(prefix), right.AsSpan(prefix));
    }

    private static int Distance(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        Span<int> beforeLast = stackalloc int[right.Length + 1];
        Span<int> last = stackalloc int[right.Length + 1];
        Span<int> row = stackalloc int[right.Length + 1];
        for (var j = 0; j <= right.Length; j++)
            last[j] = j;
        for (var i = 1; i <= left.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var change = Same(left[i - 1], right[j - 1]) ? 0 : 1;
                row[j] = Math.Min(Math.Min(last[j] + 1, row[j - 1] + 1), last[j - 1] + change);
                if (i > 1 && j > 1 && Same(left[i - 1], right[j - 2]) && Same(left[i - 2], right[j - 1]))
                    row[j] = Math.Min(row[j], beforeLast[j - 2] + 1);
            }

            var spare = beforeLast;
            beforeLast = last;
            last = row;
            row = spare;
        }

        return last[right.Length];
    }

    private static bool Same(char left, char right) => left == right || char.ToUpperInvariant(left) == char.ToUpperInvariant(right);
}
