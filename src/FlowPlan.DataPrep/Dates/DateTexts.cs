using FlowPlan.DataPrep.Values;

namespace FlowPlan.DataPrep.Dates;

/// <summary>Dates without a pattern: the forms that Data Prep tries one after the other.</summary>
public static class DateTexts
{
    private static readonly Lazy<DatePattern[]> Patterns = new(() => [.. new[]
    {
        "yyyy-MM-dd HH:mm:ssZ", "yyyy-MM-dd HH:mm:ss.SSSZ", "yyyy-MM-dd HH:mm:ss.SSS", "yyyy-MM-dd'T'HH:mm:ss.SSSX", "yyyy-MM-dd'T'HH:mm:ss'Z'",
        "yyyy-MM-dd", "yyyy/MM/dd", "yyyy.MM.dd", "yyyy-MMM-dd", "yyyyMMdd", "MM-dd-yyyy", "MMddyyyy", "M/dd/yyyy", "dd.M.yyyy",
        "M/dd/yyyy hh:mm:ss a", "dd.M.yyyy hh:mm:ss a", "dd.MMM.yyyy", "dd-MMM-yyyy",
        // Not in the list of the documentation, but the form of XDM itself.
        "yyyy-MM-dd'T'HH:mm:ssX", "yyyy-MM-dd'T'HH:mm:ssXXX", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX", "yyyy-MM-dd'T'HH:mm:ss",
    }.Select(p => DatePattern.Parse(p)!)]);

    /// <summary>The date that a text means, or null.</summary>
    public static ZonedTime? Read(string text)
    {
        if (text.Length is < 8 or > 40)
            return null;
        foreach (var pattern in Patterns.Value)
        {
            if (DateReader.Read(text, pattern) is { } found)
                return found;
        }

        return null;
    }
}
