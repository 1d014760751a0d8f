using System.Globalization;
using System.Text.RegularExpressions;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Datasets;

/// <summary>How long rows are kept: an ISO 8601 duration of years, months, weeks and days, for the data lake and for Profile.</summary>
internal static partial class Retention
{
    /// <summary>The field, its stores by the key of the manifest, the name of the service, and the least number of days.</summary>
    public static IReadOnlyList<(string Key, string Store, int LeastDays)> Stores { get; } = [("lake", "adobe_lakeHouse", 30), ("profile", "adobe_unifiedProfile", 7)];

    /// <summary>A duration in days, where a month has 30 and a year 365; null for another text.</summary>
    public static int? DaysOf(string text)
    {
        if (Pattern().Match(text) is not { Success: true } match)
            return null;
        int Number(string unit) => int.TryParse(match.Groups[unit].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        return (Number("y") * 365) + (Number("m") * 30) + (Number("w") * 7) + Number("d") is var days and > 0 ? days : null;
    }

    /// <summary>What is lost when rows are kept for less time than before, or no longer for ever.</summary>
    public static string? LossOf(Value? live, Value? planned) =>
        planned is Value.Text(var text) && DaysOf(text) is { } days && (live is not Value.Text(var before) || DaysOf(before) is not { } old || days < old)
            ? $"rows older than {text} are deleted"
            : null;

    [GeneratedRegex(@"^P(?=\d)((?<y>\d{1,3})Y)?((?<m>\d{1,4})M)?((?<w>\d{1,4})W)?((?<d>\d{1,5})D)?\z")]
    private static partial Regex Pattern();
}
