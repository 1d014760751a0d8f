using System.Globalization;

namespace FlowPlan.Cli.Arguments;

/// <summary>Reads durations of the command line.</summary>
internal static class Durations
{
    /// <summary>Reads <c>500ms</c>, <c>30s</c>, <c>5m</c> or <c>1h</c>; null for any other text.</summary>
    public static TimeSpan? Parse(string? text)
    {
        if (text is null)
            return null;
        var unit = text.AsSpan().TrimStart("0123456789.");
        if (!double.TryParse(text[..^unit.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) || amount > 1_000_000)
            return null;
        return unit switch
        {
            "ms" => TimeSpan.FromMilliseconds(amount),
            "" or "s" => TimeSpan.FromSeconds(amount),
            "m" => TimeSpan.FromMinutes(amount),
            "h" => TimeSpan.FromHours(amount),
            _ => null,
        };
    }
}
