namespace FlowPlan.Core.Diagnostics;

/// <summary>Suggests the word that was probably meant.</summary>
public static class DidYouMean
{
    private const int LongestWord = 200;
    private const int MostListed = 20;

    /// <summary>The candidate that is nearest to what was given, or null when none is near.</summary>
    public static string? Closest(string given, IEnumerable<string> candidates) => candidates
        .Select(candidate => (Candidate: candidate, Distance: Distance(given.ToUpperInvariant(), candidate.ToUpperInvariant())))
        .Where(c => c.Distance <= Math.Max(1, Math.Max(given.Length, c.Candidate.Length) / 3))
        .OrderBy(c => c.Distance)
        .ThenBy(c => c.Candidate, StringComparer.Ordinal)
        .Select(c => c.Candidate)
        .FirstOrDefault();

    /// <summary>A help text that suggests the closest candidate, or else lists all of them.</summary>
    public static string Help(string given, IEnumerable<string> candidates, string otherwise)
    {
        var possible = candidates.Order(StringComparer.Ordinal).ToList();
        if (Closest(given, possible) is { } closest)
            return $"did you mean '{closest}'?";
        if (possible.Count == 0)
            return otherwise;
        var rest = possible.Count > MostListed ? FormattableString.Invariant($" and {possible.Count - MostListed} more") : string.Empty;
        return $"expected one of: {string.Join(", ", possible.Take(MostListed))}{rest}";
    }

    /// <summary>Edits from one word to the other: insert, remove, change, or swap two neighbours.</summary>
    private static int Distance(string left, string right)
    {
        // A word that long is not a typing error, and the table grows with the square of the length.
        if (Math.Abs(left.Length - right.Length) > 16 || Math.Max(left.Length, right.Length) > LongestWord)
            return int.MaxValue;
        var rows = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
            rows[i, 0] = i;
        for (var j = 0; j <= right.Length; j++)
            rows[0, j] = j;
        for (var i = 1; i <= left.Length; i++)
        {
            for (var j = 1; j <= right.Length; j++)
            {
                var change = left[i - 1] == right[j - 1] ? 0 : 1;
                rows[i, j] = Math.Min(Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1), rows[i - 1, j - 1] + change);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }

        return rows[left.Length, right.Length];
    }
}
